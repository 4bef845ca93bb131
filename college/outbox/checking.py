"""Whether messages leave: by each way, what last went, what last failed; and a test to oneself."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count, Max, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from college.limits import allow
from college.models import User
from college.outbox import channels
from college.outbox.actions import post
from college.outbox.models import Message
from college.refusals import Refusal

Channel, Status = Message.Channel, Message.Status
TEST = "test message:"
WEEK = dt.timedelta(days=7)


class TooManyTests(Refusal):
    sentence = gettext_lazy("You have tried this five times within the hour. Wait a little, then try again.")


@dataclass
class Way:
    """One channel: who carries it, whether we hear what became of it, and how it fared."""

    channel: str
    words: str
    carrier: str
    works: bool
    is_reported: bool
    last_sent_at: dt.datetime | None
    sent_this_week: int
    waiting: int
    failed: int
    last_failed: Message | None


def ways_that_work(*, now: dt.datetime) -> list[Way]:
    """Every channel but the telephone, in a fixed number of queries; no secret is among the words."""
    working = channels.working()
    sent = Q(status=Status.SENT)
    rows = Message.objects.values("channel").annotate(
        last_sent_at=Max("sent_at", filter=sent),
        sent_this_week=Count("pk", filter=sent & Q(sent_at__gt=now - WEEK)),
        waiting=Count("pk", filter=Q(status=Status.WAITING)),
        failed=Count("pk", filter=Q(status=Status.FAILED)),
        last_failed=Max("pk", filter=Q(status=Status.FAILED)),
    )
    counted: dict[str, dict[str, Any]] = {row["channel"]: dict(row) for row in rows}
    faults = Message.objects.in_bulk([row["last_failed"] for row in counted.values() if row["last_failed"]])
    found = []
    for channel in (Channel.EMAIL, Channel.TEXT, Channel.LETTER):
        row = counted.get(channel, {"last_sent_at": None, "sent_this_week": 0, "waiting": 0, "failed": 0})
        fault = faults.get(row.get("last_failed"))
        carrier, is_reported = _carrier(channel)
        known = {"channel": channel, "words": str(channel.label), "carrier": carrier, "is_reported": is_reported}
        found.append(Way(**row | known | {"works": channel in working, "last_failed": fault}))
    return found


def _carrier(channel: str) -> tuple[str, bool]:
    """Who carries `channel`, in words, and whether they tell us what became of a message."""
    if settings.DEMONSTRATION:
        return _("nobody: this is the demonstration, and nothing leaves it"), False
    if channel == Channel.EMAIL:
        if settings.MAIL_PROVIDER:
            return settings.MAIL_PROVIDER, bool(settings.ANYMAIL.get("WEBHOOK_SECRET"))
        return _("your mail server, %(host)s") % {"host": settings.EMAIL_HOST}, False
    if channel in channels.working():
        return _("GOV.UK Notify"), channel == Channel.TEXT and bool(settings.NOTIFY_CALLBACK_TOKEN)
    return _("no service: the office sends them by hand"), False


def post_to_oneself(*, user: User, now: dt.datetime) -> None:
    """Write a test message to `user`, by e-mail. Refuses TooManyTests; NowhereToSend without an address.

    Not one transaction: a try stays counted.
    """
    if not allow(f"test-message:{user.pk}", most=5, within=dt.timedelta(hours=1), now=now):
        raise TooManyTests
    post(
        key=f"{TEST}{user.pk}:{now.isoformat()}",
        channel=Channel.EMAIL,
        subject=_("A test message"),
        text=_("This is the test message that you asked for. Your college can send mail.\n"),
        to_user=user,
        now=now,
    )


def tests_of(user: User) -> QuerySet[Message]:
    """The last tests of `user`, the newest first."""
    return Message.objects.filter(to_user=user, key__startswith=TEST).order_by("-pk")[:3]
