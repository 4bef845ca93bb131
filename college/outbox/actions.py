"""Writing, resending and forgetting messages. Sending is delivery.py's."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from college.models import User
from college.outbox import words
from college.outbox.models import Message
from college.outbox.words import Attachment, Words
from college.refusals import Refusal

_NO_WORDS: dict[str, Any] = {"subject": "", "text": "", "html": "", "attachments": [], "pictures": []}
_NOT_SENT = (Message.Status.FAILED, Message.Status.TAKEN_BACK)


class NowhereToSend(Refusal):
    sentence = _("There is no address to send this message to. Add one, or choose another way to reach them.")


class NotWaiting(Refusal):
    sentence = _("This message has been dealt with. Look at the list again.")


def post(
    *,
    key: str,
    channel: str,
    subject: str = "",
    text: str = "",
    html: str = "",
    event: str = "",
    facts: Mapping[str, Any] | None = None,
    to_user: User | None = None,
    to_address: str = "",
    about: str = "",
    attachments: Sequence[Attachment] = (),
    is_urgent: bool = False,
    now: dt.datetime,
) -> None:
    """Write one message to one recipient, inside the transaction that it reports.

    Either its words, in the language that is spoken where it is called, or an `event` and its `facts` (ids and
    times as JSON, no words about anyone), from which the words are made before it is sent (words.py). `key` names
    the event, such as "place confirmed 4kd… learner 7tq…": the same key again writes nothing, also when two
    processes ask at once. `channel` is one of Message.Channel; `to_address` an e-mail address, telephone number or
    postal address, by default the user's e-mail address; `about` the code of the row it speaks of; `is_urgent` for
    what somebody waits for at a screen: it goes before all others; `now` aware.
    Refuses a subject of several lines (header injection) and a message without an address.
    """
    if bool(text) == bool(event) or (event and not words.somebody_writes(event)):
        raise ValueError(f"A message has its words, or an event that somebody writes the words of; not {event!r}.")
    channel = Message.Channel(channel)
    if not to_address and to_user is not None and channel == Message.Channel.EMAIL:
        to_address = to_user.email or ""
    said = {} if event else Words(text, subject, html, attachments).as_fields()
    if not to_address:
        raise NowhereToSend
    message = Message(
        key=key,
        channel=channel,
        event=event,
        facts=dict(facts or {}),
        to_user=to_user,
        to_address=to_address,
        about=about,
        is_urgent=is_urgent,
        message_id=_new_message_id(),
        written_at=now,
        due_at=now,
        **said,
    )
    Message.objects.bulk_create([message], ignore_conflicts=True)  # waits for another who writes the same key


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
def send_otherwise(*, message: Message, channel: str, to_address: str, by: User, now: dt.datetime) -> Message:
    """Send a message that could not be sent, or waits for a person, by another way; its words are made anew.

    A new Message-ID, because the old address may still report on the old one. Refuses what is with a
    worker or has gone.
    """
    channel = Message.Channel(channel)
    again: dict[str, Any] = _NO_WORDS if message.event else {}
    wanting = Q(status=Message.Status.FAILED) | _still_here(now)
    changed = Message.objects.filter(wanting, pk=message.pk).update(
        channel=channel,
        to_address=to_address,
        message_id=_new_message_id(),
        status=Message.Status.WAITING,
        due_at=now,
        tries=0,
        leased_until=None,
        last_problem="",
        **again,
    )
    if not changed:
        raise NotWaiting
    message.refresh_from_db()
    return message


@transaction.atomic
def mark_sent_by_hand(*, message: Message, by: User, now: dt.datetime) -> Message:
    """`by` telephoned, texted or posted it themself, where no service does; it is written down who.

    Refuses one that has gone already or was taken back.
    """
    words.make([message])  # so that it can be said later what was told
    changed = (
        Message.objects.filter(pk=message.pk)
        .exclude(status__in=[Message.Status.SENT, Message.Status.TAKEN_BACK])
        .update(status=Message.Status.SENT, sent_at=now, sent_by=by, leased_until=None, last_problem="")
    )
    if not changed:
        raise NotWaiting
    message.refresh_from_db()
    return message


@transaction.atomic
def mark_posted(*, letters: Sequence[Message], by: User, now: dt.datetime) -> int:
    """Somebody printed and posted these letters; says how many had still waited."""
    words.make(letters)  # so that it can be said later what was told
    unsent = Message.objects.filter(pk__in=[letter.pk for letter in letters], status=Message.Status.WAITING)
    return unsent.update(status=Message.Status.SENT, sent_at=now, sent_by=by, leased_until=None, last_problem="")


def _still_here(now: dt.datetime) -> Q:
    """Waiting, and in no worker's hands at `now`."""
    return Q(status=Message.Status.WAITING) & (Q(leased_until__isnull=True) | Q(leased_until__lte=now))


@transaction.atomic
def take_back(*, messages: Iterable[Message], now: dt.datetime) -> int:
    """Let those of `messages` that have not left yet never leave; says how many. The rows stay, to be shown."""
    here = Message.objects.filter(_still_here(now), pk__in=[message.pk for message in messages])
    return here.update(status=Message.Status.TAKEN_BACK, leased_until=None)


@transaction.atomic
def say_instead(*, message: Message, facts: Mapping[str, Any], now: dt.datetime) -> bool:
    """Give a message that has not left yet other facts; its words are made anew. False for one that has left."""
    here = Message.objects.filter(_still_here(now), pk=message.pk).exclude(event="")
    return bool(here.update(facts=dict(facts), **_NO_WORDS))


@transaction.atomic
def note_report(*, message_id: str, arrived: bool, problem: str = "", now: dt.datetime) -> Message | None:
    """The service that carried a message says what became of it; None for one that is not ours.

    `problem`, at most 80 characters, names nobody. What bounced counts as not sent, so that
    somebody reaches the person otherwise. Told twice, or of a message done by hand since, nothing changes.
    """
    message = Message.objects.select_for_update(of=("self",)).filter(message_id=message_id).first()
    if message is None or message.arrived_at or (message.status in _NOT_SENT and not arrived):
        return message
    if arrived:
        message.arrived_at = now
        if message.status == Message.Status.FAILED:
            message.status, message.sent_at = Message.Status.SENT, message.sent_at or now
        message.last_problem = ""
    else:
        message.status, message.last_problem, message.leased_until = Message.Status.FAILED, problem[:80], None
    message.save(update_fields=["arrived_at", "status", "sent_at", "last_problem", "leased_until"])
    return message


@transaction.atomic
def forget_words(*, sent_before: dt.datetime, most: int = 1000, now: dt.datetime) -> int:
    """Empty the words and addresses of at most `most` messages sent, or taken back, before then; the skeleton stays."""
    gone = Q(status=Message.Status.SENT, sent_at__lt=sent_before)
    never = Q(status=Message.Status.TAKEN_BACK, written_at__lt=sent_before)
    old = Message.objects.filter(gone | never).exclude(text="", to_address="")
    ids = list(old.order_by("id").values_list("id", flat=True)[:most])
    return Message.objects.filter(id__in=ids).update(**_NO_WORDS, facts={}, to_address="")
