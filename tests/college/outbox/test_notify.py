"""Texts and letters leave through GOV.UK Notify: tried against a real server that stands in for it."""

import datetime as dt

import pytest

from college.models import Message
from college.outbox import delivery, notify, queries
from college.outbox.actions import note_report
from tests.college.outbox.examples import NOW, written
from tests.college.outbox.post_office import closed_port
from tests.college.outbox.text_service import KEY, TextService
from tests.pdf import assert_pdf_ua

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


def deliver(now=NOW):
    return delivery.deliver_due(clock=lambda: now)


@pytest.fixture
def service(settings):
    with TextService() as service:
        settings.NOTIFY_API_KEY, settings.NOTIFY_URL = KEY, service.url
        settings.NOTIFY_TEXT_TEMPLATE, settings.NOTIFY_LETTERS = "a-template", True
        yield service


def text(**changes):
    return written(channel="text", subject="", text="See you on Thursday.", to_address="07700 900 123", **changes)


def test_a_text_goes_in_our_words_to_one_number(service):
    message = text()
    assert deliver() == 1
    [taken] = service.taken
    assert taken.path == "/v2/notifications/sms"
    assert taken.body == {
        "phone_number": "07700 900 123",
        "template_id": "a-template",
        "personalisation": {"message": "See you on Thursday."},
        "reference": message.message_id,
    }
    assert taken.authorization.startswith("Bearer ")
    message.refresh_from_db()
    assert (message.status, message.sent_at) == ("sent", NOW)


def test_a_letter_goes_as_the_pdf_that_we_would_print(service):
    written(channel="letter", to_address="Grace Adeyemi\n3 Mill Lane\nEastmoor", text="Your place is ready.")
    assert deliver() == 1
    [taken] = service.taken
    assert taken.path == "/v2/notifications/letter"
    assert_pdf_ua(taken.pdf, pages=1)


def test_a_call_is_nobodys_but_a_persons(service):
    call = written(channel="call", to_address="0113 496 0000")
    assert deliver() == 0
    assert list(queries.waiting_for_a_person()) == [call]


@pytest.mark.parametrize(("status", "became"), [(400, "failed"), (403, "waiting"), (429, "waiting"), (500, "waiting")])
def test_what_the_service_refuses_fails_for_good_only_where_the_message_is_at_fault(service, status, became, caplog):
    message = text()
    service.orders.status = status
    assert deliver() == 0
    message.refresh_from_db()
    assert (message.status, message.last_problem) == (became, f"text and letter service said no ({status})")
    assert "07700" not in caplog.text
    service.orders.status = 201
    assert deliver(NOW + HOUR) == (became == "waiting")


def test_a_service_out_of_reach_is_tried_again(service, settings):
    message = text()
    settings.NOTIFY_URL = f"http://127.0.0.1:{closed_port()}"
    assert deliver() == 0
    message.refresh_from_db()
    assert (message.status, message.last_problem) == ("waiting", "text and letter service out of reach")


def test_a_text_taken_before_the_line_broke_is_not_sent_twice(service):
    message = text()
    service.orders.hangs_up = True
    assert deliver() == 0
    service.orders.hangs_up = False
    assert deliver(NOW + HOUR) == 1
    assert [taken.body["reference"] for taken in service.taken] == [message.message_id]


def test_a_text_longer_than_nhs_practice_is_not_sent(service):
    message = written(channel="text", subject="", text="a" * (notify.LONGEST + 1), to_address="07700 900 123")
    assert deliver() == 0
    message.refresh_from_db()
    assert (message.status, message.last_problem) == ("failed", "too long for a text message")
    assert service.taken == []


def test_a_silent_mail_server_holds_up_no_text(service, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", closed_port()
    mail, sms = written(), text()
    with pytest.raises(delivery.MailIsDown):
        deliver()
    mail.refresh_from_db(), sms.refresh_from_db()
    assert (mail.status, mail.tries, sms.status) == ("waiting", 0, "sent")


def test_without_a_service_texts_and_letters_wait_for_a_person():
    waiting = [text(), written(channel="letter", to_address="3 Mill Lane")]
    assert deliver() == 0
    assert list(queries.waiting_for_a_person()) == waiting


def test_what_became_of_it_is_written_down_once():
    message = text()
    Message.objects.update(status="sent", sent_at=NOW)
    note_report(message_id=message.message_id, arrived=False, problem="number does not exist", now=NOW)
    message.refresh_from_db()
    assert (message.status, message.last_problem) == ("failed", "number does not exist")
    note_report(message_id=message.message_id, arrived=True, now=NOW + HOUR)
    note_report(message_id=message.message_id, arrived=False, problem="late", now=NOW + 2 * HOUR)
    message.refresh_from_db()
    assert (message.status, message.arrived_at, message.last_problem) == ("sent", NOW + HOUR, "")
    assert note_report(message_id="<another@example.org>", arrived=True, now=NOW) is None
