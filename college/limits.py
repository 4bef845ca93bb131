"""Exact limits: so many tries in so long, counted in the database, shared by all processes."""

import datetime as dt

from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Limit(models.Model):
    """How often `key` was used in the window that began at `since`."""

    key = models.CharField(max_length=120, unique=True)
    since = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("limit")
        verbose_name_plural = _("limits")

    def __str__(self) -> str:
        return self.key


def allow(key: str, *, most: int, within: dt.timedelta, now: dt.datetime) -> bool:
    """True at most `most` times for `key` in each window of length `within`, however many ask at once.

    One conditional update decides, so two processes can't both take the last try.
    """
    start = now - within
    Limit.objects.filter(key=key, since__lte=start).update(since=now, count=0)
    if Limit.objects.filter(key=key, count__lt=most).update(count=F("count") + 1):
        return True
    if Limit.objects.filter(Q(key=key)).exists():
        return False
    try:
        with transaction.atomic():
            Limit.objects.create(key=key, since=now, count=1)
    except IntegrityError:
        return allow(key, most=most, within=within, now=now)
    return True
