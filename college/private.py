"""Pages about one person: kept by no cache, listed by no search engine."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required


def personal(view):
    """For pages about one person: no cache keeps them, no search engine lists them."""

    @wraps(view)
    def shown(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex"
        return response

    return shown


def personal_without_sign_in(view):
    """The same for visitors: whoever holds the long code in the address is the person."""
    return login_not_required(personal(view))
