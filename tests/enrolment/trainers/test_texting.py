"""A trainer who texts back yes or no has answered; whatever might mean something else is for a person."""

import datetime as dt
import itertools

import pytest

from college.models import Message
from college.outbox.receiving import Incoming, received
from enrolment.models import Allocation, Reply
from enrolment.trainers.actions import propose
from enrolment.trainers.chasing import tell_asked
from enrolment.trainers.standing_in.actions import cant_come
from enrolment.trainers.texting import is_yes
from tests.enrolment.trainers.test_asking import NOW, SOON
from tests.factories import LearnerFactory
from tests.mail import messages

pytestmark = pytest.mark.django_db

PHONE = "07700 900 111"
SENT = "+447700900111"
numbers = itertools.count()


@pytest.fixture
def peer(new_trainer):
    return new_trainer("peer", email="", phone=PHONE, route="text")


@pytest.fixture
def asked(new_run, office, peer):
    """One question, texted."""
    run = new_run(sessions__first_on=dt.date(2027, 3, 2))
    found = propose(run=run, trainer=peer, by=office, now=NOW)
    tell_asked(now=SOON)
    sent()
    return found


def sent():
    Message.objects.update(status="sent")


def say(text, *, sender=SENT, channel="text", now=SOON):
    incoming = Incoming(id=f"in-{next(numbers)}", channel=channel, sender=sender, text=text, at=now)
    received.send(None, incoming=incoming)
    return incoming


def status_of(asked: Allocation) -> str:
    asked.refresh_from_db()
    return asked.status


@pytest.mark.parametrize(
    ("text", "status", "thanks"),
    [
        ("Yes", "accepted", "Thank you. We have written down your yes."),
        (" YES, please! ", "accepted", "Thank you. We have written down your yes."),
        ("No sorry", "declined", "Thank you. Your no is a help, too."),
    ],
)
def test_a_plain_answer_is_written_down_and_thanked_for(asked, peer, text, status, thanks):
    incoming = say(text)
    received.send(None, incoming=incoming)  # the carrier may tell it twice
    assert status_of(asked) == status
    assert asked.events.get(became=status).by == peer.user
    [told] = Message.objects.filter(key__startswith="answered:")
    assert (told.text, told.to_address, told.channel) == (thanks, PHONE, "text")
    assert Reply.objects.get().done_at == SOON


@pytest.mark.parametrize("text", ["Yes if it is not the Friday", "perhaps", "", "no idea yet, yes?", "no problem"])
def test_what_may_mean_something_else_is_for_a_person(asked, text):
    assert is_yes(text) is None
    say(text)
    assert (status_of(asked), Reply.objects.get().done_at) == ("proposed", None)


def test_it_answers_only_the_one_thing_that_was_asked_last_by_text(asked, peer, new_run, office):
    for first_on in (dt.date(2027, 6, 1), dt.date(2027, 9, 7)):
        propose(run=new_run(sessions__first_on=first_on), trainer=peer, by=office, now=SOON)
    tell_asked(now=SOON + dt.timedelta(minutes=5))
    sent()
    say("yes")  # to which of the two?
    assert {each.status for each in peer.allocations.all()} == {"proposed"}
    assert Reply.objects.get().done_at is None


def test_nobody_elses_number_and_no_learners_answer_anything(asked):
    say("yes", sender="07700 900 222")
    say("yes", channel="email")
    LearnerFactory(phone=PHONE, email="", route="text")
    say("yes")
    assert status_of(asked) == "proposed"


def test_two_trainers_with_one_telephone_are_asked_by_a_person(asked, new_trainer):
    new_trainer("professional", email="", phone=SENT, route="text")
    say("yes")
    assert status_of(asked) == "proposed"


def test_a_stand_in_says_yes_by_text_and_too_late_is_for_a_person(new_run, new_trainer, office, peer):
    run = new_run(sessions__first_on=dt.date(2027, 3, 2))
    theirs = new_trainer("peer", email="other@example.org")
    gone = propose(run=run, trainer=theirs, by=office, now=NOW)
    Allocation.objects.update(status="accepted")
    gone.refresh_from_db()
    gap = cant_come(allocation=gone, session=run.sessions_on()[0], by=theirs.user, now=NOW)
    sent()
    asked = gap.stand_ins.get(trainer=peer)
    say("ok", now=NOW)
    asked.refresh_from_db()
    assert asked.status == "accepted"
    say("no", now=NOW)  # the thanks were the last text: nobody asks anything now
    asked.refresh_from_db()
    assert asked.status == "accepted"


@pytest.mark.parametrize(("token", "is_said"), [("a-secret", True), ("", False)])
def test_the_text_says_that_it_can_be_answered_where_answers_are_heard(settings, peer, new_run, office, token, is_said):
    settings.NOTIFY_CALLBACK_TOKEN = token
    propose(run=new_run(sessions__first_on=dt.date(2027, 3, 2)), trainer=peer, by=office, now=NOW)
    tell_asked(now=SOON)
    [text] = messages(event="asked_to_teach")
    assert ("Or answer this with yes or no." in text.text) is is_said
