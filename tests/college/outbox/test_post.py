import datetime as dt
import threading

import pytest
from django.db import connection, transaction

from college.models import Message
from college.outbox import actions
from college.outbox.words import BrokenSubject
from tests.college.outbox.examples import NOW, written
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_the_same_key_gives_the_first_message_back_and_writes_nothing():
    first = written(key="place 1 confirmed", text="You have a place.")
    again = written(key="place 1 confirmed", text="Other words.")
    assert again == first
    assert again.text == "You have a place."
    assert Message.objects.count() == 1


def test_a_message_to_a_user_goes_to_their_mailbox():
    assert written(to_address="", to_user=UserFactory(email="jo@example.org")).to_address == "jo@example.org"


def test_a_message_needs_somewhere_to_go():
    with pytest.raises(actions.NowhereToSend):
        written(to_address="", to_user=UserFactory(email=None))


@pytest.mark.parametrize("subject", ["Hello\nBcc: all@example.org", "Hello\r\n", "a\0b", "x" * 201])
def test_a_subject_is_one_line(subject):
    with pytest.raises(BrokenSubject):
        written(subject=subject)
    assert not Message.objects.exists()


def test_a_message_rolls_back_with_what_it_reports():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        written(key="never happened")
        1 / 0  # noqa: B018
    assert not Message.objects.exists()


def test_the_message_id_is_fixed_at_insert_and_names_nobody():
    message = written()
    assert message.message_id.startswith("<") and message.message_id.endswith("@localhost>")
    assert message.message_id != written().message_id


def test_a_file_sent_along_is_kept_with_the_message():
    calendar = actions.Attachment("session.ics", "text/calendar; method=PUBLISH", "BEGIN:VCALENDAR")
    picture = actions.Attachment("map.png", "image/png", b"\x89PNG")
    message = written(attachments=[calendar, picture])
    message.refresh_from_db()
    assert message.attachments == [
        {"name": "session.ics", "type": "text/calendar; method=PUBLISH", "text": "BEGIN:VCALENDAR"},
        {"name": "map.png", "type": "image/png", "base64": "iVBORw=="},
    ]


def test_a_dead_letter_can_be_sent_again_with_its_message_id():
    message = written()
    Message.objects.update(status="failed", tries=11, last_problem="mail server out of reach")
    again = actions.send_again(message=message, by=UserFactory(), now=NOW)
    assert (again.status, again.tries, again.due_at) == ("waiting", 0, NOW)
    with pytest.raises(actions.NotWaiting):
        actions.send_again(message=message, by=UserFactory(), now=NOW)


def test_the_office_can_say_that_it_sent_a_letter_itself():
    letter = written(channel="letter", to_address="1 Station Road, Leeds")
    person = UserFactory()
    actions.mark_sent_by_hand(message=letter, by=person, now=NOW)
    assert (letter.status, letter.sent_at, letter.sent_by) == ("sent", NOW, person)
    with pytest.raises(actions.NotWaiting):
        actions.mark_sent_by_hand(message=letter, by=UserFactory(), now=NOW)


def test_words_of_old_messages_are_forgotten_and_the_skeleton_stays():
    old, fresh, waiting = written(html="<p>Hi</p>"), written(), written()
    Message.objects.filter(pk=old.pk).update(status="sent", sent_at=NOW - dt.timedelta(days=91))
    Message.objects.filter(pk=fresh.pk).update(status="sent", sent_at=NOW)
    before = NOW - dt.timedelta(days=90)
    assert actions.forget_words(sent_before=before, now=NOW) == 1
    assert actions.forget_words(sent_before=before, now=NOW) == 0
    old.refresh_from_db()
    assert (old.subject, old.text, old.html, old.to_address, old.attachments) == ("", "", "", "", [])
    assert old.sent_at
    assert Message.objects.filter(pk__in=[fresh.pk, waiting.pk]).exclude(text="").count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_at_once_write_one_message_inside_their_own_transactions():
    start, found = threading.Barrier(2), []

    def report(name):
        try:
            start.wait(10)
            with transaction.atomic():
                UserFactory(email=f"{name}@example.org")
                found.append(written(key="same event", text=name).pk)
        finally:
            connection.close()

    both = [threading.Thread(target=report, args=[name]) for name in ("one", "two")]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join(30)
    assert len(found) == 2 and len(set(found)) == 1
    assert Message.objects.count() == 1
