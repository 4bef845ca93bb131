"""Learners are reminded of sessions: by Policy, once, at decent hours, and not where they said that they can't come."""

import datetime as dt

import pytest
from django.utils import timezone

from college.models import Message
from college.outbox.words import make
from courses.models import Policy, Session
from enrolment.messages.reminders import choose_reminders
from enrolment.office.reminding import remind_due
from enrolment.places.actions import withdraw
from enrolment.registers.apologies import send_apologies
from enrolment.registers.overtaken import take_back_overtaken
from tests.factories import CourseFactory, EnrolmentFactory, LearnerFactory, RunFactory

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def place():
    run = RunFactory(course=CourseFactory(title="Living with hearing voices", public=True), sessions=2)
    return EnrolmentFactory(run=run)


def before(place, days, hour=10):
    """`days` before the first session, at `hour` o'clock local time."""
    day = place.run.sessions_on()[0].held_on - days * DAY
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour)))


def reminders():
    return Message.objects.filter(event="reminder").order_by("pk")


def test_three_days_and_one_day_before_and_each_once(place):
    counts = [remind_due(now=before(place, days)) for days in (4, 3, 3, 2, 1, 1)]
    assert counts == [0, 1, 0, 0, 1, 0]


def test_a_late_sweep_reminds_once(place):
    assert [remind_due(now=before(place, days)) for days in (1, 1)] == [1, 0]


def test_nobody_is_reminded_at_night(place):
    assert remind_due(now=before(place, 3, hour=21)) == 0
    assert remind_due(now=before(place, 3, hour=7)) == 0
    assert remind_due(now=before(place, 3, hour=8)) == 1


def test_the_words_name_the_day_and_never_the_course(place):
    remind_due(now=before(place, 3))
    message = reminders().get()
    make([message])
    assert message.subject == "A reminder from the college"
    assert "10am to 12 midday" in message.text
    for words in (message.subject, message.text, message.html):
        assert "hearing voices" not in words


def test_none_after_someone_said_that_they_cant_come(place):
    session = place.run.sessions_on()[0]
    send_apologies(enrolment=place, session=session, by=place.learner.user, now=before(place, 5))
    assert remind_due(now=before(place, 3)) == 0


def test_an_unsent_reminder_is_taken_back_when_they_say_that_they_cant_come(place):
    remind_due(now=before(place, 3))
    session = place.run.sessions_on()[0]
    send_apologies(enrolment=place, session=session, by=place.learner.user, now=before(place, 3))
    assert reminders().get().status == "taken_back"
    assert remind_due(now=before(place, 2)) == 0


def test_a_reminder_that_has_left_stays_as_it_is(place):
    remind_due(now=before(place, 3))
    reminders().update(status="sent")
    session = place.run.sessions_on()[0]
    send_apologies(enrolment=place, session=session, by=place.learner.user, now=before(place, 3))
    assert reminders().get().status == "sent"


def test_of_two_sessions_the_other_is_still_reminded_of(place):
    other = EnrolmentFactory(run=RunFactory(sessions=1, sessions__starts=dt.time(14), sessions__ends=dt.time(16)),
                             learner=place.learner)  # fmt: skip
    remind_due(now=before(place, 3))
    make(reminders())
    session = other.run.sessions_on()[0]
    send_apologies(enrolment=other, session=session, by=place.learner.user, now=before(place, 3))
    message = reminders().get()
    make([message])
    assert message.status == "waiting" and "10am to 12 midday" in message.text and "2pm" not in message.text


@pytest.mark.parametrize("change", ["given up", "moved", "begun", "nothing"])
def test_what_is_overtaken_before_it_leaves_never_leaves(place, change):
    now = before(place, 3)
    remind_due(now=now)
    first = place.run.sessions_on()[0]
    if change == "given up":
        withdraw(enrolment=place, by=None, now=now)
    elif change == "moved":
        Session.objects.filter(pk=first.pk).update(held_on=first.held_on + DAY)
    elif change == "begun":
        now = first.starts_at
    assert take_back_overtaken(now=now) == (change != "nothing")
    assert take_back_overtaken(now=now) == 0


def test_none_for_a_place_given_up(place):
    withdraw(enrolment=place, by=None, now=before(place, 5))
    assert remind_due(now=before(place, 3)) == 0


def test_none_for_somebody_who_asked_for_none_until_they_ask_again(place):
    learner, now = place.learner, before(place, 3)
    choose_reminders(learner=learner, wanted=False, by=learner.user, now=now)
    assert remind_due(now=now) == 0
    choose_reminders(learner=learner, wanted=True, by=learner.user, now=now)
    assert remind_due(now=now) == 1


def test_a_session_that_moved_is_reminded_of_by_its_new_time(place):
    remind_due(now=before(place, 3))
    first = place.run.sessions_on()[0]
    Session.objects.filter(pk=first.pk).update(held_on=first.held_on + 2 * DAY)
    assert remind_due(now=before(place, 1)) == 1


def test_what_is_near_on_one_day_is_one_message(place):
    EnrolmentFactory(run=RunFactory(sessions=1, sessions__starts=dt.time(14), sessions__ends=dt.time(16)),
                     learner=place.learner)  # fmt: skip
    assert remind_due(now=before(place, 3)) == 1
    message = reminders().get()
    make([message])
    assert "10am to 12 midday" in message.text and "2pm to 4pm" in message.text


def test_on_a_day_with_another_message_it_waits_until_tomorrow(place):
    Message.objects.update(written_at=before(place, 3, hour=9))
    assert remind_due(now=before(place, 3)) == 0
    assert remind_due(now=before(place, 2)) == 1


def test_a_college_may_have_no_reminders(place):
    Policy.objects.create(pk=1, remind_days=None, remind_again_days=None)
    assert remind_due(now=before(place, 1)) == 0


def test_a_letter_that_would_come_too_late_is_not_written():
    place = EnrolmentFactory(learner=LearnerFactory(email="", route="letter", address="3 Mill Lane"))
    assert [remind_due(now=before(place, days)) for days in (3, 1)] == [1, 0]


def test_it_costs_the_same_for_three_people_and_for_thirty(place, django_assert_max_num_queries):
    for _turn in range(12):
        EnrolmentFactory(run=place.run)
    with django_assert_max_num_queries(8):
        assert remind_due(now=before(place, 6)) == 0
