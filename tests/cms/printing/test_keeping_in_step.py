"""Files follow what is public: made when it changes, not when it doesn't, and the last good one is never lost."""

import datetime as dt

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cms.printing import tasks
from cms.printing.actions import keep_in_step, make_anew, make_next
from cms.printing.models import PrintedProspectus
from college.look.models import Theme
from college.paper.jobs import ABANDONED_AFTER, BeingMade, page_count
from college.paper.pdf import Limits
from courses.models import Run
from tests.cms.printing.rows import a_course, file_of, make_all
from tests.factories import EditionFactory, LocalityFactory, RunFactory, TermFactory
from tests.pdf import assert_pdf_ua

pytestmark = pytest.mark.django_db
NO_ROOM = Limits(cpu_seconds=10, wall_seconds=20, memory_mib=400, pages=1)


@pytest.fixture
def now():
    return timezone.now()


def of_everywhere(kind="standard") -> PrintedProspectus:
    return PrintedProspectus.objects.get(locality=None, kind=kind)


# When it is made ---------------------------------------------------------------------------------


def test_every_place_and_the_college_get_both_prints(term, leeds, sleeping, now):
    assert len(make_all(now)) == 4
    found = PrintedProspectus.objects.values_list("locality__slug", "kind", "status")
    assert set(found) == {(p, k, "ready") for p in (None, "leeds") for k in ("standard", "large-print")}
    row = of_everywhere()
    pdf = file_of(pk=row.pk)
    assert_pdf_ua(pdf, pages=row.pages)
    assert row.size == len(pdf) and row.made_at == now and page_count(pdf) > 8


def test_what_is_the_same_is_not_made_twice(term, leeds, sleeping, now):
    make_all(now)
    assert keep_in_step(now=now) == 0
    assert make_all(now + dt.timedelta(hours=5)) == []


def test_new_words_are_printed_and_the_old_file_goes(term, leeds, sleeping, now, django_capture_on_commit_callbacks):
    make_all(now)
    before = of_everywhere()
    EditionFactory(course=sleeping, title="Sleeping better")
    with django_capture_on_commit_callbacks(execute=True):
        assert len(make_all(now)) == 4
    after = of_everywhere()
    assert after.file.name != before.file.name
    assert default_storage.exists(after.file.name) and not default_storage.exists(before.file.name)


def test_a_change_in_one_place_is_printed_for_it_and_for_all(term, leeds, sleeping, now):
    hull = LocalityFactory(name="Hull", slug="hull")
    a_course("In Hull", term, hull, code="HUL01")
    make_all(now)
    RunFactory(course=sleeping, term=term, locality=hull)
    assert {row.locality for row in make_all(now)} == {None, hull}


def test_the_look_and_the_words_around_are_printed_too(term, sleeping, now):
    make_all(now)
    Theme(accent="#7a1f3d").save()
    assert len(make_all(now)) == 4


def test_words_put_back_are_on_paper_already(term, sleeping, now):
    make_all(now)
    theme = Theme(accent="#7a1f3d")
    theme.save()
    keep_in_step(now=now)
    assert of_everywhere().status == "waiting"
    theme.delete()
    keep_in_step(now=now)
    assert of_everywhere().status == "ready"
    assert make_next(now=now) is None


def test_a_term_under_embargo_is_ready_for_its_hour(leeds, now):
    term = TermFactory(public_from=now + dt.timedelta(days=3))
    a_course("Sleeping well", term, leeds, code="SLP01")
    assert len(make_all(now)) == 4
    term.public_from = now - dt.timedelta(minutes=1)
    term.save()
    assert make_all(now) == []


def test_terms_without_a_day_and_terms_that_are_over_are_not_printed(leeds, now):
    a_course("Not yet", TermFactory(public_from=None), leeds, code="A1")
    long_ago = TermFactory(starts_on=now.date() - dt.timedelta(days=90), ends_on=now.date() - dt.timedelta(days=9))
    a_course("Over", long_ago, leeds, code="A2")
    assert make_all(now) == []


def test_a_place_without_courses_has_no_book_any_more(term, leeds, sleeping, now):
    make_all(now)
    Run.objects.update(status="cancelled")
    keep_in_step(now=now)
    assert not PrintedProspectus.objects.exists()


# When it can't be made ---------------------------------------------------------------------------


def test_the_last_good_file_stays_when_a_new_one_cannot_be_made(term, sleeping, now):
    make_all(now)
    good = of_everywhere()
    EditionFactory(course=sleeping, title="Too long for one page")
    keep_in_step(now=now)
    row = make_next(now=now, limits=NO_ROOM)
    assert row.status == "failed" and "too many pages" in row.reason
    assert row.file.name == good.file.name and row.made_at == good.made_at
    assert_pdf_ua(file_of(pk=row.pk), pages=good.pages)


def test_what_failed_is_tried_again_later_but_not_for_ever(term, sleeping, now):
    keep_in_step(now=now)
    for number in range(3):
        later = now + number * dt.timedelta(minutes=11)
        PrintedProspectus.objects.exclude(pk=of_everywhere().pk).delete()
        make_next(now=later, limits=NO_ROOM)
        assert of_everywhere().status == "failed"
        keep_in_step(now=later)
        assert of_everywhere().status == "failed"
        keep_in_step(now=later + dt.timedelta(minutes=11))
    assert of_everywhere().status == "failed"
    make_anew(printed=of_everywhere(), by=None, now=now)
    assert make_next(now=now + dt.timedelta(hours=1)) is not None


def test_an_edition_whose_maker_was_killed_is_taken_up_again(term, sleeping, now):
    keep_in_step(now=now)
    PrintedProspectus.objects.update(status="making", started_at=now, tries=1)
    keep_in_step(now=now + ABANDONED_AFTER / 2)
    assert of_everywhere().status == "making"
    keep_in_step(now=now + ABANDONED_AFTER + dt.timedelta(seconds=1))
    assert of_everywhere().status == "waiting"


def test_two_workers_never_make_the_same_edition(term, sleeping, now, monkeypatch):
    keep_in_step(now=now)
    row = of_everywhere()
    PrintedProspectus.objects.exclude(pk=row.pk).delete()
    PrintedProspectus.objects.update(status="making", started_at=now)
    assert make_next(now=now) is None
    with pytest.raises(BeingMade):
        make_anew(printed=row, by=None, now=now)


def test_the_worker_makes_one_after_another(term, sleeping, now):
    tasks.keep_the_prospectus_in_step(now)
    assert DBTaskResult.objects.count() == 1
    tasks.make_what_waits.func()
    assert PrintedProspectus.objects.filter(status="ready").count() == 1
    assert DBTaskResult.objects.count() == 2


# What the database refuses -----------------------------------------------------------------------


@pytest.mark.parametrize("wrong", [{"status": "lost"}, {"kind": "braille"}, {"status": "ready", "file": ""}])
def test_the_database_refuses_what_must_not_be(term, sleeping, now, wrong):
    keep_in_step(now=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        PrintedProspectus.objects.filter(pk=of_everywhere().pk).update(**wrong)


def test_there_is_one_row_for_each_edition(term, sleeping, now):
    keep_in_step(now=now)
    row = of_everywhere()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        PrintedProspectus.objects.bulk_create([row])
