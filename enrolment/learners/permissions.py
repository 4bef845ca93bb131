"""Who may see which learner. Every opening by staff is written down before it is shown."""

import datetime as dt

from django.db.models import Q, QuerySet
from django.http import Http404

from college.models import User
from college.records.actions import note_opening
from courses.permissions import Permission, localities_for, may, require, row_or_404
from enrolment.learners.models import CallRequest, Learner, Merge, Need

# Beyond one's localities only this much is shown: the name, and how to reach the person.
LEAST = "contact"


def learners_for(user: User) -> QuerySet[Learner]:
    """The learners in the localities of `user`, by their places, and those who have none yet."""
    if not may(user, Permission.SEE_LEARNERS):
        return Learner.objects.none()
    here = Learner.objects.filter(enrolments__run__locality__in=localities_for(user, Permission.SEE_LEARNERS))
    placeless = Learner.objects.filter(enrolments__isnull=True)
    found = Learner.objects.filter(Q(pk__in=here.values("pk")) | Q(pk__in=placeless.values("pk")))
    return found.filter(merged_into=None)


def open_record(*, by: User, code: str, part: str, now: dt.datetime) -> Learner:
    """The learner called `code`, for a member of staff who looks at `part` ("contact", "needs", …).

    Writes the opening down first. Learners belong to the college: beyond one's own localities
    only LEAST opens, and that is written down as such. Everything else is a 404.
    """
    if not may(by, Permission.SEE_LEARNERS):
        raise Http404
    learner = learners_for(by).filter(code=code).first()
    beyond = learner is None
    if beyond and part == LEAST:
        learner = Learner.objects.filter(code=code, merged_into=None).first()
    if learner is None:
        raise Http404
    note_opening(by=by, learner_code=learner.code, part=part, beyond_locality=beyond, now=now)
    return learner


def needs_of(learner: Learner) -> QuerySet[Need]:
    """What helps `learner`, for whoever has opened their record."""
    return learner.needs.order_by("asked_at", "pk")


def call_or_404(user: User, code: str) -> CallRequest:
    """A call that somebody asked for, for whoever sees learners; else 404."""
    require(user, Permission.SEE_LEARNERS)
    return row_or_404(CallRequest.objects.all(), code=code)


def merges_for(user: User) -> QuerySet[Merge]:
    """What was put together into records that `user` may see."""
    return Merge.objects.filter(kept__in=learners_for(user)).select_related("kept", "gone")
