"""Who may: calls after an absence are the office's, in its own localities."""

from college.models import User
from courses.permissions import Permission, row_or_404
from enrolment.places.permissions import enrolments_for
from enrolment.registers.models import FollowUp
from enrolment.registers.models.follow_ups import FollowUpQuerySet


def follow_ups_for(user: User) -> FollowUpQuerySet:
    """The calls after an absence in the localities in which `user` sees to them."""
    mine = enrolments_for(user, Permission.FOLLOW_UP).values("pk")
    return FollowUp.objects.filter(enrolment__in=mine).select_related(
        "enrolment__learner", "session__run__course", "session__run__locality"
    )


def follow_up_or_404(user: User, code: str) -> FollowUp:
    """One of those calls; else 404."""
    return row_or_404(follow_ups_for(user), code=code)
