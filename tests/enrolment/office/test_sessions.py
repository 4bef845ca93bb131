"""One session is moved or called off; those with a place, those who wait and the trainers are told once."""

import datetime as dt

import pytest
from django.utils import timezone

from college.models import Message
from enrolment.models import Enrolment
from enrolment.places.actions import withdraw
from enrolment.places.calendar import calendar_file
from tests import mail
from tests.factories import AllocationFactory, EnrolmentFactory, RunFactory, TrainerFactory, VenueFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(here):
    return RunFactory(locality=here, venue__locality=here, sessions=3, capacity=1)


@pytest.fixture
def session(run):
    return run.sessions_on()[1]


@pytest.fixture
def people(run):
    """One who gave the place up, one with a place, one who waits; a trainer with e-mail, and one without."""
    gone = EnrolmentFactory(run=run)
    withdraw(enrolment=gone, by=None, now=timezone.now())
    placed, waits = EnrolmentFactory(run=run), EnrolmentFactory(run=run)
    AllocationFactory(run=run, trainer__email="ines@example.org")
    AllocationFactory(run=run, trainer__email="", trainer__user=None)
    Message.objects.all().delete()
    return gone, placed, waits


def move(browser, session, **more):
    day = session.held_on + dt.timedelta(days=1)
    facts = {"held_on": f"{day:%d/%m/%Y}", "hours": "1pm to 3pm", "venue": ""}
    return browser.post(f"/office/sessions/{session.code}/move/", facts | more, follow=True)


def told():
    return sorted(Message.objects.values_list("to_address", flat=True))


def test_a_session_moves_and_whoever_has_a_place_and_the_trainers_are_told_once(office, session, people):
    _gone, placed, waits = people
    for _turn in range(2):
        page = move(office, session).content.decode()
    assert "0 learners are told" in page  # the second time
    was = session.held_on
    session.refresh_from_db()
    assert (session.held_on - was).days == 1 and session.starts == dt.time(13)
    assert told() == sorted([placed.learner.email, waits.learner.email, "ines@example.org"])
    message = mail.message(about=placed.code)
    assert "1pm to 3pm" in message.text and "10am to 12 midday" in message.text
    for_who_waits = mail.message(about=waits.code)
    assert "1pm to 3pm" in for_who_waits.text and "keep your place" not in for_who_waits.text
    assert message.attachments and not for_who_waits.attachments
    title = session.run.course.title
    assert not any(title in each.subject for each in mail.messages())
    assert session.run.events.filter(what="session moved").count() == 1


def test_looking_says_whom_it_tells_and_changes_nothing(office, session, people):
    for page in ("move", "call-off"):
        words = office.get(f"/office/sessions/{session.code}/{page}/").content.decode()
        assert "2 people by e-mail" in words and "is told by e-mail" in words and "please ring" in words
    assert not Message.objects.exists()


def test_a_called_off_session_tells_the_same_once_and_stays_in_calendars(office, session, people):
    _gone, placed, waits = people
    before = calendar_file(placed, now=timezone.now())
    for _turn in range(2):
        office.post(f"/office/sessions/{session.code}/call-off/")
    session.refresh_from_db()
    assert session.status == "cancelled" and session.run.status == "published"
    assert told() == sorted([placed.learner.email, waits.learner.email, "ines@example.org"])
    message = mail.message(about=placed.code)
    assert "will not take place" in message.text and "you keep your place" in message.text
    assert "A session of a course that you asked for" in mail.message(about=waits.code).text
    after = calendar_file(Enrolment.objects.get(pk=placed.pk), now=timezone.now())
    assert after.count("STATUS:CANCELLED") == 1 and after.count("BEGIN:VEVENT") == 3
    assert sequence(after) > sequence(before)


def sequence(words: str) -> int:
    return int(words.split("SEQUENCE:")[1].split()[0])


def test_moving_raises_the_calendars_sequence(office, session, people):
    before = calendar_file(people[1], now=timezone.now())
    move(office, session)
    after = calendar_file(Enrolment.objects.get(pk=people[1].pk), now=timezone.now())
    assert sequence(after) > sequence(before)
    assert f"UID:{session.code}-" in after


def test_a_room_or_a_trainer_who_is_taken_is_named_and_wants_a_tick(office, run, session, here):
    ines = TrainerFactory(name="Ines Calder")
    AllocationFactory(run=run, trainer=ines)
    at = {"sessions": 1, "sessions__starts": dt.time(13), "sessions__ends": dt.time(15)}
    day = session.held_on + dt.timedelta(days=1)
    room = RunFactory(locality=here, venue=run.venue, sessions__first_on=day, **at)
    other = RunFactory(sessions__first_on=day, **at)
    AllocationFactory(run=other, trainer=ines)
    page = move(office, session).content.decode()
    assert room.course.title in page and f"Ines Calder teaches {other.course}" in page
    session.refresh_from_db()
    assert session.starts == dt.time(10)
    move(office, session, knows="on")
    session.refresh_from_db()
    assert session.starts == dt.time(13)
    shown = office.get(f"/office/runs/{run.code}/").content.decode()
    assert room.course.title in shown and f"Ines Calder teaches {other.course}" in shown


def test_another_venue_for_one_session(office, session, here):
    hall = VenueFactory(locality=here, name="The Hall")
    move(office, session, venue=hall.pk)
    session.refresh_from_db()
    assert session.venue == hall


def test_two_at_a_time_and_hours_that_end_first_are_sentences(office, run, session):
    first = run.sessions_on()[0]
    day = f"{first.held_on:%d/%m/%Y}"
    assert (
        "on that day at that time already" in move(office, session, held_on=day, hours="10am to 11am").content.decode()
    )
    move(office, session, hours="3pm to 1pm")
    session.refresh_from_db()
    assert session.starts == dt.time(10)


@pytest.mark.parametrize("status", ["held", "cancelled"])
def test_what_was_held_or_called_off_stays(office, session, status):
    type(session).objects.filter(pk=session.pk).update(status=status)
    move(office, session), office.post(f"/office/sessions/{session.code}/call-off/")
    session.refresh_from_db()
    assert session.status == status and session.starts == dt.time(10)


@pytest.mark.parametrize("page", ["move", "call-off"])
def test_another_localitys_coordinator_finds_no_such_session(signed_in, stranger, session, page):
    browser = signed_in(stranger)
    assert browser.get(f"/office/sessions/{session.code}/{page}/").status_code == 404
    assert browser.post(f"/office/sessions/{session.code}/{page}/").status_code == 404
