"""Who may enter the editor's screens: who has a role for them. For others they do not exist."""

from functools import wraps

from django.http import Http404

from cms.groups import ENTER


def editors_only(view):
    """404 for someone signed in without a role for it. A visitor is asked to sign in first."""

    @wraps(view)
    def gate(request, *args, **kwargs):
        if request.user.is_authenticated and not request.user.has_perm(ENTER):
            raise Http404
        return view(request, *args, **kwargs)

    return gate
