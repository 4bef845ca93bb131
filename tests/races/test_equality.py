"""One person's answers are sent from many tabs at once: they are counted once. Many people's: each is counted."""

import datetime as dt

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from enrolment.learners.equality.actions import count_answers
from enrolment.learners.equality.queries import counts_of
from tests.factories import LearnerFactory, TermFactory
from tests.races.rush import all_at_once

pytestmark = pytest.mark.django_db(transaction=True)


def rush(learners) -> int:
    """Everyone of `learners` answers at once; by how much the number rose."""
    today = timezone.localdate()
    term = TermFactory(starts_on=today, ends_on=today + dt.timedelta(days=30))
    answers = {"sex": "female"}
    all_at_once(lambda each: count_answers(learner=each, answers=answers, by=None, now=timezone.now()), learners)
    count = counts_of(term)["sex", "female"]
    type(term).objects.filter(pk=term.pk).update(
        starts_on=today - dt.timedelta(days=9), ends_on=today - dt.timedelta(days=1)
    )
    return count


def test_one_person_counts_once_and_six_count_six():
    assert rush([LearnerFactory()] * 6) == 1
    assert rush([LearnerFactory() for _ in range(6)]) == 6


@pytest.mark.once
def test_without_the_locks_one_person_counts_twice(monkeypatch):
    """The negative control. SQLite writes one at a time whatever we do, so PostgreSQL alone can show it."""
    if connection.vendor != "postgresql":
        pytest.skip("a missing lock shows on PostgreSQL only")
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **options: rows)
    assert any(rush([LearnerFactory()] * 6) > 1 for _ in range(15))
