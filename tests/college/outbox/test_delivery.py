import datetime as dt
import threading

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from college.models import Message
from college.outbox import channels, delivery, queries
from college.outbox.actions import Attachment
from tests.college.outbox.examples import NOW, written
from tests.college.outbox.post_office import PostOffice, closed_port

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


def deliver(now=NOW, **options):
    return delivery.deliver_due(clock=lambda: now, **options)


@pytest.fixture
def by_smtp(settings):
    """Mail leaves by SMTP to a port of this machine: `by_smtp(office.port)`."""

    def use(port):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 0.5

    return use


def test_what_waits_is_sent_oldest_first_and_once():
    first, second = written(), written()
    assert deliver() == 2
    assert deliver() == 0
    assert [letter.to for letter in mail.outbox] == [[first.to_address], [second.to_address]]
    first.refresh_from_db()
    assert (first.status, first.sent_at, first.leased_until, first.tries) == ("sent", NOW, None, 1)


def test_a_code_somebody_waits_for_goes_before_a_mailing():
    mailing = [written(), written()]
    code = written(is_urgent=True)
    assert deliver() == 3
    assert [letter.to for letter in mail.outbox] == [[each.to_address] for each in (code, *mailing)]


def test_what_is_due_later_waits():
    written(now=NOW + MINUTE)
    assert deliver() == 0
    assert deliver(NOW + MINUTE) == 1


def test_a_mail_has_one_recipient_its_message_id_and_its_calendar():
    calendar = Attachment("session.ics", "text/calendar; method=PUBLISH", "BEGIN:VCALENDAR")
    message = written(html="<p>Ready</p>", attachments=[calendar, Attachment("a.pdf", "application/pdf", b"%PDF")])
    deliver()
    [letter] = mail.outbox
    assert letter.recipients() == [message.to_address]
    sent = letter.message()
    assert sent["Message-ID"] == message.message_id
    kinds = [part.get_content_type() for part in sent.walk()]
    assert kinds == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
        "application/pdf",
    ]
    part = next(part for part in sent.walk() if part.get_content_type() == "text/calendar")
    assert part.get_param("method") == "PUBLISH"
    assert part.get_payload(decode=True) == b"BEGIN:VCALENDAR"


def test_a_claimed_message_is_not_claimed_again_until_its_lease_lapses():
    message = written()
    assert delivery.claim(now=NOW) == message
    assert delivery.claim(now=NOW + MINUTE) is None
    again = delivery.claim(now=NOW + 2 * MINUTE)
    assert again == message
    assert (again.tries, again.message_id) == (2, message.message_id)


def test_a_later_message_does_not_overtake_one_being_sent_to_the_same_person():
    first = written(to_address="jo@example.org")
    written(to_address="jo@example.org")
    other = written()
    assert delivery.claim(now=NOW) == first
    assert delivery.claim(now=NOW) == other
    assert delivery.claim(now=NOW) is None


def test_mail_server_out_of_reach_costs_no_try_and_keeps_the_order(by_smtp):
    messages = [written() for _ in range(3)]
    by_smtp(closed_port())
    for hour in range(24):
        with pytest.raises(delivery.MailIsDown):
            deliver(NOW + dt.timedelta(hours=hour))
    assert set(Message.objects.values_list("tries", "status")) == {(0, "waiting")}
    with PostOffice() as office:
        by_smtp(office.port)
        assert deliver(NOW + dt.timedelta(hours=24)) == 3
    assert [letter.message_id for letter in office.orders.letters] == [each.message_id for each in messages]
    assert all(len(letter.recipients) == 1 for letter in office.orders.letters)


def test_a_server_that_never_says_hello_is_down(by_smtp):
    written()
    with PostOffice(silent_at="EHLO") as office:
        by_smtp(office.port)
        with pytest.raises(delivery.MailIsDown):
            deliver()
    assert Message.objects.get().tries == 0


