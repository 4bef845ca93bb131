"""What is due across the rooms."""

import datetime as dt

from college.sweeps import sweep
from enrolment.office.reminding import remind_due


@sweep("remind learners of sessions")
def remind(now: dt.datetime) -> int:
    return remind_due(now=now)
