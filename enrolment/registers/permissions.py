"""Who may: calls after an absence are the office's, concerns are safeguarding's, each in its own localities."""

from django.db.models import QuerySet

from college.models import User
from courses.permissions import Permission, localities_for, row_or_404
from enrolment.places.permissions import enrolments_for
from enrolment.registers.models import Concern, Debrief, FollowUp
from enrolment.registers.models.debriefs import DebriefQuerySet
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


def concerns_for(user: User) -> QuerySet[Concern]:
    """The concerns that `user` may open: nobody else's role does, not a manager's nor a coordinator's."""
    here = localities_for(user, Permission.SEE_CONCERNS)
    rows = Concern.objects.filter(session__run__locality__in=here)
    return rows.select_related(
        "session__run__course", "session__run__locality", "enrolment__learner", "raised_by", "received_by"
    )


def concern_or_404(user: User, code: str) -> Concern:
    """One of those concerns; else 404."""
    return row_or_404(concerns_for(user), code=code)


def own_concern_or_404(user: User, code: str) -> Concern:
    """A concern that `user` raised: whether it was opened, and nothing of its words; else 404."""
    return row_or_404(Concern.objects.filter(raised_by=user).select_related("received_by"), code=code)


def debriefs_for(user: User) -> DebriefQuerySet:
    """The notes that trainers left after sessions in the localities in which `user` rings people."""
    here = localities_for(user, Permission.FOLLOW_UP)
    rows = Debrief.objects.filter(session__run__locality__in=here)
    return rows.select_related("session__run__course", "session__run__locality", "by__trainer", "done_by")


def debrief_or_404(user: User, code: str) -> Debrief:
    """One of those notes; else 404."""
    return row_or_404(debriefs_for(user), code=code)
