"""The calendar file: right on every clock, neutral on every screen."""

import datetime as dt

import pytest
from django.utils import timezone
from icalendar import Calendar

from courses.models import RunEvent
from enrolment.models import Enrolment
from enrolment.places.calendar import calendar_file
from tests.factories import EnrolmentFactory, RunFactory

pytestmark = pytest.mark.django_db


def entries(enrolment):
    return Calendar.from_ical(calendar_file(enrolment, now=timezone.now())).walk("VEVENT")


def test_ten_oclock_stays_ten_oclock_when_summer_time_ends():
    enrolment = EnrolmentFactory(run=RunFactory(sessions=3, sessions__first_on=dt.date(2026, 10, 20)))
    words = calendar_file(enrolment, now=timezone.now())
    assert "BEGIN:VTIMEZONE" in words
    assert "DTSTART;TZID=Europe/London:20261020T100000" in words
    assert "DTSTART;TZID=Europe/London:20261027T100000" in words
    assert [entry.start.astimezone(dt.UTC).hour for entry in entries(enrolment)] == [9, 10, 10]


def test_no_entry_names_the_course():
    enrolment = EnrolmentFactory()
    words = calendar_file(enrolment, now=timezone.now())
    assert enrolment.run.course.title not in words
    assert {str(entry["summary"]) for entry in entries(enrolment)} == {"College session"}
    assert str(entries(enrolment)[0]["location"]).endswith("1 Station Road, LS1 1AA")


def test_each_session_keeps_its_name_and_its_number_rises_with_every_change():
    enrolment = EnrolmentFactory()
    first = entries(enrolment)
    RunEvent.objects.create(run=enrolment.run, what="changed", by=None, at=timezone.now())
    second = entries(enrolment)
    assert [entry["uid"] for entry in first] == [entry["uid"] for entry in second]
    assert all(later["sequence"] > earlier["sequence"] for earlier, later in zip(first, second, strict=True))
    other = EnrolmentFactory(run=enrolment.run)
    assert {entry["uid"] for entry in entries(other)}.isdisjoint(entry["uid"] for entry in first)


def test_a_session_that_was_called_off_stays_in_the_file_as_cancelled():
    enrolment = EnrolmentFactory()
    enrolment.run.sessions.filter(pk=enrolment.run.sessions.first().pk).update(status="cancelled")
    enrolment = Enrolment.objects.get(pk=enrolment.pk)
    assert [str(entry["status"]) for entry in entries(enrolment)] == ["CANCELLED"] + ["CONFIRMED"] * 5
