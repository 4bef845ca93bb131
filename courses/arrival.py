"""Where a person belongs who has just signed in."""

from django.shortcuts import redirect

from courses.partner_gates import acts_for_a_partner
from courses.permissions import Permission, may
from courses.queries import signs_words

# The first door that someone may open is theirs.
DOORS = [
    (Permission.OPEN_OFFICE, "/office/"),
    (Permission.CHANGE_ROLES, "/office/team/"),
    (Permission.SEE_OPENINGS, "/office/records/"),
    (Permission.SEE_CONCERNS, "/office/concerns/"),
    (Permission.SEE_WHOM_WE_REACH, "/office/whom-we-reach/"),
    (Permission.TEACH, "/teaching/"),
]


def after_sign_in(request):
    """Leads on: to the office, teaching, a partner's pages, what one is asked to sign, or to one's own courses."""
    for permission, door in DOORS:
        if may(request.user, permission):
            return redirect(door)
    if acts_for_a_partner(request.user):
        return redirect("/partner/")
    if signs_words(request.user):
        return redirect("/sign-off/")
    return redirect("/my/")
