"""A loop that a supervisor starts: works, shows it is alive, survives trouble, stops when asked."""

import datetime as dt
import logging
import signal
import threading
import time
from collections.abc import Callable

from django.db import connections
from django.utils import timezone

from college.sweeps import beat

log = logging.getLogger(__name__)

LONGEST_PAUSE = dt.timedelta(seconds=60)
# The alarm rings after three minutes; a write every round would only keep SQLite's lock busy.
BEAT_EVERY = dt.timedelta(seconds=20)


class Worker:
    """Calls `work` again and again under `name`, pausing `pause` between rounds.

    `work` is given `stopping`, a call that says whether to make an end, and returns whether more
    is waiting right now. Whatever it raises is logged and answered with a growing pause, up to a
    minute: a worker never ends because the database is locked or the mail is down.
    """

    def __init__(self, name: str, work: Callable[[Callable[[], bool]], bool], *, pause: dt.timedelta):
        self.name = name
        self.work = work
        self.pause = pause
        self._stop = threading.Event()
        self._beat_at: float | None = None

    def run_once(self) -> bool:
        """One round, with a sign of life; False where it went wrong."""
        return self._round() is not None

    def run(self) -> None:
        """Rounds until SIGTERM (a supervisor) or SIGINT (Ctrl-C) asks to stop after the thing in hand."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self._stop.set())
        pause = self.pause
        while not self._stop.is_set():
            more = self._round()
            pause = min(pause * 2, LONGEST_PAUSE) if more is None else self.pause
            if not more:
                self._stop.wait(pause.total_seconds())

    def _round(self) -> bool | None:
        _drop_broken_connections()
        try:
            self._beat()
            return self.work(self._stop.is_set)
        except Exception as problem:
            log.warning("A worker's round failed", exc_info=problem, extra={"job": self.name})
            return None
        finally:
            _drop_broken_connections()

    def _beat(self) -> None:
        if self._beat_at is None or time.monotonic() - self._beat_at >= BEAT_EVERY.total_seconds():
            beat(f"worker:{self.name}", now=timezone.now())
            self._beat_at = time.monotonic()


def _drop_broken_connections() -> None:
    # As a web request does at both ends; but not inside a transaction, where a caller still needs them.
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
