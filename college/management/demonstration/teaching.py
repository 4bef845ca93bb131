"""What the demonstration's trainers have said of themselves."""

import datetime as dt
from typing import Any

from django.utils import timezone

from enrolment.models import Trainer
from enrolment.trainers.availability import credit_as, go_away, say_free_times


def say_for_themselves(now: dt.datetime) -> None:
    """Ines has been to her own page: no Thursday mornings, one evening, a week away, and how she is credited."""
    ines = Trainer.objects.get(name="Ines Calder")
    done: dict[str, Any] = {"trainer": ines, "by": ines.user, "now": now}
    usual = {(time.weekday, time.half) for time in ines.free_times.all()}
    say_free_times(halves=usual - {(3, "am"), (0, "ev"), (1, "ev"), (3, "ev")}, **done)
    first_on = timezone.localdate(now) + dt.timedelta(weeks=5)
    go_away(first_on=first_on, last_on=first_on + dt.timedelta(days=6), **done)
    credit_as(public_name="Ines C.", **done)
