"""Two of the office write the same step down, or put it right, at once: one row stands, and nobody meets a fault."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection
from django.db.models import QuerySet
from django.utils import timezone

from enrolment.models import Step
from enrolment.trainers.pathway import actions
from enrolment.trainers.pathway.actions import note_step
from tests.factories import TrainerFactory, UserFactory
from tests.races.rush import all_at_once, meeting

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = timezone.localdate()


@pytest.fixture
def note():
    """Writes down a first aid course that is good for so many days."""
    noted = {"trainer": TrainerFactory(), "key": "first_aid", "done_on": TODAY, "by": UserFactory()}
    return lambda ahead: note_step(until=TODAY + dt.timedelta(days=ahead), now=timezone.now(), **noted).pk


def test_the_same_step_at_once_is_written_down_once(note):
    assert len(set(all_at_once(note, [300] * 4))) == 1
    assert Step.objects.count() == 1


def test_two_who_say_otherwise_leave_one_and_the_other_as_taken_back(note):
    all_at_once(note, [100, 200, 300])
    assert Step.objects.live().count() == 1
    assert Step.objects.count() == 3


@pytest.mark.once
def test_without_the_lock_only_the_database_refuses_the_second(note, monkeypatch):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one writer in at a time, lock or no lock: this shows on PostgreSQL alone")

    def unlocked(ahead):
        try:
            return bool(note(ahead))
        except IntegrityError:
            return False

    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, *args, **kwargs: rows)
    meeting(monkeypatch, (actions, "_noted"), number=2)
    assert sorted(all_at_once(unlocked, [300, 300])) == [False, True]
