"""Everyone is told by the way they chose, in words that give nothing away on a locked screen."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from college.models import Message, Wording
from college.outbox.words import read
from enrolment.messages.actions import EVENTS, tell
from enrolment.models import Enrolment
from enrolment.places import actions
from tests import mail
from tests.factories import CourseFactory, EnrolmentFactory, LearnerFactory, RunFactory

pytestmark = pytest.mark.django_db

TITLE = "Living with hearing voices"


@pytest.fixture
def run():
    Wording.objects.create(pk=1, help_phone="0113 496 0000")
    return RunFactory(course=CourseFactory(title=TITLE, public=True), capacity=1)


def test_a_place_is_confirmed_by_email_with_a_calendar_file(run):
    enrolment = EnrolmentFactory(run=run)
    message = mail.message()
    assert (message.channel, message.to_address) == ("email", enrolment.learner.email)
    assert message.subject == "Your place at the college is confirmed"
    assert message.about == enrolment.code
    assert TITLE in message.text and TITLE in message.html
    assert TITLE not in message.text[:200]  # what a locked screen previews
    assert "10am to 12 midday" in message.text
    assert [file["type"] for file in message.attachments] == ["text/calendar; method=PUBLISH"]


def test_a_place_on_the_waiting_list_looks_like_no_booking(run):
    EnrolmentFactory(run=run)
    EnrolmentFactory(run=run)
    message = mail.messages()[-1]
    assert message.subject == "You are on a waiting list at the college"
    assert message.attachments == []
    assert "You have a place" not in message.text


def test_each_change_writes_its_one_message(run):
    first, second = EnrolmentFactory(run=run), EnrolmentFactory(run=run)
    now = timezone.now()
    actions.withdraw(enrolment=first, by=None, now=now)
    actions.call_off(run=run, by=None, now=now)
    told = [(message.about, message.subject) for message in mail.messages()]
    assert told == [
        (first.code, "Your place at the college is confirmed"),
        (second.code, "You are on a waiting list at the college"),
        (first.code, "You have given up your place at the college"),
        (second.code, "Please answer: something at the college is kept for you"),
        (second.code, "A change at the college: please read"),
    ]


@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize("route", ["email", "text", "letter", "call"])
def test_no_subject_or_text_message_names_the_course(run, event, route):
    learner = LearnerFactory(route=route, phone="07700 900 123", address="1 High Street\nLeeds", name="Åsa <b>")
    enrolment = Enrolment.objects.create(
        learner=learner, run=run, status="waiting", source="self", asked_at=timezone.now()
    )
    enrolment.offers.create(made_at=timezone.now(), until=timezone.now())
    tell(event=event, enrolment=enrolment, key=f"{event} {route}", now=timezone.now())
    [message] = read([Message.objects.get(key=f"{event} {route}")])
    assert TITLE not in message.subject
    assert "<b>" not in message.html and "&lt;" not in message.text
    if message.channel == "text":
        assert TITLE not in message.text
        assert len(message.text) <= 306 and "\n" not in message.text  # two text messages at most
    else:
        assert "Åsa <b>" in message.text


@pytest.mark.parametrize(
    ("learner", "channel", "address"),
    [
        ({"route": "email"}, "email", "sam@example.org"),
        ({"route": "text", "phone": "07700 900 123"}, "text", "07700 900 123"),
        ({"route": "letter", "address": "1 High Street"}, "letter", "1 High Street"),
        ({"route": "call", "phone": "0113 496 0000", "address": "1 High Street"}, "letter", "1 High Street"),
        ({"route": "call", "phone": "+44 7700 900 123"}, "text", "+44 7700 900 123"),
        ({"route": "call", "phone": "0113 496 0000"}, "call", "0113 496 0000"),
    ],
)
def test_the_way_someone_chose_is_the_way_they_are_told(run, learner, channel, address):
    EnrolmentFactory(run=run, learner=LearnerFactory(email="sam@example.org", **learner))
    message = mail.message()
    assert (message.channel, message.to_address) == (channel, address)
    assert bool(message.attachments) is (channel == "email")


def test_two_people_of_one_mailbox_are_each_written_to(run):
    for _turn in range(2):
        EnrolmentFactory(run=run, learner=LearnerFactory(email="both@example.org", user=None))
    assert Message.objects.filter(to_address="both@example.org").count() == 2


def test_the_next_session_is_named_and_not_one_long_past(run):
    now = run.sessions_on()[1].starts_at
    EnrolmentFactory(run=run, now=now)
    text = mail.message().text
    assert text.count("10am to 12 midday") == 6  # the next, and the five to come
    assert str(run.sessions_on()[0].held_on.strftime("%-d %B")) not in text


def test_what_is_told_leaves_as_mail(run, mailoutbox):
    EnrolmentFactory(run=run)
    call_command("deliver", once=True)
    assert [sent.subject for sent in mailoutbox] == ["Your place at the college is confirmed"]
    assert "text/calendar" in mailoutbox[0].message().as_string()
