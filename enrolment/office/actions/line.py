"""What the office says of somebody's place in line, in one press."""

import datetime as dt

from django.db import transaction

from enrolment.places.line import come_alone, come_together, put_first
from enrolment.places.models import Enrolment

STAY = "stay"


@transaction.atomic
def stand_in_line(*, enrolment: Enrolment, reason: str, together: str, by, now: dt.datetime) -> None:
    """Somebody who waits comes first for `reason` ("" in order), and with whom: STAY as now, "" alone, or a code.

    All of it or nothing. Refuses what the verbs of places.line refuse.
    """
    put_first(enrolment=enrolment, reason=reason, by=by, now=now)
    if not together:
        come_alone(enrolment=enrolment, by=by, now=now)
    elif together != STAY:
        come_together(enrolment=enrolment, word=together, by=by, now=now)
