"""A message written as an event gets its words before it is sent: nothing lost, nothing said twice, nothing silent."""

import pytest
from django.core import mail
from django.db import DatabaseError

from college.models import Message
from college.outbox import actions, delivery, words
from college.outbox.words import Words
from tests.college.outbox.examples import NOW, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(monkeypatch):
    """Who writes the words of "bell" from its `facts`; counts how often it is asked."""

    class Writer:
        asked = 0

        def __call__(self, messages):
            self.asked += 1
            if any(message.facts.get("unreadable") for message in messages):
                raise KeyError("unreadable")
            return {each.pk: lambda each=each: self.say(each) for each in messages if not each.facts.get("gone")}

        def say(self, message):
            if message.facts.get("fault"):
                raise message.facts["fault"]
            return Words(text=f"The bell rings at {message.facts['at']}.", subject=message.facts.get("subject", "Bell"))

    monkeypatch.setattr(words, "_writers", {})
    writer = Writer()
    words.write_for(["bell"], writer)
    return writer


def event(at="10", **facts):
    return written(subject="", text="", event="bell", facts={"at": at} | facts)


def deliver():
    return delivery.deliver_due(clock=lambda: NOW)


def test_the_words_are_made_before_it_leaves_and_kept(writer):
    message = event()
    assert (message.text, message.subject) == ("", "")
    assert deliver() == 1
    assert [(letter.subject, letter.body) for letter in mail.outbox] == [("Bell", "The bell rings at 10.")]
    message.refresh_from_db()
    assert (message.status, message.text) == ("sent", "The bell rings at 10.")


def test_a_page_shows_the_words_sooner_and_keeps_nothing(writer):
    one, two = event("10"), event("11")
    assert [message.text for message in words.read([one, two])] == ["The bell rings at 10.", "The bell rings at 11."]
    assert writer.asked == 1  # a fixed number of queries for any number
    assert not Message.objects.exclude(text="").exists()


def test_every_try_sends_the_same_words(writer):
    message = event("10")
    words.make([delivery.claim(now=NOW)])  # the worker is killed after this
    Message.objects.update(facts={"at": "12"}, leased_until=None)
    deliver()
    assert [letter.body for letter in mail.outbox] == ["The bell rings at 10."]
    assert mail.outbox[0].message()["Message-ID"] == message.message_id


def test_who_comes_second_takes_the_words_of_the_first(writer):
    one, same = event("10"), Message.objects.get()
    same.facts = {"at": "12"}
    words.make([one])
    words.make([same])
    assert same.text == Message.objects.get().text == "The bell rings at 10."


def test_one_that_comes_while_others_are_sent_gets_its_words(writer, monkeypatch):
    event("10")
    monkeypatch.setattr(delivery.queries, "wordless", lambda: Message.objects.none())
    assert deliver() == 1


def test_a_letter_that_a_person_will_post_gets_its_words_too(writer, settings):
    letter = written(channel="letter", to_address="1 High Street", subject="", text="", event="bell", facts={"at": 9})
    assert deliver() == 0
    letter.refresh_from_db()
    assert (letter.status, letter.text) == ("waiting", "The bell rings at 9.")


@pytest.mark.parametrize("wrong", [{"gone": True}, {"unreadable": True}, {"subject": "two\nlines"}, {"at": None}])
def test_one_whose_words_cant_be_made_is_a_dead_letter_with_its_reason_and_stops_no_other(writer, wrong):
    broken, sound = event(**wrong), event()
    if wrong == {"at": None}:
        writer.say = lambda message: Words(text="  " if message.pk == broken.pk else "The bell.", subject="Bell")
    assert deliver() == 1
    broken.refresh_from_db(), sound.refresh_from_db()
    assert (broken.status, broken.text, sound.status) == ("failed", "", "sent")
    assert broken.last_problem.startswith("its words could not be made (")
    assert words.read([broken])[0].text == ""  # a page that lists it is no fault either


def test_a_dead_letter_gets_its_words_once_it_can(writer):
    message = event(gone=True)
    deliver()
    Message.objects.update(facts={"at": "10"})
    actions.send_again(message=message, by=None, now=NOW)
    assert deliver() == 1
    assert len(mail.outbox) == 1


def test_a_database_that_is_busy_is_no_fault_of_the_message(writer):
    message = event()
    writer.say = lambda message: (_ for _ in ()).throw(DatabaseError("busy"))
    with pytest.raises(DatabaseError):
        deliver()
    message.refresh_from_db()
    assert message.status == "waiting"


def test_forgotten_words_are_not_made_again(writer):
    message = event()
    deliver()
    actions.forget_words(sent_before=NOW.replace(year=2030), now=NOW)
    message.refresh_from_db()
    assert (message.text, message.facts, message.event) == ("", {}, "bell")
    assert words.read([message])[0].text == ""


def test_told_by_hand_before_the_worker_came_it_still_has_its_words(writer):
    letter = written(channel="letter", to_address="1 High Street", subject="", text="", event="bell", facts={"at": 9})
    actions.mark_sent_by_hand(message=letter, by=None, now=NOW)
    letter.refresh_from_db()
    assert (letter.status, letter.text) == ("sent", "The bell rings at 9.")


def test_an_event_nobody_writes_of_and_a_message_of_nothing_are_refused(writer):
    for nothing in ({"event": "gong"}, {"event": ""}, {"event": "bell", "text": "and words"}):
        with pytest.raises(ValueError):
            written(**{"subject": "", "text": ""} | nothing)
    with pytest.raises(ValueError):
        words.write_for(["bell"], writer)
