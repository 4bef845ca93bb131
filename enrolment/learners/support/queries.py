"""Who acts for whom, as of a day. A support that is over, or that nobody said yes to, opens nothing."""

import datetime as dt

from django.db.models import QuerySet

from courses.form_blocks import is_asked
from enrolment.learners.models import Learner
from enrolment.learners.support.models import Support

# What a support may be for, by the name of its column.
SCOPES = ("may_see", "may_book", "may_answer", "is_told")


def supports_of(learner: Learner, *, today: dt.date) -> QuerySet[Support]:
    """Those who act for `learner` or were asked to; nobody where the college switched it off."""
    if not is_asked("supporters"):
        return Support.objects.none()
    return learner.supports.filter(ended_at=None, until__gte=today).select_related("user").prefetch_related("events")


def people_helped_by(user, *, today: dt.date) -> QuerySet[Support]:
    """Whom `user` acts for, or was asked to."""
    if not user.is_authenticated or not getattr(user, "helps_somebody", True) or not is_asked("supporters"):
        return Support.objects.none()
    rows = Support.objects.filter(user=user, ended_at=None, until__gte=today, learner__merged_into=None)
    return rows.select_related("learner__user")
