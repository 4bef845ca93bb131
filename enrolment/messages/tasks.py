"""What is forgotten in time, as the college has set; and who helps is told."""

import datetime as dt

from college.outbox.actions import forget_words as forget_words_of_messages
from college.sweeps import sweep
from courses.models import Policy
from enrolment.messages import calls, helpers, replies


@sweep("tell those who help")
def tell_those_who_help(now: dt.datetime) -> int:
    return helpers.tell_helpers(now=now)


@sweep("forget the words of old messages")
def forget_words(now: dt.datetime) -> int:
    return forget_words_of_messages(sent_before=now - dt.timedelta(days=Policy.current().words_days), now=now)


@sweep("forget old replies")
def forget_replies(now: dt.datetime) -> int:
    return replies.forget_replies(now=now)


@sweep("forget old tries to ring")
def forget_tries(now: dt.datetime) -> int:
    return calls.forget_tries(now=now)
