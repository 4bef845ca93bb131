"""Sweeps: what is found and done every minute, whether or not a nudge arrived; and signs of life.

An app writes its sweeps in `tasks.py`, which its AppConfig.ready imports:

    @sweep("expire offers")
    def expire_offers(now): ...  # bounded; safe twice; returns how many rows it dealt with
"""

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

log = logging.getLogger(__name__)

# A sweep whose process was killed is taken up again after this long.
LEASE = dt.timedelta(minutes=5)


class Heartbeat(models.Model):
    """The last sign of life of a worker (`worker:deliver`) or the last success of a sweep (`sweep:…`)."""

    name = models.CharField(max_length=60, primary_key=True)
    at = models.DateTimeField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True, help_text=_("A process is at it until then."))

    class Meta:
        verbose_name = _("heartbeat")
        verbose_name_plural = _("heartbeats")

    def __str__(self) -> str:
        return self.name


def beat(name: str, *, now: dt.datetime) -> None:
    """Write down that `name` was alive at `now` (aware)."""
    Heartbeat.objects.update_or_create(name=name, defaults={"at": now})


def signs_of_life() -> QuerySet[Heartbeat]:
    """The last of each worker and sweep, by name."""
    return Heartbeat.objects.order_by("name")


Sweep = Callable[[dt.datetime], int]
registry: dict[str, Sweep] = {}


@dataclass(frozen=True)
class Outcome:
    """What became of one sweep in one round: `count` rows, None where another process was at it."""

    name: str
    count: int | None = None
    failed: bool = False


def sweep(name: str) -> Callable[[Sweep], Sweep]:
    """Register a sweep under `name` (at most 50 characters, unique)."""

    def register(function: Sweep) -> Sweep:
        if registry.get(name, function) is not function:
            raise ValueError(f"Two sweeps are called {name!r}.")
        registry[name] = function
        return function

    return register


def run_all(*, now: dt.datetime, stopping: Callable[[], bool] = lambda: False) -> list[Outcome]:
    """Run every registered sweep as of `now` (aware); one that fails does not stop the others.

    `stopping` is asked before each, so that a worker told to stop does.
    """
    return [run(name, now=now) for name in registry if not stopping()]


def run(name: str, *, now: dt.datetime) -> Outcome:
    """Run one sweep unless another process is at it this moment, and record its success.

    The lock is a lease in a row, not a transaction round the whole sweep: that would
    hold every row the sweep touches, out of lock order, until its end.
    """
    row = f"sweep:{name}"
    lease = _take(row)
    if lease is None:
        return Outcome(name)
    try:
        count = registry[name](now)
    except Exception:
        log.exception("A sweep failed", extra={"job": name})
        _release(row, lease)
        return Outcome(name, failed=True)
    _release(row, lease, at=now)
    if count:
        log.info("A sweep found work", extra={"job": name, "count": count})
    return Outcome(name, count=count)


def _take(row: str) -> dt.datetime | None:
    Heartbeat.objects.get_or_create(name=row)
    now = timezone.now()
    lease = now + LEASE
    free = Q(leased_until__isnull=True) | Q(leased_until__lte=now)
    return lease if Heartbeat.objects.filter(free, name=row).update(leased_until=lease) else None


def _release(row: str, lease: dt.datetime, **changes) -> None:
    Heartbeat.objects.filter(name=row, leased_until=lease).update(leased_until=None, **changes)
