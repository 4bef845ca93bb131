"""The verb on rates: from a day on the college pays so much."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from college.models import User
from college.refusals import Refusal
from enrolment.claims.models import Rates


class NoHours(Refusal):
    sentence = _("A block covers at least one hour.")


@transaction.atomic
def set_rates(
    *, from_on: dt.date, block_pence: int, block_hours: int, mile_pence: int, passenger_pence: int,
    bicycle_pence: int, by: User, now: dt.datetime,
) -> Rates:  # fmt: skip
    """The rates that hold from `from_on` (local) until later ones; written over those set for that very day.

    What was claimed before keeps what it was reckoned with. Refuses NoHours.
    """
    if block_hours < 1:
        raise NoHours
    pence = {
        "block_pence": block_pence,
        "block_hours": block_hours,
        "mile_pence": mile_pence,
        "passenger_pence": passenger_pence,
        "bicycle_pence": bicycle_pence,
    }
    rates, _made = Rates.objects.update_or_create(from_on=from_on, defaults=pence | {"by": by, "at": now})
    return rates
