"""Is the machine well: three addresses for those who watch it, and a page for administrators.

Slow mail never takes the site out of service: only the alarm speaks of it.
"""

import datetime as dt

from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from college import journal, sweeps
from college.outbox import queries as outbox
from college.sweeps import Heartbeat, signs_of_life

DELIVER_SILENT = dt.timedelta(minutes=3)
TICK_SILENT = dt.timedelta(minutes=5)
MAIL_LATE = dt.timedelta(minutes=15)

_migrated = False


def _answer(words: str, *, status: int = 200) -> HttpResponse:
    response = HttpResponse(words, content_type="text/plain; charset=utf-8", status=status)
    response["Cache-Control"] = "no-store"
    return response


@require_safe
@login_not_required
def live(request) -> HttpResponse:
    """200: the process answers."""
    return _answer("")


@require_safe
@login_not_required
def ready(request) -> HttpResponse:
    """200 where the database answers and holds every migration, else 503."""
    try:
        return _answer("ready\n") if is_migrated() else _answer("migrations are missing\n", status=503)
    except Error:
        return _answer("the database does not answer\n", status=503)


@require_safe
@login_not_required
def alarm(request) -> HttpResponse:
    """200, or 503 with a line for everything that a person should look at."""
    try:
        troubles = find_troubles(now=timezone.now())
    except Error:
        troubles = ["the database does not answer"]
    return _answer("\n".join(troubles or ["all is well"]) + "\n", status=503 if troubles else 200)


def is_migrated() -> bool:
    """Whether the database holds every migration. Once it does, only that it answers is asked."""
    global _migrated
    if _migrated:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return True
    executor = MigrationExecutor(connection)
    _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _migrated


def find_troubles(*, now: dt.datetime) -> list[str]:
    """What is amiss at `now` (aware), a line each, in words without personal data."""
    seen = dict(signs_of_life().filter(name__in=["worker:deliver", "worker:tick"]).values_list("name", "at"))
    oldest = outbox.oldest_unsent()
    dead = outbox.dead_letters().count()
    troubles = [
        _is_silent(seen, "worker:deliver", DELIVER_SILENT, now) and "the mail worker is silent",
        _is_silent(seen, "worker:tick", TICK_SILENT, now) and "the sweeps are silent",
        oldest is not None and now - oldest > MAIL_LATE and "a message has waited over 15 minutes",
        dead and f"messages that could not be sent: {dead}",
    ]
    return [trouble for trouble in troubles if trouble]


def _is_silent(seen: dict[str, dt.datetime | None], name: str, allowed: dt.timedelta, now: dt.datetime) -> bool:
    at = seen.get(name)
    return at is None or now - at > allowed


@require_safe
@never_cache
def status(request) -> HttpResponse:
    """How the machine is. Who may see it is decided where the address is (college.urls)."""
    now = timezone.now()
    beats = list(signs_of_life())
    context = {
        "troubles": find_troubles(now=now),
        "database": _database(),
        "journal": journal.reason() if connection.vendor == "sqlite" else "",
        "workers": [beat for beat in beats if beat.name.startswith("worker:")],
        "sweeps": _last_successes(beats),
        "oldest": outbox.oldest_unsent(),
        "dead": outbox.dead_letters().count(),
        "by_hand": outbox.waiting_for_a_person().count(),
        "now": now,
    }
    return render(request, "status/status.html", context)


def _database() -> str:
    version = ".".join(str(part) for part in connection.get_database_version())
    return f"{connection.display_name} {version}"


def _last_successes(beats: list[Heartbeat]) -> list[tuple[str, dt.datetime | None]]:
    at = {beat.name.removeprefix("sweep:"): beat.at for beat in beats}
    return [(name, at.get(name)) for name in sweeps.registry]
