"""Replies: a text or an e-mail lands on the person it is from, else in the tray of unknown senders."""

import datetime as dt
from collections.abc import Callable

from django.db import transaction
from django.db.models import Q, QuerySet
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from college.models import Message, User
from college.outbox.receiving import Incoming, received
from college.refusals import Refusal
from courses.models import Policy
from courses.permissions import Permission, may
from enrolment.learners.models import Learner
from enrolment.learners.permissions import learners_for
from enrolment.learners.queries import LEAST_FIGURES, figures_of, with_email, with_phone
from enrolment.messages.models import Reply

# Each is told of what came in from nobody known as a learner, and says whether it saw to it.
Taker = Callable[[Incoming], bool]
_takers: list[Taker] = []


def takes_answers(function: Taker) -> Taker:
    """Register a function of a room above that may know the sender."""
    if function not in _takers:
        _takers.append(function)
    return function


class KnownAlready(Refusal):
    sentence = _("Somebody else has said meanwhile whom this is from.")


@receiver(received, dispatch_uid="enrolment.messages.replies")
def keep_reply(sender, incoming: Incoming, **rest) -> None:
    """Keep what came in, once, however often it is told."""
    if Reply.objects.filter(said_id=incoming.id).exists():
        return
    reply = Reply(
        said_id=incoming.id,
        channel=incoming.channel,
        from_address=incoming.sender,
        text=incoming.text,
        has_files=incoming.has_files,
        learner=sender_of(incoming),
        received_at=incoming.at,
    )
    Reply.objects.bulk_create([reply], ignore_conflicts=True)
    if reply.learner is None and any(take(incoming) for take in _takers):
        Reply.objects.filter(said_id=incoming.id, done_at=None).update(done_at=incoming.at)


def are_same_number(one: str, other: str) -> bool:
    """Whether two telephone numbers are the same, however people write them."""
    return len(figures_of(one)) >= LEAST_FIGURES and figures_of(one) == figures_of(other)


def sender_of(incoming: Incoming) -> Learner | None:
    """The one learner with the sender's address; where several share it, the one whose message it answers.

    None where nobody has it or it stays unsure: a person then says who it is.
    """
    is_text = incoming.channel == Message.Channel.TEXT
    known = with_phone(incoming.sender) if is_text else with_email(incoming.sender)
    if len(known) > 1:
        asked = Message.objects.filter(message_id__in=incoming.answers).values_list("to_user", "about")
        names = {name for row in asked for name in row if name}
        known = [learner for learner in known if learner.user_id in names or learner.code in names]
    return known[0] if len(known) == 1 else None


def replies_for(user: User) -> QuerySet[Reply]:
    """Replies of the learners whom `user` sees, and those of unknown senders; the oldest first."""
    if not may(user, Permission.SEE_LEARNERS):
        return Reply.objects.none()
    theirs = Q(learner=None) | Q(learner__in=learners_for(user).values("pk"))
    return Reply.objects.filter(theirs).select_related("learner", "done_by").order_by("received_at", "pk")


@transaction.atomic
def name_sender(*, reply: Reply, learner: Learner, by: User, now: dt.datetime) -> Reply:
    """`by` knows whom a reply is from. Twice is once; refuses KnownAlready where it is somebody else's."""
    reply = Reply.objects.select_for_update(of=("self",)).get(pk=reply.pk)
    if reply.learner_id not in (None, learner.pk):
        raise KnownAlready
    reply.learner = learner
    reply.save(update_fields=["learner"])
    return reply


@transaction.atomic
def mark_reply_done(*, reply: Reply, by: User, now: dt.datetime) -> Reply:
    """Somebody has read it and done what it asks. Twice, the first stands."""
    reply = Reply.objects.select_for_update(of=("self",)).get(pk=reply.pk)
    if reply.done_at is None:
        reply.done_at, reply.done_by = now, by
        reply.save(update_fields=["done_at", "done_by"])
    return reply


@transaction.atomic
def forget_replies(*, now: dt.datetime, most: int = 1000) -> int:
    """Delete at most `most` replies that were dealt with longer ago than Policy keeps words."""
    before = now - dt.timedelta(days=Policy.current().words_days)
    ids = list(Reply.objects.filter(done_at__lt=before).order_by("pk").values_list("pk", flat=True)[:most])
    return Reply.objects.filter(pk__in=ids).delete()[0]
