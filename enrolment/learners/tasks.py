"""What is due for learners' forms."""

import datetime as dt

from college.sweeps import sweep
from enrolment.learners import actions


@sweep("forget unfinished self-referrals")
def forget_drafts(now: dt.datetime) -> int:
    return actions.forget_drafts(now=now)
