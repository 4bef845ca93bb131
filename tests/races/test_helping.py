"""A learner ends it while who helps is about to act: after the end nothing is done in their name."""

import datetime as dt
import threading

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from enrolment.learners.support.actions import NotAnyMore, end_support
from enrolment.models import Enrolment, Support
from enrolment.my.helping import actions as helping
from enrolment.my.helping.actions import book_for
from tests.factories import LearnerFactory, RunFactory, UserFactory
from tests.races.rush import PATIENCE, all_at_once

pytestmark = pytest.mark.django_db(transaction=True)
NOW = timezone.now()


@pytest.fixture
def support():
    learner = LearnerFactory()
    until = timezone.localdate() + dt.timedelta(days=60)
    return Support.objects.create(
        learner=learner, user=UserFactory(), name="Kim", may_book=True, until=until, by=learner.user, at=NOW,
        accepted_at=NOW,
    )  # fmt: skip


def told(act) -> str:
    try:
        act()
    except NotAnyMore:
        return "not any more"
    return "done"


def order_of(support) -> list[str]:
    return list(support.events.order_by("pk").values_list("became", flat=True))


def test_what_is_done_was_done_before_the_end_and_after_it_nothing_is(support):
    for _turn in range(6):
        Support.objects.filter(pk=support.pk).update(ended_at=None)
        run = RunFactory()
        acts = [
            lambda run=run: book_for(support=support, run=run, fits=True, by=support.user, now=NOW),
            lambda: end_support(support=support, by=support.learner.user, now=NOW),
        ]
        booked, ended = all_at_once(told, acts)
        assert ended == "done" and order_of(support)[-1] == "ended"
        assert Enrolment.objects.filter(run=run).exists() == (booked == "done")
    assert told(lambda: book_for(support=support, run=run, fits=True, by=support.user, now=NOW)) == "not any more"


@pytest.mark.once
def test_without_the_lock_on_the_support_something_is_done_after_the_end(support, monkeypatch):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one writer in at a time, lock or no lock: this shows on PostgreSQL alone")
    locked, held = QuerySet.select_for_update, helping.hold_support
    looked, ended = threading.Event(), threading.Event()

    def unlocked(rows, *args, **kwargs):
        return rows if rows.model is Support else locked(rows, *args, **kwargs)

    def and_wait(**told):
        found = held(**told)
        looked.set()
        assert ended.wait(PATIENCE)
        return found

    def end() -> None:
        assert looked.wait(PATIENCE)
        end_support(support=support, by=support.learner.user, now=NOW)
        ended.set()

    monkeypatch.setattr(QuerySet, "select_for_update", unlocked)
    monkeypatch.setattr(helping, "hold_support", and_wait)
    run = RunFactory()
    acts = [lambda: book_for(support=support, run=run, fits=True, by=support.user, now=NOW), end]
    assert all_at_once(told, acts) == ["done", "done"]
    assert order_of(support) == ["ended", "booked"]
