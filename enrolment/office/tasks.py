"""What is due across the rooms."""

import datetime as dt

from college.sweeps import sweep
from enrolment.office.actions.announcing import send_due_announcements
from enrolment.office.actions.bringing import forget_sheets
from enrolment.office.actions.merging import forget_merges
from enrolment.office.reminding import remind_due
from enrolment.registers.overtaken import take_back_overtaken


@sweep("send announcements")
def announce(now: dt.datetime) -> int:
    return send_due_announcements(now=now)


@sweep("forget how records were put together")
def forget_what_undoes_merges(now: dt.datetime) -> int:
    return forget_merges(now=now)


@sweep("take back reminders that are overtaken")
def take_back(now: dt.datetime) -> int:
    return take_back_overtaken(now=now)


@sweep("remind learners of sessions")
def remind(now: dt.datetime) -> int:
    return remind_due(now=now)


@sweep("forget sheets of people")
def forget(now: dt.datetime) -> int:
    return forget_sheets(now=now)
