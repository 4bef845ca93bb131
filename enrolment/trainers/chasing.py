"""Whoever is asked to teach hears of it, is reminded once, and then the office rings: found by sweeps, safe twice."""

import datetime as dt

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from courses.models import Policy, Run, Session
from enrolment.trainers.models import Allocation, AllocationQuerySet, Trainer
from enrolment.trainers.telling import tell_of

BATCH = 100
NOT_REACHED = Q(trainer__email="", trainer__phone="")


def tell_asked(*, now: dt.datetime) -> int:
    """Write to everyone who was asked to teach, one message for all that they are asked; says to how many.

    Not before Policy.announce_minutes have passed: until then a slip can be put right and nobody knows.
    """
    aside = now - dt.timedelta(minutes=Policy.current().announce_minutes)
    found = Allocation.objects.open().filter(_to_come(now), told_at=None, made_at__lte=aside).exclude(NOT_REACHED)
    return _write("asked_to_teach", "told_at", found, now)


def remind_asked(*, now: dt.datetime) -> int:
    """Write once more, in waking hours, to whoever has not answered for Policy.answer_days; says to how many."""
    policy = Policy.current()
    if policy.is_quiet(timezone.localtime(now).time()):
        return 0
    since = now - dt.timedelta(days=policy.answer_days)
    found = Allocation.objects.open().filter(_to_come(now), told_at__lte=since, reminded_at=None).exclude(NOT_REACHED)
    return _write("asked_again", "reminded_at", found, now)


def unanswered(allocations: AllocationQuerySet, *, now: dt.datetime) -> AllocationQuerySet:
    """Those of `allocations` about which somebody should ring: the reminder brought no answer either.

    Sooner where a session lies within Policy.answer_days, or nothing reaches the trainer.
    """
    days = dt.timedelta(days=Policy.current().answer_days)
    is_silent = Q(reminded_at__lte=now - days) | NOT_REACHED | _to_come(now, within=days)
    return allocations.open().filter(_to_come(now), is_silent).order_by("made_at", "pk")


def said_no(allocations: AllocationQuerySet, *, now: dt.datetime) -> AllocationQuerySet:
    """Those of `allocations` whose trainer can't teach a run that is still to be taught."""
    return allocations.filter(_to_come(now), status="declined", run__status__in=["draft", "published"])


def _to_come(now: dt.datetime, *, within: dt.timedelta | None = None) -> Exists:
    """The condition that the run meets again, from today on, or within so many days."""
    today = timezone.localdate(now)
    sessions = Session.objects.filter(run=OuterRef("run"), held_on__gte=today).exclude(status="cancelled")
    return Exists(sessions.filter(held_on__lte=today + within) if within else sessions)


def _write(event: str, column: str, found: AllocationQuerySet, now: dt.datetime) -> int:
    trainers = list(found.order_by("trainer_id").values_list("trainer_id", flat=True).distinct()[:BATCH])
    return sum(_write_to(trainer, event, column, found, now) for trainer in trainers)


@transaction.atomic
def _write_to(trainer: int, event: str, column: str, found: AllocationQuerySet, now: dt.datetime) -> int:
    """One trainer, once their runs and they are locked: about what still stands as it was found."""
    runs = found.filter(trainer=trainer).values_list("run", flat=True)
    list(Run.objects.filter(pk__in=list(runs)).select_for_update(of=("self",)).order_by("pk"))
    Trainer.objects.select_for_update(of=("self",)).get(pk=trainer)
    asked = list(found.filter(trainer=trainer).select_related("trainer__user").order_by("pk"))
    if not asked:
        return 0
    tell_of(event, asked, now=now)
    Allocation.objects.filter(pk__in=[each.pk for each in asked]).update(**{column: now})
    return 1
