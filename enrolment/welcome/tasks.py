"""What is due for the diary of welcome talks."""

import datetime as dt

from college.sweeps import sweep
from enrolment.welcome.actions import call_talk_off
from enrolment.welcome.queries import needless_talks

BATCH = 100


@sweep("free times of welcome talks")
def free_times(now: dt.datetime) -> int:
    """Whose place was given up, or is theirs without a talk: somebody else can have their time."""
    return sum(call_talk_off(talk=talk, now=now) for talk in needless_talks(now)[:BATCH])
