"""What carriers tell us afterwards is believed only with their secret, and what did not arrive wants a person."""

import base64
import json

import pytest

from college.outbox.delivery import mark_sent
from college.outbox.queries import dead_letters
from tests.college.outbox.examples import NOW, written

pytestmark = pytest.mark.django_db
TOKEN = "a-long-and-random-token"
TEXTS, MAIL = "/callbacks/texts/reported/", "/callbacks/mail/reported/"


def sent(**changes):
    message = written(**changes)
    mark_sent(message, now=NOW)
    return message


@pytest.fixture
def text(settings):
    settings.NOTIFY_CALLBACK_TOKEN = TOKEN
    return sent(channel="text", subject="", text="Hello", to_address="07700 900 123")


def say(client, body, *, token=TOKEN):
    body = body if isinstance(body, bytes) else json.dumps(body).encode()
    return client.post(TEXTS, body, content_type="application/json", HTTP_AUTHORIZATION=f"Bearer {token}")


def report(client, message, status):
    answer = say(client, {"reference": message.message_id, "status": status, "to": "447700900123"})
    message.refresh_from_db()
    return answer.status_code


def test_a_text_that_arrived_is_noted_once_and_stays_so(client, text):
    assert report(client, text, "delivered") == 204
    arrived = text.arrived_at
    assert arrived and text.status == "sent"
    for status in ("delivered", "permanent-failure"):
        assert report(client, text, status) == 204
        assert (text.arrived_at, text.status) == (arrived, "sent")


@pytest.mark.parametrize("status", ["permanent-failure", "temporary-failure", "technical-failure"])
def test_a_text_that_did_not_arrive_wants_a_person(client, text, status):
    assert report(client, text, status) == 204
    assert list(dead_letters()) == [text] and text.last_problem and text.to_address not in text.last_problem


@pytest.mark.parametrize("said", [{"status": "sending"}, {"status": None}, {"reference": "\0"}, {"reference": 7}, {}])
def test_what_is_not_ours_or_not_over_changes_nothing(client, text, said):
    assert (
        say(client, {"reference": text.message_id, "status": "delivered"} | {"status": "created"} | said).status_code
        == 204
    )
    text.refresh_from_db()
    assert (text.status, text.arrived_at) == ("sent", None)


@pytest.mark.parametrize("token", ["", "another", TOKEN + "x", "ä"])
def test_without_the_token_nothing_is_believed(client, text, token):
    answer = say(client, {"reference": text.message_id, "status": "delivered"}, token=token)
    text.refresh_from_db()
    assert answer.status_code == 403 and text.arrived_at is None


@pytest.mark.parametrize(
    ("body", "code"), [(b"{", 400), (b"[]", 400), (b"\xff", 400), (b" " * 17_000, 413), (b"", 400)]
)
def test_what_is_no_small_json_is_refused(client, text, body, code):
    assert say(client, body).status_code == code


def test_where_no_secret_is_set_there_is_no_such_page(client, settings):
    settings.NOTIFY_CALLBACK_TOKEN, settings.MAIL_PROVIDER = "", "postmark"
    assert say(client, {}, token="").status_code == 404
    assert client.post(MAIL, {}, content_type="application/json").status_code == 404


def test_it_takes_no_get(client, text):
    assert client.get(TEXTS).status_code == client.get(MAIL).status_code == 405


@pytest.fixture
def mail(settings):
    settings.MAIL_PROVIDER, settings.ANYMAIL = "postmark", {"WEBHOOK_SECRET": "name:secret"}
    return sent(channel="email", text="Hello", to_address="jo@example.org")


def tell(client, message, kind, secret="name:secret"):
    whom = {"Email": "jo@example.org", "Recipient": "jo@example.org", "Type": "HardBounce"}
    said = {"RecordType": kind, "MessageID": "theirs", "Metadata": {"message": message.message_id}} | whom
    shown = "Basic " + base64.b64encode(secret.encode()).decode()
    return client.post(MAIL, json.dumps(said), content_type="application/json", HTTP_AUTHORIZATION=shown).status_code


def test_a_mail_that_bounced_wants_a_person(client, mail):
    assert tell(client, mail, "Bounce") == 200
    mail.refresh_from_db()
    assert (mail.status, mail.last_problem) == ("failed", "the address does not take mail")


def test_a_mail_that_arrived_is_noted(client, mail):
    assert tell(client, mail, "Delivery") == 200
    mail.refresh_from_db()
    assert mail.arrived_at


def test_another_secret_is_not_believed(client, mail):
    assert tell(client, mail, "Bounce", secret="name:guess") == 400
    mail.refresh_from_db()
    assert mail.status == "sent"


def test_a_provider_that_we_do_not_know_has_no_page(client, mail, settings):
    settings.MAIL_PROVIDER = "pigeon"
    assert tell(client, mail, "Bounce") == 404
