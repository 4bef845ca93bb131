"""GOV.UK Notify: texts in our own words, and letters as the very PDF that we would print.

Each is sent with its Message-ID as Notify's reference. Before a second try Notify is asked
whether it has the first one already, so that a worker that died in between doubles nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from django.conf import settings

from college.outbox.letters import letters_paper
from college.outbox.models import Message
from college.outbox.undeliverable import Undeliverable
from college.paper.pdf import PaperRefused

if TYPE_CHECKING:
    from notifications_python_client.notifications import NotificationsAPIClient

SECONDS = 10
# The longest text that the NHS and Notify send; more costs more and reads worse.
LONGEST = 918


def sends_texts() -> bool:
    return bool(settings.NOTIFY_API_KEY and settings.NOTIFY_TEXT_TEMPLATE)


def sends_letters() -> bool:
    return bool(settings.NOTIFY_API_KEY and settings.NOTIFY_LETTERS)


def send_text(message: Message) -> None:
    """Hand one text over. Raises Undeliverable."""
    if len(message.text) > LONGEST:
        raise Undeliverable("too long for a text message", for_good=True)
    with _notify() as client:
        if not _has(client, message):
            client.send_sms_notification(
                phone_number=message.to_address,
                template_id=settings.NOTIFY_TEXT_TEMPLATE,
                personalisation={"message": message.text},
                reference=message.message_id,
            )


def send_letter(message: Message) -> None:
    """Hand one letter over as a PDF, in large print for whoever asked for it. Raises Undeliverable."""
    try:
        paper = letters_paper([message])
    except PaperRefused:
        raise Undeliverable("the letter could not be made") from None
    with _notify() as client:
        if not _has(client, message):
            client.send_precompiled_letter_notification(reference=message.message_id, pdf_file=BytesIO(paper))


def _has(client: "NotificationsAPIClient", message: Message) -> bool:
    if message.tries < 2:
        return False
    known = client.get_all_notifications(reference=message.message_id)["notifications"]
    return any(not each["status"].endswith("-failure") for each in known)


@contextmanager
def _notify() -> Iterator["NotificationsAPIClient"]:
    # slow to load, and needed only where a service is set
    from notifications_python_client.errors import APIError  # noqa: PLC0415
    from notifications_python_client.notifications import NotificationsAPIClient  # noqa: PLC0415

    client = NotificationsAPIClient(settings.NOTIFY_API_KEY, base_url=settings.NOTIFY_URL, timeout=SECONDS)
    try:
        yield client
    except APIError as answer:
        # 400 speaks of this message; a key that no longer works, a limit or an outage is mended and tried again.
        code = answer.status_code
        why = "text and letter service out of reach" if code == 503 else f"text and letter service said no ({code})"
        raise Undeliverable(why, for_good=code == 400) from None
    finally:
        client.request_session.close()
