"""What a trainer sees first: today, what is owed, what comes, what was asked."""

import datetime as dt
from dataclasses import dataclass

from courses.models import Session
from enrolment.registers.queries import owed_on
from enrolment.trainers.models import Allocation
from enrolment.trainers.permissions import runs_taught_by


@dataclass
class Day:
    """The trainer's first page."""

    today: list[Session]
    owed: list[Session]
    coming: list[Session]
    asked: list[Allocation]


def day_of(user, *, today: dt.date) -> Day:
    """The day of a trainer, in a fixed number of queries; `today` is a local date."""
    mine = (
        Session.objects.filter(run__in=runs_taught_by(user).values("pk"), run__status__in=["published", "finished"])
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
    )
