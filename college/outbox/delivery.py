"""Sending what waits in the outbox: at least once, the urgent first, then in order, one recipient each.

A message is claimed by a lease, handed over, and only then marked sent. A worker
killed between the two leaves a lease that lapses: the message goes again, with the
same Message-ID, so that the mailbox can tell it is the same one.
"""

import datetime as dt
import logging

from django.core import mail
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from college.outbox import channels, queries, words
from college.outbox.models import Message

log = logging.getLogger(__name__)

LEASE = dt.timedelta(minutes=2)
# After the last of these, about a day after the first try, it is a dead letter.
WAITS = [dt.timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 240, 240, 240, 240, 240)]
# So many hand-overs broken off in a row say that the mail server is ill, not the messages.
BROKEN_IN_A_ROW = 3


class MailIsDown(Exception):
    """The mail server can't be reached; nothing was tried, nothing counts as tried."""


def claim(*, now: dt.datetime, without: str = "") -> Message | None:
    """Lease the first message that is due at `now` for two minutes; None where none is.

    `without`: a channel that is left out.

    Rows that another worker is claiming are skipped on PostgreSQL; on SQLite the
    immediate transaction lets one worker claim at a time.
    """
    with transaction.atomic():
        message = queries.due(now).exclude(channel=without).select_for_update(skip_locked=True, of=("self",)).first()
        if message is None:
            return None
        message.leased_until = now + LEASE
        message.tries += 1
        message.save(update_fields=["leased_until", "tries"])
    return message


def deliver_due(*, clock=timezone.now, most: int = 200, stopping=lambda: False) -> int:
    """Send at most `most` messages that are due; says how many went.

    First, messages written as events are put into words, the letters and texts that a person will
    send as well. `clock` tells the time anew for each message; `stopping` is asked before each.
    Raises MailIsDown where mail waits and its server can't be reached.
    """
    words.make(queries.wordless()[:most])
    due = queries.due(clock())
    if not due.exists():
        return 0
    # A silent mail server holds up no text and no letter: they go, then its silence is told.
    connection, silence = _open_for(due)
    without = "" if connection else Message.Channel.EMAIL
    sent = broken = 0
    try:
        for _turn in range(most):
            message = None if stopping() else claim(now=clock(), without=without)
            if message is None:
                break
            words.make([message])  # written since the look at the wordless
            if message.status == Message.Status.FAILED:
                continue
            try:
                channels.send(message, mail=connection)
            except channels.Undeliverable as why:
                put_back(message, why=why, now=clock())
                broken += 1
                if broken == BROKEN_IN_A_ROW:
                    break
                if message.channel == Message.Channel.EMAIL:
                    connection = _open_anew(connection)
            else:
                mark_sent(message, now=clock())
                sent, broken = sent + 1, 0
    finally:
        if connection:
            _close(connection)
    if silence:
        raise silence
    return sent


def _open_for(due):
    """A connection where mail is among what is due, and what hindered it."""
    if not due.filter(channel=Message.Channel.EMAIL).exists():
        return None, None
    try:
        return _open_mail(), None
    except MailIsDown as silence:
        return None, silence


def mark_sent(message: Message, *, now: dt.datetime) -> None:
    """Write down that `message` was handed over at `now`."""
    Message.objects.filter(pk=message.pk).update(
        status=Message.Status.SENT, sent_at=now, leased_until=None, last_problem=""
    )


def put_back(message: Message, *, why: channels.Undeliverable, now: dt.datetime) -> None:
    """Let `message` wait for its next try, longer each time; after the last it is a dead letter."""
    over = why.for_good or message.tries > len(WAITS)
    changes = {"status": Message.Status.FAILED} if over else {"due_at": now + WAITS[message.tries - 1]}
    Message.objects.filter(pk=message.pk, status=Message.Status.WAITING).update(
        leased_until=None, last_problem=str(why)[:80], **changes
    )
    log.warning(
        "A message did not go",
        extra={"channel": message.channel, "tries": message.tries, "problem": str(why)},
    )


def reclaim(*, now: dt.datetime) -> int:
    """Free messages whose worker died; those that killed a worker too often become dead letters."""
    lapsed = Message.objects.filter(status=Message.Status.WAITING, leased_until__lte=now)
    lapsed.filter(tries__gt=len(WAITS)).update(
        status=Message.Status.FAILED, leased_until=None, last_problem="its worker stopped every time"
    )
    return lapsed.update(leased_until=None, due_at=F("due_at"))


def _open_mail():
    connection = mail.get_connection()
    try:
        connection.open()
        # Without TLS or a login Django says hello only with the first message: ask now.
        if hello := getattr(getattr(connection, "connection", None), "ehlo_or_helo_if_needed", None):
            hello()
    except Exception as problem:  # whatever a mail backend raises, the queue stays as it is
        raise MailIsDown(type(problem).__name__) from problem
    return connection


def _open_anew(connection):
    # After a refusal the conversation may be in any state: begin a fresh one.
    _close(connection)
    return _open_mail()


def _close(connection) -> None:
    try:
        connection.close()
    except Exception:
        log.warning("Closing the mail connection failed")
