"""Verbs by which trainers say themselves when they teach, when they don't, and how they are credited."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from college.refusals import Refusal
from enrolment.trainers.models import Away, FreeTime, Trainer

MOST_AWAY = dt.timedelta(days=731)


class AwayInThePast(Refusal):
    sentence = _("These days are over. Write days that are still to come.")


class AwayBackwards(Refusal):
    sentence = _("The last day comes before the first.")


class AwayTooLong(Refusal):
    sentence = _("That is more than two years. Pause instead, and come back when you like.")


@transaction.atomic
def say_free_times(*, trainer: Trainer, halves: Iterable[tuple[int, str]], by, now: dt.datetime) -> None:
    """Write down when `trainer` is usually free: (weekday, Monday 0; "am", "pm" or "ev"), and at no other time.

    What they have been asked or have accepted already stays.
    """
    trainer = _answering(trainer, "free_times", by)
    wanted, known = set(halves), {(time.weekday, time.half): time.pk for time in trainer.free_times.all()}
    trainer.free_times.filter(pk__in=[pk for half, pk in known.items() if half not in wanted]).delete()
    FreeTime.objects.bulk_create(
        FreeTime(trainer=trainer, weekday=weekday, half=half) for weekday, half in sorted(wanted - known.keys())
    )


@transaction.atomic
def go_away(*, trainer: Trainer, first_on: dt.date, last_on: dt.date, by, now: dt.datetime) -> Away:
    """`trainer` is not asked for these local days, both included; no reason is asked.

    Days that are covered already give what covers them, so twice is once. Refuses AwayBackwards,
    AwayInThePast and AwayTooLong.
    """
    trainer = _answering(trainer, "aways", by)
    if last_on < first_on:
        raise AwayBackwards
    if last_on < timezone.localdate(now):
        raise AwayInThePast
    if last_on - first_on > MOST_AWAY:
        raise AwayTooLong
    covering = trainer.aways.filter(first_on__lte=first_on, last_on__gte=last_on).first()
    return covering or trainer.aways.create(first_on=first_on, last_on=last_on)


def stay_away_in_week(*, trainer: Trainer, weeks_ahead: int, by, now: dt.datetime) -> Away:
    """ "Not this week" (0) or "not next week" (1), Monday to Sunday of the college's calendar; twice is once."""
    today = timezone.localdate(now)
    monday = today - dt.timedelta(days=today.weekday()) + dt.timedelta(weeks=weeks_ahead)
    return go_away(trainer=trainer, first_on=monday, last_on=monday + dt.timedelta(days=6), by=by, now=now)


@transaction.atomic
def come_back(*, trainer: Trainer, away: int, by, now: dt.datetime) -> None:
    """Take back what `go_away` wrote: the row named `away`, if it is still there and theirs."""
    _answering(trainer, "aways", by).aways.filter(pk=away).delete()


def _answering(trainer: Trainer, fact: str, by) -> Trainer:
    """The trainer as they are once locked; that they answer `fact` themselves is written down."""
    trainer = Trainer.objects.select_related("user").select_for_update(of=("self",)).get(pk=trainer.pk)
    trainer.note_own_answer(fact, by)
    trainer.save(update_fields=["said_themselves"])
    return trainer


@transaction.atomic
def pause(*, trainer: Trainer, is_paused: bool = True, by, now: dt.datetime) -> Trainer:
    """Ask `trainer` for nothing until they say otherwise, or (False) ask again. Twice is once.

    What they have accepted stays theirs: the office talks with them about that.
    """
    trainer = Trainer.objects.select_for_update(of=("self",)).get(pk=trainer.pk)
    trainer.is_active = not is_paused
    trainer.save(update_fields=["is_active"])
    return trainer


@transaction.atomic
def credit_as(*, trainer: Trainer, public_name: str, by, now: dt.datetime) -> Trainer:
    """How `trainer` is named wherever trainers are named in public; empty: by their name."""
    trainer = Trainer.objects.select_for_update(of=("self",)).get(pk=trainer.pk)
    trainer.public_name = public_name.strip()
    trainer.full_clean(exclude=["user"])
    trainer.save(update_fields=["public_name"])
    return trainer
