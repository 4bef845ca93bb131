"""What is due for learners' forms."""

import datetime as dt

from college.sweeps import sweep
from enrolment.learners import calls, drafts, forgetting


@sweep("forget unfinished self-referrals")
def forget_drafts(now: dt.datetime) -> int:
    return drafts.forget_drafts(now=now)


@sweep("forget calls asked for long ago")
def forget_calls(now: dt.datetime) -> int:
    return calls.forget_calls(now=now)


@sweep("forget old answers")
def forget_answers(now: dt.datetime) -> int:
    return forgetting.forget_old_answers(now=now)
