"""What the office sees first, and its lists, each in a fixed number of queries."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Min, QuerySet

from college.models import Message
from courses.models import Run, Session
from courses.permissions import Permission, runs_for
from enrolment.places.models import Enrolment
from enrolment.registers.queries import owed_on
from enrolment.trainers.queries import Pair, pairs_of


@dataclass
class RunLine:
    """A run as one line of an office list."""

    run: Run
    pair: Pair
    held: int
    waiting: int

    @property
    def free(self) -> int:
        return max(0, self.run.capacity - self.held)


def run_lines(runs: QuerySet[Run]) -> list[RunLine]:
    """One line a run, in six queries for any number."""
    found = list(runs.for_lists())
    pairs = pairs_of(found)
    enrolments = Enrolment.objects.filter(run__in=[run.pk for run in found])
    held = enrolments.held_by_run()
    waiting = enrolments.waiting_by_run()
    return [RunLine(run, pairs[run.pk], held.get(run.pk, 0), waiting.get(run.pk, 0)) for run in found]


@dataclass
class OfficeDay:
    """The office's first page: what wants doing, most pressing first."""

    sessions: list[Session]
    owed: list[Session]
    unpaired: list[RunLine]
    unsent: int


def office_day(user, *, today: dt.date) -> OfficeDay:
    """The day of the office in the user's localities; `today` is a local date.

    Unpaired are runs, published or not, whose first session lies within four weeks.
    """
    runs = runs_for(user, Permission.OPEN_OFFICE)
    sessions = Session.objects.filter(run__in=runs.values("pk")).exclude(status="cancelled")
    soon = runs.filter(status__in=["draft", "published"]).annotate(first=Min("sessions__held_on"))
    lines = run_lines(soon.filter(first__range=(today, today + dt.timedelta(weeks=4))).order_by("first"))
    return OfficeDay(
        sessions=list(
            sessions.filter(held_on=today, run__status__in=["published", "finished"])
            .select_related("run__course", "run__venue", "run__locality", "venue", "register")
            .order_by("starts")
        ),
        owed=list(owed_on(sessions, today)),
        unpaired=[line for line in lines if not line.pair.is_complete],
        unsent=messages_not_sent().count(),
    )


def messages_not_sent() -> QuerySet[Message]:
    """Messages that want a person: given up, or waiting for a service that isn't there."""
    return Message.objects.filter(status="failed") | Message.objects.filter(status="waiting").exclude(last_problem="")
