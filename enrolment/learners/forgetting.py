"""What people told is forgotten in time: of whoever was not here for the years that the college keeps it."""

import datetime as dt

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from courses.form_blocks import FORGETTABLE, Block, years_kept
from enrolment.learners.models import Learner
from enrolment.learners.questions import empty_answers
from enrolment.learners.support.actions import forget_supports

YEAR = dt.timedelta(days=365.25)
BATCH = 200


def due_to_forget(block: Block, now: dt.datetime) -> QuerySet[Learner]:
    """Learners who told something of `block`, of FORGETTABLE, and were not here for as long as it is kept, by id."""
    since = now - years_kept(block) * YEAR
    return Learner.objects.filter(_told(block), ~_here_since(since), merged_into=None).order_by("pk")


def _told(block: Block) -> Q:
    if block.name == "needs":
        return Q(Exists(Learner.objects.filter(pk=OuterRef("pk"), needs__isnull=False)))
    if block.name == "supporters":
        named = Learner.objects.filter(Q(supports__ended_at=None) | ~Q(supports__name=""), supports__isnull=False)
        return Q(Exists(named.filter(pk=OuterRef("pk"))))
    return ~Q(**empty_answers(block.name))


def _here_since(since: dt.datetime) -> Q:
    """Joined, signed in, said that what helps is right, asked for a place or left it, or had a session since then.

    A note of the office about them counts too: somebody spoke with them.
    """
    day = timezone.localdate(since)
    kept = ["requested", "confirmed", "completed", "not_completed"]
    acts = Learner.objects.filter(
        Q(enrolments__events__at__gte=since)
        | Q(enrolments__status__in=kept, enrolments__run__sessions__held_on__gte=day)
        | Q(notes__at__gte=since),
        pk=OuterRef("pk"),
    )
    return Q(joined_at__gte=since) | Q(user__last_login__gte=since) | Q(needs_confirmed_at__gte=since) | Q(Exists(acts))


@transaction.atomic
def forget_answers(*, learner: Learner, block: Block, now: dt.datetime) -> bool:
    """What `learner` told of `block` is gone, if it is due still; whether it was. Safe twice, late, at once."""
    learner = Learner.objects.select_for_update(of=("self",)).get(pk=learner.pk)
    if not due_to_forget(block, now).filter(pk=learner.pk).exists():
        return False
    if block.name == "needs":
        learner.needs.all().delete()
    elif block.name == "supporters":
        forget_supports(learner=learner, by=None, now=now)
    else:
        Learner.objects.filter(pk=learner.pk).update(**empty_answers(block.name))
    return True


def forget_old_answers(*, now: dt.datetime) -> int:
    """Of every block that can go alone, what is due, at most BATCH people a block; each in its own short transaction.

    How many were forgotten.
    """
    return sum(
        forget_answers(learner=learner, block=block, now=now)
        for block in FORGETTABLE
        for learner in due_to_forget(block, now)[:BATCH]
    )
