"""Questions about sessions to which a trainer can't come."""

import datetime as dt

from django.db.models import QuerySet

from courses.models import Run, Session
from enrolment.trainers.standing_in.models import Gap, StandIn


def gaps_to_fill(gaps: QuerySet[Gap], *, now: dt.datetime) -> list[Gap]:
    """Those of `gaps` for whose session nobody has said yes, each with whose answer is awaited. Two queries."""
    found = gaps.filter(ended_at=None, session__status="scheduled").exclude(stand_ins__status="accepted")
    found = found.select_related("session__run__course", "session__run__locality", "allocation__trainer")
    open_now = [gap for gap in found.order_by("session__held_on", "pk") if gap.session.ends_at > now]
    awaited = StandIn.objects.filter(gap__in=open_now, status="offered").select_related("trainer")
    by_gap = {each.gap_id: each for each in awaited}
    for gap in open_now:
        gap.asking = by_gap.get(gap.pk)
    return open_now


def stand_ins_of(session: Session) -> list[StandIn]:
    """Who comes to `session` instead of whom."""
    found = StandIn.objects.filter(gap__session=session, gap__ended_at=None, status="accepted")
    return list(found.select_related("trainer", "gap__allocation__trainer"))


def stand_ins_due(now: dt.datetime) -> QuerySet[StandIn]:
    """Who was asked and has not answered in time."""
    return StandIn.objects.filter(status="offered", until__lte=now).select_related("gap__session").order_by("until")


def sessions_missed_by(user, run: Run) -> set[int]:
    """The ids of the sessions of `run` to which the trainer `user` can't come."""
    gaps = Gap.objects.filter(allocation__trainer__user=user, session__run=run, ended_at=None)
    return set(gaps.values_list("session", flat=True))
