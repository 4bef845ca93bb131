"""What every page may know: which doors are open to the person who looks, what the college asks."""

from django.utils.functional import SimpleLazyObject

from courses.form_blocks import asked
from courses.models import Policy
from courses.partner_gates import acts_for_a_partner
from courses.permissions import Permission, may
from courses.standing import makes_courses


def doors(request):
    """Template context: `doors`, which parts of the site to offer to this person."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"doors": {}}
    return {
        "doors": {
            "office": may(user, Permission.OPEN_OFFICE),
            "teaching": may(user, Permission.TEACH),
            "pages": may(user, Permission.EDIT_PAGES),
            "college": may(user, Permission.CHANGE_COLLEGE),
            "team": may(user, Permission.CHANGE_ROLES),
            "records": may(user, Permission.SEE_OPENINGS),
            "reach": may(user, Permission.SEE_WHOM_WE_REACH),
            "concerns": may(user, Permission.SEE_CONCERNS),
            "status": may(user, Permission.SEE_STATUS),
            "partner": acts_for_a_partner(user),
            "signing": makes_courses(user),
        }
    }


def questions(request):
    """Template context, read when first used: `asks`, each block of questions by name; `leave_to`, see Policy."""
    return {"asks": SimpleLazyObject(asked), "leave_to": SimpleLazyObject(lambda: Policy.current().leave_to)}
