"""What is due for places, whether or not a change was noticed."""

import datetime as dt
import logging

from college.sweeps import Heartbeat, beat, sweep
from enrolment.places.actions import fill_places
from enrolment.places.queries import runs_over_capacity, runs_to_fill

log = logging.getLogger(__name__)

BATCH = 100
RECOUNT = "places recounted"


@sweep("fill places")
def fill(now: dt.datetime) -> int:
    """Free places go to those who wait; each run in its own short transaction."""
    return sum(len(fill_places(run=run, now=now)) for run in runs_to_fill()[:BATCH])


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
