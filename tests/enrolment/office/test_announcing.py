"""Telling many people at once: who gets what is seen before, it can be taken back, each hears it once and alone."""

import datetime as dt

import pytest

from college.models import Message
from college.outbox.words import make
from enrolment.messages.naming import NamesACourse
from enrolment.messages.reminders import choose_reminders
from enrolment.models import Announcement
from enrolment.office.actions.announcing import (
    HasLeft,
    NobodyToTell,
    announce,
    send_due_announcements,
    take_announcement_back,
)
from enrolment.places.actions import withdraw
from tests.enrolment.office.costs import cost
from tests.factories import CourseFactory, EnrolmentFactory, LearnerFactory, RunFactory, UserFactory, set_policy

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 25, 10, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
SNOW = "We are closed for snow on Tuesday."


@pytest.fixture
def run(here):
    return RunFactory(locality=here, course=CourseFactory(title="Tea", public=True), sessions=2)


@pytest.fixture
def people(run):
    """By e-mail, by text, and on the telephone."""
    ways = [{}, {"route": "text", "phone": "07700 900 123"}, {"route": "call", "phone": "0113 496 0000", "email": ""}]
    return [EnrolmentFactory(run=run, learner=LearnerFactory(name=f"Reader {n}", **way)) for n, way in enumerate(ways)]


def told(run, **more):
    day = run.sessions_on()[0].held_on
    told = {"code": "bcdfghjkmnpq", "text": SNOW, "first_on": day, "last_on": day, "is_needed": True, "by": None}
    return announce(runs=[run], **told | more, now=NOW)


def announced():
    return Message.objects.filter(event="announcement").order_by("pk")


def filled(run, **more):
    fields = {"text": SNOW, "whom": "runs", "runs": run.pk, "is_needed": "yes", "code": "bcdfghjkmnpq"}
    return fields | more


def test_it_leaves_once_after_policys_minutes_each_alone_and_by_their_own_way(run, people):
    told(run)
    assert [send_due_announcements(now=NOW + number * MINUTE) for number in (0, 1, 2, 3)] == [0, 0, 3, 0]
    assert [message.channel for message in announced()] == ["email", "text", "call"]
    assert len({message.to_address for message in announced()}) == 3


def test_the_words_are_the_offices_with_the_readers_sessions_and_name_no_course(run, people):
    told(run)
    send_due_announcements(now=NOW + 2 * MINUTE)
    make(announced())
    for message in announced():
        assert SNOW in message.text and "10am to 12 midday" in message.text
        assert "Tea" not in message.subject + message.text + message.html
        assert message.text.count("10am") == 1  # the other session is on another day
    assert announced()[0].subject == "A message from the college"


def test_who_is_on_two_runs_hears_it_once(run, people, here):
    other = RunFactory(locality=here)
    EnrolmentFactory(run=other, learner=people[0].learner)
    announce(code="x", runs=[run, other], text=SNOW, is_needed=True, by=None, now=NOW)
    assert send_due_announcements(now=NOW + 2 * MINUTE) == 3


def test_taken_back_in_time_nobody_hears_it(run, people):
    announcement = told(run)
    for _twice in range(2):
        assert take_announcement_back(announcement=announcement, by=UserFactory(), now=NOW + MINUTE) == 0
    assert send_due_announcements(now=NOW + 5 * MINUTE) == 0 and not announced().exists()


def test_taken_back_late_what_has_not_left_is_stopped(run, people):
    announcement, by = told(run), UserFactory()
    send_due_announcements(now=NOW + 2 * MINUTE)
    announced().filter(channel="email").update(status="sent")
    assert take_announcement_back(announcement=announcement, by=by, now=NOW + 3 * MINUTE) == 2
    assert sorted(announced().values_list("status", flat=True)) == ["sent", "taken_back", "taken_back"]


def test_once_all_has_left_it_is_too_late(run, people):
    announcement = told(run)
    send_due_announcements(now=NOW + 2 * MINUTE)
    announced().update(status="sent")
    with pytest.raises(HasLeft):
        take_announcement_back(announcement=announcement, by=UserFactory(), now=NOW + 3 * MINUTE)


