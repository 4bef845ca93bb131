"""The sweep that reminds, run by several machines at once, and learners who say meanwhile that they can't come."""

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.utils import timezone

from college.models import Message
from enrolment.messages import reminders
from enrolment.office.reminding import remind_due
from enrolment.registers.apologies import send_apologies
from tests.factories import EnrolmentFactory, RunFactory
from tests.races.rush import all_at_once

pytestmark = pytest.mark.django_db(transaction=True)


def people(number: int):
    """So many with a place on one run, and ten o'clock of the day before its first session."""
    run = RunFactory(sessions=1, capacity=number)
    places = [EnrolmentFactory(run=run) for _turn in range(number)]
    day = run.sessions_on()[0].held_on - dt.timedelta(days=1)
    return places, timezone.make_aware(dt.datetime.combine(day, dt.time(10)))


def reminded() -> int:
    return Message.objects.filter(event="reminder").count()


def test_the_sweep_run_six_times_at_once_reminds_everybody_once():
    _places, now = people(6)
    counts = all_at_once(lambda when: remind_due(now=when), [now] * 6)
    assert sum(counts) == reminded() == 6


@pytest.mark.once
def test_without_the_key_of_the_day_it_is_written_twice_and_seen(monkeypatch):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one writer in at a time: this shows on PostgreSQL alone")
    post = reminders.post
    monkeypatch.setattr(reminders, "post", lambda *, key, **told: post(key=f"{key}:{uuid.uuid4()}", **told))
    _places, now = people(6)
    all_at_once(lambda when: remind_due(now=when), [now] * 6)
    assert reminded() > 6


def test_who_says_in_the_same_moment_that_they_cant_come_is_not_reminded():
    places, now = people(5)
    session = places[0].run.sessions_on()[0]
    acts = [lambda: remind_due(now=now)] * 2
    told = {"session": session, "by": places[0].learner.user, "now": now}
    acts += [lambda place=place: send_apologies(enrolment=place, **told) for place in places]
    all_at_once(lambda act: act(), acts)
    assert not Message.objects.filter(event="reminder", status="waiting").exists()
