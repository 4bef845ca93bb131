"""What waits, what went, what could not."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet

from college.outbox import channels
from college.outbox.models import Message

Status = Message.Status


def due(now: dt.datetime) -> QuerySet[Message]:
    """Messages that may be sent at `now`: waiting, free, through a working channel; the urgent, then the oldest.

    Left out while an earlier one to the same address is being sent, so that order holds
    with several workers.
    """
    free = Q(leased_until__isnull=True) | Q(leased_until__lte=now)
    before = Message.objects.filter(
        status=Status.WAITING,
        channel=OuterRef("channel"),
        to_address=OuterRef("to_address"),
        leased_until__gt=now,
        id__lt=OuterRef("id"),
    )
    return (
        Message.objects.filter(free, status=Status.WAITING, due_at__lte=now, channel__in=channels.working())
        .exclude(Exists(before))
        .order_by("-is_urgent", "id")
    )


def wordless() -> QuerySet[Message]:
    """Messages that wait for their words, through whatever channel, oldest first."""
    return Message.objects.filter(status=Status.WAITING, text="").exclude(event="").order_by("id")


def oldest_unsent() -> dt.datetime | None:
    """When the oldest message that the worker has yet to send was written."""
    waiting = Message.objects.filter(status=Status.WAITING, channel__in=channels.working())
    return waiting.order_by("written_at").values_list("written_at", flat=True).first()


def dead_letters() -> QuerySet[Message]:
    """Messages that could not be sent, newest first: somebody must reach these people otherwise."""
    return Message.objects.filter(status=Status.FAILED).order_by("-id")


def waiting_for_a_person() -> QuerySet[Message]:
    """Texts and letters that no service of this college sends: the office does it by hand."""
    return Message.objects.filter(status=Status.WAITING).exclude(channel__in=channels.working()).order_by("id")


def latest(most: int) -> QuerySet[Message]:
    """The newest `most` messages, whoever they are for: for the demonstration, where nobody is real."""
    return Message.objects.order_by("-id")[:most]
