"""What the minute's sweep puts right even where a signal was missed."""

import datetime as dt

from cms import groups
from cms.actions import draft_pages
from college.sweeps import sweep


@sweep("draft missing pages")
def draft_missing_pages(now: dt.datetime) -> int:
    return draft_pages(now=now)


@sweep("keep editors' groups in step with roles")
def keep_groups_in_step(now: dt.datetime) -> int:
    return sum(groups.keep_in_step(user) for user in groups.out_of_step())