@pytest.mark.parametrize(
    ("orders", "problem"),
    [
        ({"silent_at": "DATA"}, "mail server hung up or fell silent"),
        ({"answers": {"RCPT": "450 later"}}, "mail server refused the address (450)"),
        ({"answers": {"AFTER": "451 later"}}, "mail server refused the message (451)"),
        ({"answers": {"MAIL": "530 who are you"}}, "mail server refused the message (530)"),
    ],
)
def test_a_passing_trouble_makes_the_message_wait_its_turn(by_smtp, orders, problem):
    message = written()
    with PostOffice(**orders) as office:
        by_smtp(office.port)
        assert deliver() == 0
    message.refresh_from_db()
    assert (message.status, message.tries, message.last_problem) == ("waiting", 1, problem)
    assert (message.due_at, message.leased_until) == (NOW + MINUTE, None)
    with PostOffice() as office:
        by_smtp(office.port)
        assert deliver(NOW + MINUTE) == 1
    assert office.orders.letters[0].message_id == message.message_id


@pytest.mark.parametrize("answers", [{"RCPT": "550 nobody here"}, {"AFTER": "554 no"}])
def test_a_plain_no_is_a_dead_letter_and_stops_nobody_else(by_smtp, answers):
    message = written()
    with PostOffice(answers=answers) as office:
        by_smtp(office.port)
        deliver()
        message.refresh_from_db()
        assert message.status == "failed"
        assert list(queries.dead_letters()) == [message]
        office.orders.answers = {}
        written()
        assert deliver() == 1


def test_retries_grow_and_end_in_a_dead_letter_after_about_a_day(by_smtp):
    message, now = written(), NOW
    with PostOffice(answers={"RCPT": "450 later"}) as office:
        by_smtp(office.port)
        while message.status == "waiting":
            deliver(now)
            message.refresh_from_db()
            now = max(now, message.due_at)
    assert message.tries == len(delivery.WAITS) + 1
    assert dt.timedelta(hours=24) < now - NOW < dt.timedelta(hours=30)


def test_a_server_that_breaks_off_again_and_again_is_left_alone_for_the_round(by_smtp):
    for _ in range(5):
        written()
    with PostOffice(answers={"AFTER": "421 going down"}) as office:
        by_smtp(office.port)
        deliver()
    assert Message.objects.filter(tries=0).count() == 2


def test_an_address_that_is_none_is_a_dead_letter():
    written(to_address="nobody at all\n@example.org")
    deliver()
    assert Message.objects.get().status == "failed"
    assert not mail.outbox


def test_without_a_service_texts_and_letters_wait_for_a_person():
    text, letter = written(channel="text", to_address="07700 900123"), written(channel="letter")
    assert deliver() == 0
    assert list(queries.waiting_for_a_person()) == [text, letter]
    assert queries.oldest_unsent() is None


def test_in_the_demonstration_texts_count_as_sent_and_letters_wait_for_the_office(settings):
    settings.DEMONSTRATION = True
    letter = written(channel="letter")
    written(channel="text"), written()
    assert deliver() == 2
    assert list(queries.waiting_for_a_person()) == [letter]


def test_leases_of_dead_workers_are_taken_back_and_a_deadly_message_is_set_aside():
    lapsed, deadly, live = written(), written(), written()
    Message.objects.update(leased_until=NOW - MINUTE, tries=1)
    Message.objects.filter(pk=deadly.pk).update(tries=11)
    Message.objects.filter(pk=live.pk).update(leased_until=NOW + MINUTE)
    delivery.reclaim(now=NOW)
    for message in (lapsed, deadly, live):
        message.refresh_from_db()
    assert (lapsed.status, lapsed.leased_until) == ("waiting", None)
    assert (deadly.status, deadly.leased_until) == ("failed", None)
    assert live.leased_until == NOW + MINUTE


def test_a_message_settled_meanwhile_is_not_put_back():
    message = written()
    claimed = delivery.claim(now=NOW)
    Message.objects.filter(pk=message.pk).update(status="sent", sent_at=NOW)
    delivery.put_back(claimed, why=channels.Undeliverable("no", for_good=True), now=NOW)
    message.refresh_from_db()
    assert message.status == "sent"


@pytest.mark.django_db(transaction=True)
def test_four_workers_at_once_send_each_message_once(by_smtp):
    messages = {written().message_id for _ in range(40)}
    start = threading.Barrier(4)

    def work():
        try:
            start.wait(10)
            delivery.deliver_due(clock=timezone.now)
        finally:
            connection.close()

    with PostOffice() as office:
        by_smtp(office.port)
        workers = [threading.Thread(target=work) for _ in range(4)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join(60)
    sent = [letter.message_id for letter in office.orders.letters]
    assert len(sent) == 40 and set(sent) == messages
    assert not Message.objects.exclude(status="sent").exists()
