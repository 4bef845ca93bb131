"""Everybody takes one and the same time for a welcome talk: one person has it, and one message goes out."""

import datetime as dt
from contextlib import suppress

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from college.models import Message
from enrolment.models import WelcomeTalk
from enrolment.welcome.actions import Taken, book_talk
from tests.factories import EnrolmentFactory, LocalityFactory, RunFactory, set_policy
from tests.races.rush import all_at_once

pytestmark = pytest.mark.django_db(transaction=True)


def rush(people: int = 6) -> int:
    """So many people take the same time at once; how many were told that they have it."""
    set_policy(confirmation="after_talk")
    run, now = RunFactory(locality=LocalityFactory()), timezone.now()
    learners = [EnrolmentFactory(run=run).learner for _ in range(people)]
    starts_at = now + dt.timedelta(days=1)
    talk = WelcomeTalk.objects.create(locality=run.locality, host="Amina", starts_at=starts_at, at=now)

    def take(learner):
        with suppress(Taken):  # whoever comes later is asked to choose another
            book_talk(talk=talk, learner=learner, by=None, now=now)

    all_at_once(take, learners)
    talk.refresh_from_db()
    assert talk.learner in learners
    return Message.objects.filter(key__startswith=f"talk:{talk.code}:").count()


def test_one_person_has_a_time():
    assert [rush() for _ in range(3)] == [1, 1, 1]


@pytest.mark.once
def test_without_the_locks_two_are_told(monkeypatch):
    """The negative control. SQLite writes one at a time whatever we do, so PostgreSQL alone can show it."""
    if connection.vendor != "postgresql":
        pytest.skip("a missing lock shows on PostgreSQL only")
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **options: rows)
    assert any(rush() > 1 for _ in range(15))
