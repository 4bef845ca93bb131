"""Many certificates in one file: by name, in each person's print, with addresses for those who chose letters."""

import datetime as dt

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from college.paper.jobs import _note
from college.paper.pdf import Limits
from courses.models import Run
from enrolment.certificates.by_hand import take_back_for
from enrolment.certificates.models import CertificatePrintRun
from enrolment.certificates.pdf import NothingToPrint
from enrolment.certificates.posting import postings_of
from enrolment.certificates.printing import (
    FILE_KEPT,
    ask_for_graduation,
    ask_for_run,
    keep_tidy,
    make_next,
    print_run_of,
    standing,
)
from enrolment.certificates.queries import certificates_of_run, certificates_of_term
from tests.enrolment.certificates.rows import NOW, place, taught_run, teach
from tests.factories import LearnerFactory, LocalityFactory
from tests.pdf import bookmarks, words_on

pytestmark = pytest.mark.django_db
NO_ROOM = Limits(cpu_seconds=10, wall_seconds=20, memory_mib=400, pages=1)


@pytest.fixture
def run():
    run = taught_run()
    by_post = LearnerFactory(name="Zofia Łaska", route="letter", address="12 Quay Street\nEastmoor")
    large = LearnerFactory(name="Éowyn Lloyd", address="Not to be written to")
    large.needs.create(kind="large_print")
    teach(run, {place(run, each): "pppp" for each in (by_post, large, LearnerFactory(name="abe"))})
    return run


def file_of(row) -> bytes:
    with row.file.open() as file:
        return file.read()


def test_one_file_by_name_in_each_persons_print_with_addresses_of_those_who_chose_letters(run):
    postings = postings_of(certificates_of_run(run))
    assert [(each.name, each.is_large, each.address) for each in postings] == [
        ("abe", False, ""),
        ("Éowyn Lloyd", True, ""),
        ("Zofia Łaska", False, "12 Quay Street\nEastmoor"),
    ]
    assert standing(print_run_of(run=run)) == ""
    ask_for_run(run=run, by=None, now=NOW)
    assert standing(print_run_of(run=run)) == "waiting"
    row = make_next(now=NOW)
    pdf = file_of(row)
    assert standing(row) == "ready" and row.pages == len(bookmarks(pdf))
    assert bookmarks(pdf)[:3] == ["abe", "Éowyn Lloyd", "Zofia Łaska"]
    assert "12 Quay Street" in words_on(pdf) and "Not to be written to" not in words_on(pdf)


def test_a_run_without_certificates_says_so():
    with pytest.raises(NothingToPrint, match="last register"):
        ask_for_run(run=taught_run(), by=None, now=NOW)
    with pytest.raises(NothingToPrint):
        ask_for_graduation(term=taught_run().term, locality=None, by=None, now=NOW)


def test_asking_twice_is_once_and_what_changed_since_is_shown(run):
    first = ask_for_run(run=run, by=None, now=NOW)
    assert ask_for_run(run=run, by=None, now=NOW) == first
    make_next(now=NOW)
    take_back_for(certificate=certificates_of_run(run)[0], reason="asked_for_it", by=None, now=NOW)
    assert standing(print_run_of(run=run)) == "old"


def test_the_last_good_file_stays_when_the_next_cannot_be_made(run):
    ask_for_run(run=run, by=None, now=NOW)
    good = make_next(now=NOW).file.name
    ask_for_run(run=run, by=None, now=NOW)
    failed = make_next(now=NOW, limits=NO_ROOM)
    assert failed.status == "failed" and "too many pages" in failed.reason
    assert failed.file.name == good and default_storage.exists(good)


def test_a_file_full_of_names_is_deleted_after_a_week(run, django_capture_on_commit_callbacks):
    ask_for_run(run=run, by=None, now=NOW)
    name = make_next(now=NOW).file.name
    assert keep_tidy(now=NOW + FILE_KEPT) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert keep_tidy(now=NOW + FILE_KEPT + dt.timedelta(seconds=1)) == 1
    assert not default_storage.exists(name) and not CertificatePrintRun.objects.exists()


def test_what_a_killed_worker_held_is_made_by_the_next(run):
    row = ask_for_run(run=run, by=None, now=NOW)
    CertificatePrintRun.objects.update(status="making", started_at=NOW, tries=1)
    assert make_next(now=NOW) is None
    keep_tidy(now=NOW + dt.timedelta(minutes=11))
    assert make_next(now=NOW).pk == row.pk


def test_while_it_is_made_the_worker_writes_down_how_many_are_drawn(run, monkeypatch):
    monkeypatch.setattr("college.paper.press.SECONDS_BETWEEN_NEWS", 0)
    seen = []
    monkeypatch.setattr("college.paper.jobs._note", lambda row, **far: seen.append(_noted(row, far)))
    ask_for_run(run=run, by=None, now=NOW)
    make_next(now=NOW)
    # The pages after the certificates are the addresses and whom to hand theirs.
    assert seen[:4] == [(0, 3), (0, 3), (1, 3), (2, 3)] and seen[-1] == (4, 3)


def _noted(row: CertificatePrintRun, far: dict) -> tuple[int, int]:
    """As somebody reads it who looks just then."""
    _note(row, **far)
    looked_at = print_run_of(run=row.run)
    assert looked_at.status == "making"
    return looked_at.drawn, looked_at.to_draw


def test_a_graduation_holds_the_certificates_of_its_term_and_place(run):
    other = taught_run(term=run.term, locality=LocalityFactory())
    teach(other, {place(other, run.enrolments.first().learner): "pppp"})
    assert len(certificates_of_term(run.term, None)) == 4
    assert len(certificates_of_term(run.term, run.locality)) == 3
    assert certificates_of_term(taught_run().term, None) == []
    ask_for_graduation(term=run.term, locality=None, by=None, now=NOW)
    ask_for_graduation(term=run.term, locality=run.locality, by=None, now=NOW)
    assert CertificatePrintRun.objects.count() == 2


def test_the_database_keeps_one_print_run_of_each(run):
    fields = {"key": "", "asked_at": NOW}
    for whose in ({"run": run}, {"term": run.term}, {"term": run.term, "locality": run.locality}):
        CertificatePrintRun.objects.create(**whose, **fields)
        with pytest.raises(IntegrityError), transaction.atomic():
            CertificatePrintRun.objects.bulk_create([CertificatePrintRun(**whose, **fields)])
    for wrong in ({}, {"run": run, "term": run.term}, {"run": run, "status": "lost"}, {"run": run, "status": "ready"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            CertificatePrintRun.objects.bulk_create([CertificatePrintRun(**fields | wrong)])


def test_as_many_questions_for_twelve_as_for_three(run):
    many = taught_run()
    teach(many, {place(many): "pppp" for _ in range(12)})
    assert _queries(many) == _queries(run)


def _queries(run: Run) -> int:
    with CaptureQueriesContext(connection) as asked:
        postings_of(certificates_of_run(run))
    return len(asked)
