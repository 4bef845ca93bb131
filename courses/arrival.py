"""Where a person belongs who has just signed in."""

from django.shortcuts import redirect

from courses.permissions import Permission, may
from courses.queries import signs_words

# The first door that someone may open is theirs.
DOORS = [
    (Permission.OPEN_OFFICE, "/office/"),
    (Permission.CHANGE_ROLES, "/office/team/"),
    (Permission.SEE_OPENINGS, "/office/records/"),
    (Permission.TEACH, "/teaching/"),
]


def after_sign_in(request):
    """Leads on: to the office, to teaching, to what one is asked to sign, or to one's own courses."""
    for permission, door in DOORS:
        if may(request.user, permission):
            return redirect(door)
    if signs_words(request.user):
        return redirect("/sign-off/")
    return redirect("/my/")
