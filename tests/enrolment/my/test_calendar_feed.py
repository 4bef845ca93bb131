"""A learner's own calendar: kept up from an address only they know, without a sign-in or a course's name."""

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from enrolment.learners.details import open_calendar
from enrolment.models import Learner
from tests.factories import EnrolmentFactory, LearnerFactory, RunFactory

pytestmark = pytest.mark.django_db
PAGE = "/my/calendar/"


@pytest.fixture
def learner():
    return LearnerFactory()


@pytest.fixture
def mine(client, learner):
    client.force_login(learner.user)
    return client


def feed(learner: Learner):
    learner.refresh_from_db()
    return Client().get(f"/my/calendar/{learner.calendar_code}.ics")


def entries(answer):
    return Calendar.from_ical(answer.content).walk("VEVENT")


def test_the_address_is_made_by_a_press_and_shows_every_place_by_when_and_where(mine, learner):
    held = [EnrolmentFactory(learner=learner, run=RunFactory(sessions=2)) for _run in range(2)]
    full = EnrolmentFactory(run=RunFactory(sessions=2, capacity=1)).run
    assert EnrolmentFactory(learner=learner, run=full).status == "waiting"
    EnrolmentFactory(run=held[0].run)
    assert ".ics" not in mine.get(PAGE).content.decode()
    page = mine.post(PAGE, {"press": "new"}, follow=True).content.decode()
    learner.refresh_from_db()
    assert f"http://testserver/my/calendar/{learner.calendar_code}.ics" in page and 'href="webcal://' in page
    assert 'href="webcal://' in mine.get(PAGE, secure=True).content.decode()
    answer = feed(learner)
    found = entries(answer)
    assert {str(entry["uid"]).split("@")[0].split("-")[1] for entry in found} == {place.code for place in held}
    assert len(found) == 4
    said = answer.content.decode()
    assert "SUMMARY:College session" in said and "REFRESH-INTERVAL;VALUE=DURATION:PT6H" in said
    assert all(secret not in said for secret in (held[0].run.course.title, learner.name, learner.email))
    assert "no-store" in answer["Cache-Control"]


def test_a_new_address_kills_the_old_one_and_an_end_ends_it(mine, learner):
    mine.post(PAGE, {"press": "new"})
    learner.refresh_from_db()
    old = learner.calendar_code
    mine.post(PAGE, {"press": "new"})
    assert feed(learner).status_code == 200
    assert Client().get(f"/my/calendar/{old}.ics").status_code == 404
    mine.post(PAGE, {"press": "end"})
    mine.post(PAGE, {"press": "end"})
    learner.refresh_from_db()
    assert learner.calendar_code is None
    assert Client().get("/my/calendar/None.ics").status_code == 404


def test_a_session_that_was_called_off_is_taken_away_and_what_changed_is_counted(learner):
    place = EnrolmentFactory(learner=learner, run=RunFactory(sessions=2))
    open_calendar(learner=learner, by=learner.user, now=timezone.now())
    before = entries(feed(learner))
    place.run.sessions.filter(pk=place.run.sessions_on()[0].pk).update(status="cancelled")
    place.run.events.create(what="moved", at=timezone.now())
    after = entries(feed(learner))
    assert [str(entry["status"]) for entry in after] == ["CANCELLED", "CONFIRMED"]
    assert [entry["sequence"] for entry in after] == [entry["sequence"] + 1 for entry in before]


def test_it_costs_the_same_for_many_places(learner, django_assert_max_num_queries):
    open_calendar(learner=learner, by=learner.user, now=timezone.now())
    for _place in range(5):
        EnrolmentFactory(learner=learner, run=RunFactory(sessions=2))
    with django_assert_max_num_queries(8):
        assert len(entries(feed(learner))) == 10
