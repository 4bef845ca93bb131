"""Counting what people looked for in vain."""

import datetime as dt
from collections.abc import Iterable

from django.db import OperationalError, transaction
from django.db.models import F
from django.utils import timezone

from courses.models import UnmetSearch

# A machine that tries every link makes no heap: what is new after these is not counted that day.
MOST_A_DAY = 500


def count_unmet_search(*, asked: Iterable[str], by, now: dt.datetime) -> None:
    """Count that nothing fitted `asked`, codes such as "place=leeds"; never what anybody typed.

    `by` is None: who asked is not wanted. The list is shown even where the database is too busy to count.
    """
    day, said = timezone.localdate(now), " ".join(sorted(asked))[:300]
    try:
        with transaction.atomic():
            if UnmetSearch.objects.filter(day=day, asked=said).update(times=F("times") + 1):
                return
            if UnmetSearch.objects.filter(day=day).count() < MOST_A_DAY:
                counted, is_new = UnmetSearch.objects.get_or_create(day=day, asked=said)
                if not is_new:
                    UnmetSearch.objects.filter(pk=counted.pk).update(times=F("times") + 1)
    except OperationalError:
        return
