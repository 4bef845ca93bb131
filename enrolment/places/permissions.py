"""Who may see which place: learners their own, staff those of their localities."""

from django.db.models import QuerySet

from college.models import User
from courses.permissions import Permission, localities_for, row_or_404
from enrolment.learners.models import Learner
from enrolment.places.models import Enrolment
from enrolment.places.queries import places_of


def enrolments_for(user: User, permission: Permission = Permission.SEE_LEARNERS) -> QuerySet[Enrolment]:
    """The enrolments on runs of the localities in which `user` has `permission`."""
    return Enrolment.objects.filter(run__locality__in=localities_for(user, permission)).select_related(
        "learner", "run__course", "run__term", "run__locality"
    )


def own_place_or_404(learner: Learner, code: str) -> Enrolment:
    """The enrolment called `code` if it is this learner's; else 404."""
    return row_or_404(places_of(learner), code=code)
