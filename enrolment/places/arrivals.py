"""Places that came from a sheet: their people hear nothing of them until the office says so."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet

from courses.models import Run
from enrolment.messages.words import EVENTS
from enrolment.places import moves
from enrolment.places.actions import fill_places
from enrolment.places.models import Enrolment


def untold(codes: Iterable[str]) -> QuerySet[Enrolment]:
    """Those of the enrolments called `codes` whose people have been told nothing yet."""
    return Enrolment.objects.filter(code__in=list(codes), is_untold=True)


@transaction.atomic
def tell_at_last(*, run: Run, codes: Iterable[str], aloud: bool, by, now: dt.datetime) -> int:
    """Tell the untold people among the enrolments `codes` of `run` how they stand now, each once; says how many.

    Not `aloud`: they know already, so nothing is sent; from now on they hear as everyone does. A place that
    was kept for the next of them is offered, and told as that alone. Twice is once.
    """
    run = moves.lock_run(run.pk)
    found = list(untold(codes).filter(run=run).select_related("learner__user").order_by("asked_at", "pk"))
    for enrolment in found:
        enrolment.run, enrolment.is_untold = run, False
        enrolment.save(update_fields=["is_untold"])
    moved = {enrolment.pk for enrolment in fill_places(run=run, now=now)} if found else set()
    for enrolment in found:
        if aloud and enrolment.pk not in moved and enrolment.status in EVENTS:
            moves.tell_of(enrolment, key=f"brought:{enrolment.code}", now=now)
    return len(found)
