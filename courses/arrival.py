"""Where a person belongs who has just signed in."""

from django.shortcuts import redirect

from courses.permissions import Permission, may
from courses.second_factor import has_office_role


def after_sign_in(request):
    """Leads on: to the office, to teaching, or to one's own courses."""
    user = request.user
    if may(user, Permission.OPEN_OFFICE) or has_office_role(user):
        return redirect("/office/")
    if may(user, Permission.TEACH):
        return redirect("/teaching/")
    return redirect("/my/")
