"""Writing, resending and forgetting messages. Sending is delivery.py's."""

import base64
import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from college.models import User
from college.outbox.models import Message
from college.refusals import Refusal


class BrokenSubject(Refusal):
    sentence = _("The subject of a message is one line of at most 200 characters. Take out the line breaks.")


class NowhereToSend(Refusal):
    sentence = _("There is no address to send this message to. Add one, or choose another way to reach them.")


class NotWaiting(Refusal):
    sentence = _("This message has been dealt with. Look at the list again.")


@dataclass(frozen=True)
class Attachment:
    """A file sent along: `type` as in "text/calendar; method=PUBLISH"; `content` text or bytes."""

    name: str
    type: str
    content: str | bytes

    def as_json(self) -> dict[str, str]:
        if isinstance(self.content, bytes):
            return {
                "name": self.name,
                "type": self.type,
                "base64": base64.b64encode(self.content).decode(),
            }
        return {"name": self.name, "type": self.type, "text": self.content}


def post(
    *,
    key: str,
    channel: str,
    subject: str,
    text: str,
    html: str = "",
    to_user: User | None = None,
    to_address: str = "",
    about: str = "",
    attachments: Sequence[Attachment] = (),
    now: dt.datetime,
) -> Message:
    """Write one message to one recipient, inside the transaction that it reports.

    `key` names the event, such as "place confirmed 4kd… learner 7tq…": the same key again gives
    the first message back and writes nothing, also when two processes ask at once. `channel` is
    one of Message.Channel; `to_address` an e-mail address, telephone number or postal address,
    by default the user's e-mail address; `about` the code of the row it speaks of; `now` aware.
    Refuses a subject of several lines (header injection) and a message without an address.
    """
    channel = Message.Channel(channel)
    if len(subject) > 200 or not subject.isprintable():
        raise BrokenSubject
    if not to_address and to_user is not None and channel == Message.Channel.EMAIL:
        to_address = to_user.email or ""
    if not to_address:
        raise NowhereToSend
    first = Message.objects.filter(key=key).first()
    if first:
        return first
    try:
        with transaction.atomic():
            return Message.objects.create(
                key=key,
                channel=channel,
                subject=subject,
                text=text,
                html=html,
                to_user=to_user,
                to_address=to_address,
                about=about,
                attachments=[attachment.as_json() for attachment in attachments],
                message_id=_new_message_id(),
                written_at=now,
                due_at=now,
            )
    except IntegrityError:
        first = Message.objects.filter(key=key).first()
        if first is None:
            raise
        return first


def _new_message_id() -> str:
    return f"<{uuid.uuid4().hex}@{urlsplit(settings.BASE_URL).hostname or 'localhost'}>"


@transaction.atomic
def send_again(*, message: Message, by: User | None, now: dt.datetime) -> Message:
    """Put a message that could not be sent back in the queue, its Message-ID unchanged.

    Refuses one that waits or has gone already.
    """
    changed = Message.objects.filter(pk=message.pk, status=Message.Status.FAILED).update(
        status=Message.Status.WAITING, due_at=now, tries=0, leased_until=None, last_problem=""
    )
    if not changed:
        raise NotWaiting
    message.refresh_from_db()
    return message


@transaction.atomic
def mark_sent_by_hand(*, message: Message, by: User, now: dt.datetime) -> Message:
    """A person telephoned, texted or posted it themself, where no service does.

    Refuses one that has gone already.
    """
    changed = (
        Message.objects.filter(pk=message.pk)
        .exclude(status=Message.Status.SENT)
        .update(status=Message.Status.SENT, sent_at=now, leased_until=None, last_problem="")
    )
    if not changed:
        raise NotWaiting
    message.refresh_from_db()
    return message


@transaction.atomic
def forget_words(*, sent_before: dt.datetime, most: int = 1000, now: dt.datetime) -> int:
    """Empty the words and addresses of at most `most` messages sent before then; the skeleton stays."""
    old = Message.objects.filter(status=Message.Status.SENT, sent_at__lt=sent_before).exclude(text="", to_address="")
    ids = list(old.order_by("id").values_list("id", flat=True)[:most])
    return Message.objects.filter(id__in=ids).update(subject="", text="", html="", attachments=[], to_address="")