@pytest.mark.parametrize(("is_needed", "many"), [(True, 3), (False, 2)])
def test_who_asked_for_no_news_hears_only_what_everyone_has_to_know(run, people, is_needed, many):
    choose_reminders(learner=people[0].learner, wanted=False, by=people[0].learner.user, now=NOW)
    told(run, is_needed=is_needed)
    assert send_due_announcements(now=NOW + 2 * MINUTE) == many


def test_who_gives_their_place_up_meanwhile_is_not_told(run, people):
    told(run)
    withdraw(enrolment=people[0], by=None, now=NOW + MINUTE)
    assert send_due_announcements(now=NOW + 2 * MINUTE) == 2


def test_words_that_name_a_course_are_refused_and_longer_words_are_not(run, people):
    with pytest.raises(NamesACourse):
        told(run, text="No tea on Tuesday")
    told(run, text="We are a team")


def test_nobody_to_tell_is_said(run):
    with pytest.raises(NobodyToTell):
        told(run)


def test_a_college_sets_the_minutes(run, people):
    set_policy(announce_minutes=0)
    told(run)
    assert send_due_announcements(now=NOW) == 3


def test_the_office_sees_who_gets_what_before_it_sends(office, run, people):
    page = office.post("/office/announce/", filled(run, press="look")).content.decode()
    for words in ("1 person by e-mail", "1 person by text message", "1 person by phone call", "Reader 2",
                  "How Reader 0 reads it", SNOW, "Send it to 3 people", "Until then you can take it back"):  # fmt: skip
        assert words in page, words
    assert not Announcement.objects.exists()
    for _twice in range(2):
        page = office.post("/office/announce/", filled(run, press="send"), follow=True).content.decode()
        assert "Take it back: tell nobody" in page
    assert Announcement.objects.count() == 1
    page = office.post("/office/announcements/bcdfghjkmnpq/take-back/", follow=True).content.decode()
    assert "It is taken back. Nobody is told." in page


def test_by_days_and_area_it_finds_whoever_has_a_session(office, run, people, here):
    day = run.sessions_on()[0].held_on
    far = RunFactory(locality=here, sessions=1, sessions__first_on=day + dt.timedelta(days=1))
    EnrolmentFactory(run=far, learner=LearnerFactory(name="Another day"))
    asked = {"whom": "days", "locality": here.pk, "first_on": f"{day:%d/%m/%Y}"}
    page = office.post("/office/announce/", filled(run, **asked)).content.decode()
    assert "Send it to 3 people" in page and "Another day" not in page


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"text": ""}, "needs an answer"),
        ({"text": "x" * 401}, "400"),
        ({"runs": []}, "Choose the courses"),
        ({"runs": "9999"}, "9999"),
        ({"whom": "days"}, "Write the day that it is about"),
        ({"whom": "days", "first_on": "1 May 2020"}, "That day is over"),
        ({"whom": "days", "first_on": "2 May 2099", "last_on": "1 May 2099"}, "before the first"),
        ({"text": "Tea is off"}, "name a course"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_lost(office, run, people, wrong, sentence):
    page = office.post("/office/announce/", filled(run, **wrong, press="look")).content.decode()
    assert sentence in page and not Announcement.objects.exists()
    assert filled(run, **wrong)["text"] in page


def test_another_areas_office_sees_neither_runs_nor_announcement(signed_in, stranger, run, people):
    told(run)
    browser = signed_in(stranger)
    assert "choose" in browser.post("/office/announce/", filled(run)).content.decode().lower()
    assert browser.get("/office/announcements/bcdfghjkmnpq/").status_code == 404
    assert browser.post("/office/announcements/bcdfghjkmnpq/take-back/").status_code == 404


def test_looking_costs_the_same_for_three_and_for_twelve(office, run, people):
    before = cost(office, f"/office/announce/?run={run.pk}")
    for _turn in range(9):
        EnrolmentFactory(run=RunFactory(locality=run.locality))
    assert cost(office, f"/office/announce/?run={run.pk}") == before


def test_what_can_wait_leaves_no_phone_ringing_at_night(run, people):
    night = NOW.replace(hour=22)
    told = {"runs": [run], "text": SNOW, "by": None, "now": night}
    waits = announce(code="b" * 12, is_needed=False, **told)
    assert waits.leaves_at == (night + dt.timedelta(days=1)).replace(hour=8)
    assert announce(code="c" * 12, is_needed=True, **told).leaves_at == night + 2 * MINUTE
