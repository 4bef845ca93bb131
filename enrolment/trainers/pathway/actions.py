"""Verbs on the pathway: the office writes down that a step is done, until when a check is good, or takes it back."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from college.models import User
from college.refusals import Refusal
from enrolment.trainers.actions import keep_check
from enrolment.trainers.models import Clearance, Trainer
from enrolment.trainers.pathway.models import LEVELS, RUNS_OUT, Step
from enrolment.trainers.pathway.telling import tell_level, untell_level

FARTHEST = dt.timedelta(days=366 * 20)


class NotDoneYet(Refusal):
    sentence = _("This day is still to come. Write the step down once it is done.")


class EndsBeforeItsDay(Refusal):
    sentence = _("It can’t run out before the day on which it was done.")


class DoneOnce(Refusal):
    sentence = _("This step is done once and does not run out. Leave the last day empty.")


class TooFarAhead(Refusal):
    sentence = _("That is more than twenty years away. Please look at the year.")


class CheckIsOver(Refusal):
    sentence = _("This day is over. Write the last day on which the check is good.")


@transaction.atomic
def note_step(
    *, trainer: Trainer, key: str, done_on: dt.date, until: dt.date | None = None, by: User, now: dt.datetime
) -> Step:
    """That `trainer` has done a step (Step.Key) on a local day, and until when it is good. Twice is once.

    Written down again for its day with another `until`, it is put right. Of where they stand now they are told.
    Refuses NotDoneYet, EndsBeforeItsDay, DoneOnce and TooFarAhead.
    """
    if done_on > timezone.localdate(now):
        raise NotDoneYet
    if until and key not in RUNS_OUT:
        raise DoneOnce
    if until and until < done_on:
        raise EndsBeforeItsDay
    if until and until > timezone.localdate(now) + FARTHEST:
        raise TooFarAhead
    trainer = _locked(trainer)
    known = _noted(trainer, key, done_on)
    if known and known.until == until:
        return known
    if known:
        take_back_step(step=known, by=by, now=now)
    step = Step.objects.create(trainer=trainer, key=key, done_on=done_on, until=until, by=by, at=now)
    if key in LEVELS:
        tell_level(step, now=now)
    return step


@transaction.atomic
def take_back_step(*, step: Step, by: User, now: dt.datetime) -> Step:
    """It was written down wrongly. Twice is once."""
    _locked(step.trainer)
    step = Step.objects.get(pk=step.pk)
    if step.ended_at is None:
        step.ended_by, step.ended_at = by, now
        step.save(update_fields=["ended_by", "ended_at"])
        if step.key in LEVELS:
            untell_level(step, now=now)
    return step


@transaction.atomic
def note_check(*, trainer: Trainer, until: dt.date, by: User, now: dt.datetime) -> Clearance:
    """Until when the check of `trainer` is good, and nothing of what it said; the last who changed it is kept.

    Refuses CheckIsOver and TooFarAhead.
    """
    if until < timezone.localdate(now):
        raise CheckIsOver
    if until > timezone.localdate(now) + FARTHEST:
        raise TooFarAhead
    return keep_check(_locked(trainer), until, by=by, now=now)


def _noted(trainer: Trainer, key: str, done_on: dt.date) -> Step | None:
    return trainer.steps.live().filter(key=key, done_on=done_on).first()


def _locked(trainer: Trainer) -> Trainer:
    return Trainer.objects.select_for_update(of=("self",)).get(pk=trainer.pk)
