"""Mail leaves through a provider by settings alone."""

import datetime as dt

import pytest

from college.outbox import delivery
from tests.college.outbox.examples import NOW, written
from tests.college.outbox.text_service import TextService

pytestmark = pytest.mark.django_db


@pytest.fixture
def provider(settings):
    settings.EMAIL_BACKEND = "anymail.backends.resend.EmailBackend"
    with TextService() as provider:
        settings.ANYMAIL = {"RESEND_API_KEY": "t", "RESEND_API_URL": f"{provider.url}/"}
        yield provider


def test_one_person_each_and_never_a_copy(provider):
    written(to_address="jo@example.org"), written(to_address="lee@example.org")
    provider.orders.status = 201
    delivery.deliver_due(clock=lambda: NOW)
    assert [taken.body["to"] for taken in provider.taken] == [
        ["jo@example.org"],
        ["lee@example.org"],
    ]
    assert not any("cc" in taken.body or "bcc" in taken.body for taken in provider.taken)


def test_a_provider_that_refuses_is_tried_again_and_quotes_nobody(provider, caplog):
    message = written(to_address="jo@example.org")
    provider.orders.status = 500
    delivery.deliver_due(clock=lambda: NOW)
    message.refresh_from_db()
    assert (message.status, message.last_problem) == ("waiting", "mail provider refused the message (500)")
    assert message.due_at == NOW + dt.timedelta(minutes=1)
    assert "jo@example.org" not in caplog.text
