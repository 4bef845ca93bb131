import pytest
from django.db import IntegrityError, transaction

from college.models import RecordOpening
from college.records.actions import note_opening
from tests.college.outbox.examples import NOW
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def opening():
    return note_opening(by=UserFactory(), learner_code="4kd7tq2mzp9x", part="needs", now=NOW)


def test_who_opened_what_is_written_down_without_values(opening):
    opening.refresh_from_db()
    assert (opening.learner_code, opening.part, opening.beyond_locality, opening.at) == (
        "4kd7tq2mzp9x",
        "needs",
        False,
        NOW,
    )


@pytest.mark.parametrize(
    "going_round",
    [
        lambda rows: rows.update(part="nothing"),
        lambda rows: rows.delete(),
        lambda rows: rows._raw_delete(rows.db),
        lambda rows: RecordOpening.objects.bulk_update([RecordOpening(pk=row.pk, part="x") for row in rows], ["part"]),
    ],
)
def test_the_database_refuses_to_change_or_delete_it(opening, going_round):
    with pytest.raises(IntegrityError), transaction.atomic():
        going_round(RecordOpening.objects.all())
    assert RecordOpening.objects.get().part == "needs"


def test_someone_who_looked_stays_known(opening):
    with pytest.raises(IntegrityError), transaction.atomic():
        opening.by.delete()
