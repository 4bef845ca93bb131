"""Many visitors who press the same button in the same moment."""

import contextlib
import http.client
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connections
from django.utils import timezone

from enrolment.learners.answers import Answers
from enrolment.models import ReferralDraft

TOKEN = "a" * 32  # a visitor's own, in cookie and form alike
PATIENCE = 120


def visitors(run, number: int) -> list[str]:
    """So many people at the last screen of `run`, everything filled in: the address of each."""
    now = timezone.now()
    drafts = [
        ReferralDraft(
            run=run,
            answers=Answers(
                name=f"Sam {n}", route="email", email=f"rush{n}@example.org", old_enough=True, agreement_version=1
            ).as_json(),
            started_at=now,
            touched_at=now,
        )
        for n in range(number)
    ]
    ReferralDraft.objects.bulk_create(drafts)
    return [f"/join/{run.code}/{draft.code}/check/" for draft in drafts]


def press(port: int, address: str) -> tuple[int, str]:
    """Send the last screen; the status and where it leads. (0, "") where the server went away."""
    body = urlencode({"csrfmiddlewaretoken": TOKEN})
    headers = {"Cookie": f"csrftoken={TOKEN}", "Content-Type": "application/x-www-form-urlencoded"}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("POST", address, body, headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status, answer.getheader("Location", "")
    except (OSError, http.client.HTTPException):
        return 0, ""
    finally:
        connection.close()


def look(port: int, address: str) -> tuple[int, str]:
    """Open a page: its status and its words."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", address)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def all_at_once(what, everyone: list) -> list:
    """`what` done to each of `everyone`, by as many threads that start in the same moment."""
    start = threading.Barrier(len(everyone))

    def one(thing):
        start.wait()
        try:
            return what(thing)
        finally:
            connections.close_all()  # each thread has its own

    with ThreadPoolExecutor(len(everyone)) as crowd:
        return list(crowd.map(one, everyone))


def meeting(monkeypatch: pytest.MonkeyPatch, *looks: tuple[Any, str], number: int):
    """What any of `looks` (a room, and the name of what it calls) sees is acted on only once `number` have looked.

    For tests that take a lock out: those it let in meet for certain, and none saw what another then did. Who comes
    after them does not wait.
    """
    everyone = threading.Barrier(number)

    def patient(look):
        def and_wait(*args, **kwargs):
            seen = look(*args, **kwargs)
            with contextlib.suppress(threading.BrokenBarrierError):
                everyone.wait(PATIENCE)
            return seen

        return and_wait

    for room, name in looks:
        monkeypatch.setattr(room, name, patient(getattr(room, name)))
