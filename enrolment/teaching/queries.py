"""What a trainer sees first: today, what is owed, what comes, what was asked; and when they are away."""

import datetime as dt
from dataclasses import dataclass

from courses.models import Session
from enrolment.claims.models import Claim
from enrolment.claims.queries import sent_back_to
from enrolment.registers.queries import owed_on
from enrolment.trainers.models import Allocation, Away, Trainer
from enrolment.trainers.permissions import sessions_stood_in_by, sessions_taught_by
from enrolment.trainers.standing_in.models import StandIn


@dataclass
class Day:
    """The trainer's first page."""

    today: list[Session]
    owed: list[Session]
    coming: list[Session]
    asked: list[Allocation]
    stands_in: set[int]
    asked_to_stand_in: list[StandIn]
    claims_back: list[Claim]


def day_of(user, *, today: dt.date) -> Day:
    """The day of a trainer, in a fixed number of queries; `today` is a local date."""
    mine = (
        sessions_taught_by(user)
        .filter(run__status__in=["published", "finished"])
        .exclude(status="cancelled")
        .select_related("run__course", "run__venue", "run__locality", "venue", "register")
        .order_by("held_on", "starts")
    )
    asked = (
        Allocation.objects.filter(trainer__user=user, status="proposed")
        .select_related("run__course", "run__locality", "run__venue", "run__term")
        .prefetch_related("run__sessions")
        .order_by("made_at")
    )
    return Day(
        today=list(mine.filter(held_on=today)),
        owed=list(owed_on(mine, today)),
        coming=list(mine.filter(held_on__gt=today)[:10]),
        asked=list(asked),
        stands_in=set(sessions_stood_in_by(user).values_list("pk", flat=True)),
        asked_to_stand_in=list(
            StandIn.objects.filter(trainer__user=user, status="offered", gap__session__held_on__gte=today)
            .select_related("gap__session__run__course", "gap__session__run__locality")
            .order_by("until")
        ),
        claims_back=list(sent_back_to(user)),
    )


@dataclass
class Absence:
    """Days away, and the sessions that the trainer has accepted to teach then."""

    away: Away
    sessions: list[Session]


@dataclass
class Absences:
    """What is still to come of them; and whether this week and the next are wholly theirs: the row that says so."""

    coming: list[Absence]
    this_week: Away | None
    next_week: Away | None


def absences_of(trainer: Trainer, *, today: dt.date) -> Absences:
    """The days away of `trainer` from `today` (local date) on, in two queries."""
    aways = list(trainer.aways.filter(last_on__gte=today))
    accepted = Allocation.objects.filter(trainer=trainer, status="accepted").values("run")
    sessions = (
        Session.objects.filter(run__in=accepted, run__status__in=["draft", "published"], held_on__gte=today)
        .exclude(status="cancelled")
        .select_related("run__course")
        .order_by("held_on", "starts")
    )
    coming = list(sessions) if aways else []
    monday = today - dt.timedelta(days=today.weekday())
    return Absences(
        [Absence(away, [s for s in coming if away.first_on <= s.held_on <= away.last_on]) for away in aways],
        _covering(aways, monday),
        _covering(aways, monday + dt.timedelta(weeks=1)),
    )


def _covering(aways: list[Away], monday: dt.date) -> Away | None:
    sunday = monday + dt.timedelta(days=6)
    return next((away for away in aways if away.first_on <= monday and away.last_on >= sunday), None)
