"""What is due for certificates, whether or not a register was closed just now."""

import datetime as dt

from college.sweeps import sweep
from enrolment.certificates.actions import settle_run
from enrolment.certificates.queries import runs_to_settle

BATCH = 50


@sweep("settle runs that are over")
def settle_runs(now: dt.datetime) -> int:
    """A run whose last session was called off has no last register; each in its own transaction."""
    runs = list(runs_to_settle()[:BATCH])
    for run in runs:
        settle_run(run=run, by=None, now=now)
    return len(runs)
