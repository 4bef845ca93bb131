"""Messages that tests begin with."""

import datetime as dt
import itertools

from college.models import Message
from college.outbox.actions import post

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
_numbers = itertools.count(1)


def written(**changes):
    """A waiting e-mail; say only what your test is about."""
    number = next(_numbers)
    message = {
        "key": f"example {number}",
        "channel": "email",
        "subject": "A message from the college",
        "text": "Your place is ready.",
        "to_address": f"person{number}@example.org",
        "now": NOW,
    }
    message |= changes
    post(**message)
    return Message.objects.get(key=message["key"])
