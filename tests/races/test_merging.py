"""A place is booked at the moment in which two records are put together: nothing is left with the one out of sight."""

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from college.refusals import Refusal
from enrolment.models import Enrolment, Learner
from enrolment.office.actions.merging import merge_records
from enrolment.places.actions import request_place
from tests.factories import LearnerFactory, RunFactory, UserFactory
from tests.races.rush import all_at_once

pytestmark = pytest.mark.django_db(transaction=True)


def rush() -> int:
    """Four bookings of one person and the merging of their records at once; how many places went astray."""
    kept, gone, by = LearnerFactory(), LearnerFactory(), UserFactory()
    runs = [RunFactory() for _ in range(4)]

    def act(run):
        try:
            if run is None:
                merge_records(kept=kept, gone=gone, by=by, now=timezone.now())
            else:
                request_place(learner=gone, run=run, by=None, now=timezone.now())
        except Refusal:
            pass  # whoever comes later is told to open the page again

    all_at_once(act, [*runs[:2], None, *runs[2:]])
    assert Learner.objects.get(pk=gone.pk).merged_into_id == kept.pk
    return Enrolment.objects.filter(learner=gone).count()


def test_no_place_is_left_with_a_record_out_of_sight():
    assert [rush() for _ in range(3)] == [0, 0, 0]


@pytest.mark.once
def test_without_the_locks_a_place_goes_astray(monkeypatch):
    """The negative control. SQLite writes one at a time whatever we do, so PostgreSQL alone can show it."""
    if connection.vendor != "postgresql":
        pytest.skip("a missing lock shows on PostgreSQL only")
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **options: rows)
    assert any(rush() for _ in range(15))
