"""The dates of a place, each a fact of its own: asked for, given, first come to, completed or left."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Min
from django.utils import timezone

from enrolment.places.models import Enrolment, EnrolmentEvent
from enrolment.registers.models import Mark


@dataclass
class Dates:
    """Local days; None where it has not come to that. Who registered when is the learner's own `joined_at`."""

    asked_on: dt.date
    booked_on: dt.date | None = None
    started_on: dt.date | None = None
    completed_on: dt.date | None = None
    left_on: dt.date | None = None


def dates_of(enrolments: Iterable[Enrolment]) -> dict[int, Dates]:
    """The dates of each of `enrolments`, by id, in two queries for any number."""
    rows = {each.pk: each for each in enrolments}
    found = {pk: Dates(timezone.localdate(each.asked_at)) for pk, each in rows.items()}
    came = Mark.objects.attended().filter(enrolment__in=rows, session__status="held").values("enrolment")
    for first in came.annotate(first=Min("session__held_on")).order_by("enrolment"):
        found[first["enrolment"]].started_on = first["first"]
    for event in EnrolmentEvent.objects.filter(enrolment__in=rows).order_by("at", "pk"):
        _note(found[event.enrolment_id], event, stands=rows[event.enrolment_id].status == event.became)
    return found


def _note(dates: Dates, event: EnrolmentEvent, *, stands: bool) -> None:
    """A place is booked once, the first time; what ended it counts only while it stands."""
    day = timezone.localdate(event.at)
    if event.became == Enrolment.Status.CONFIRMED:
        dates.booked_on = dates.booked_on or day
    elif event.became == Enrolment.Status.COMPLETED and stands:
        dates.completed_on = day
    elif event.became == Enrolment.Status.WITHDRAWN and stands:
        dates.left_on = day
