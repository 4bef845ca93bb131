"""Dated notes on a person: sealed, read by those they are for, moved when two records are put together."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from enrolment.learners.notes import NothingWritten, NotYetThatDay, NotYours, notes_for, take_away_note, write_note
from enrolment.models import Note
from enrolment.office.actions.merging import merge_records, undo_merge
from tests.factories import EnrolmentFactory, LearnerFactory, RunFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def learner(here):
    return EnrolmentFactory(run=RunFactory(locality=here)).learner


def write(learner, by, now, text="Likes to be rung after three", readers="office", about_on=None):
    day = about_on or timezone.localdate(now)
    return write_note(learner=learner, text=text, about_on=day, readers=readers, by=by, now=now)


def test_a_note_for_managers_is_read_by_managers_and_whoever_wrote_it(here, learner, now):
    writer, colleague = (UserFactory(role="coordinator", role__locality=here) for _ in range(2))
    manager = UserFactory(role="manager")
    open_one, closed = write(learner, writer, now), write(learner, writer, now, readers="managers")
    assert set(notes_for(writer, learner)) == set(notes_for(manager, learner)) == {open_one, closed}
    assert set(notes_for(colleague, learner)) == {open_one}
    with pytest.raises(NotYours):
        take_away_note(note=open_one, by=colleague, now=now)
    take_away_note(note=open_one, by=manager, now=now)
    take_away_note(note=closed, by=writer, now=now)
    assert not Note.objects.exists()


def test_its_words_are_sealed(learner, now):
    write(learner, UserFactory(), now)
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM enrolment_note")
        assert "three" not in cursor.fetchone()[0]
    assert Note.objects.get().text == "Likes to be rung after three"


def test_sent_twice_it_is_one_and_nothing_or_tomorrow_is_refused(learner, now):
    by = UserFactory()
    assert write(learner, by, now) == write(learner, by, now)
    with pytest.raises(NothingWritten):
        write(learner, by, now, text="  ")
    with pytest.raises(NotYetThatDay):
        write(learner, by, now, about_on=timezone.localdate(now) + dt.timedelta(days=1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Note.objects.update(readers="everyone")


def test_notes_go_along_when_two_records_are_put_together(learner, now):
    twin, by = LearnerFactory(), UserFactory()
    note = write(twin, by, now)
    merge = merge_records(kept=learner, gone=twin, by=by, now=now)
    assert list(learner.notes.all()) == [note]
    undo_merge(merge=merge, by=by, now=now)
    assert list(twin.notes.all()) == [note]


def test_on_its_page(office, learner, there):
    address = f"/office/people/{learner.code}/notes/"
    today = timezone.localdate()
    typed = {"text": "Rings back", "readers": "managers", "about_on_day": "31", "about_on_month": "2",
             "about_on_year": "2026"}  # fmt: skip
    page = office.post(address, typed).content.decode()
    assert "There is no such date." in page and "Rings back" in page and not Note.objects.exists()
    day = {"about_on_day": today.day, "about_on_month": today.month, "about_on_year": today.year}
    assert "Write something, or go back." in office.post(address, typed | day | {"text": ""}).content.decode()
    page = office.post(address, typed | day, follow=True).content.decode()
    assert "It is written down." in page and "managers only" in page
    assert "1 note" in office.get(f"/office/people/{learner.code}/").content.decode()
    page = office.post(f"{address}{Note.objects.get().pk}/away/", follow=True).content.decode()
    assert "The note is gone." in page and "Rings back" not in page
    elsewhere = EnrolmentFactory(run=RunFactory(locality=there)).learner
    assert office.get(f"/office/people/{elsewhere.code}/notes/").status_code == 404
