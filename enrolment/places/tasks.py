"""What is due for places, whether or not a change was noticed."""

import datetime as dt
import logging

from college.sweeps import Heartbeat, beat, sweep
from enrolment.places.actions import fill_places
from enrolment.places.offers import run_out
from enrolment.places.queries import kept_places, offers_due, runs_over_capacity, runs_to_fill
from enrolment.places.welcome import confirm_kept

log = logging.getLogger(__name__)

BATCH = 100
RECOUNT = "places recounted"


@sweep("end offers")
def end_offers(now: dt.datetime) -> int:
    """Places held for an answer that did not come go to the next; each in its own short transaction."""
    return sum(run_out(offer=offer, now=now) for offer in offers_due(now).select_related("enrolment")[:BATCH])


@sweep("fill places")
def fill(now: dt.datetime) -> int:
    """Free places go to those who wait; each run in its own short transaction."""
    return sum(len(fill_places(run=run, now=now)) for run in runs_to_fill()[:BATCH])


@sweep("confirm places kept until a talk")
def confirm(now: dt.datetime) -> int:
    """Where no talk is wanted any more: it was had while they asked for another place, or the rule changed."""
    return sum(confirm_kept(enrolment=enrolment, now=now) for enrolment in kept_places(now)[:BATCH])


@sweep("recount places")
def recount(now: dt.datetime) -> int:
    """Once a day: is any run fuller than it may be? Never, unless a rule was gone round."""
    if Heartbeat.objects.filter(name=RECOUNT, at__gt=now - dt.timedelta(hours=20)).exists():
        return 0
    runs = list(runs_over_capacity())
    for run in runs:
        log.error("A run has more people than places", extra={"run": run.code})
    beat(RECOUNT, now=now)
    return len(runs)
