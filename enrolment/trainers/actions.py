"""Verbs on trainers: take them on, ask them to teach a run, hear yes or no, release them."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from college.models import User
from college.refusals import Refusal
from courses.models import Locality, Run, Strand
from courses.states import may_go
from enrolment.trainers.fits import fits_for
from enrolment.trainers.models import Allocation, AllocationEvent, Clearance, Trainer
from enrolment.trainers.standing_in.actions import end_gaps_filled
from enrolment.trainers.states import ALLOCATION
from enrolment.trainers.telling import tell_of


class CantTeach(Refusal):
    """This trainer may not teach this run; the sentence says why."""


class AlreadyAnswered(Refusal):
    sentence = gettext_lazy("This has been answered already. Ring the office if it should be otherwise.")


class TakenBack(AlreadyAnswered):
    sentence = gettext_lazy("The office has changed its plan meanwhile, and no longer asks for this. Thank you.")


@dataclass
class TrainerFacts:
    """What the office knows of a trainer. Days are local dates, both ends included."""

    name: str
    kind: str
    localities: list[Locality] = field(default_factory=list)
    strands: list[Strand] = field(default_factory=list)
    is_certified_facilitator: bool = False
    free_times: list[tuple[int, str]] = field(default_factory=list)
    aways: list[tuple[dt.date, dt.date]] = field(default_factory=list)
    sessions_a_week: int | None = None
    cleared_until: dt.date | None = None
    train_the_trainer: str = Trainer.TrainTheTrainer.NO
    train_the_trainer_note: str = ""
    email: str = ""


PLAIN = (
    "name",
    "kind",
    "is_certified_facilitator",
    "sessions_a_week",
    "train_the_trainer",
    "train_the_trainer_note",
)


@transaction.atomic
def save_trainer(*, facts: TrainerFacts, by, now: dt.datetime, trainer: Trainer | None = None) -> Trainer:
    """Take on a trainer, or write `facts` over one who is known. Repeating it changes nothing.

    An empty e-mail address in `facts` leaves a known one as it is.
    """
    trainer = trainer or Trainer()
    for name in PLAIN:
        setattr(trainer, name, getattr(facts, name))
    trainer.email = facts.email or trainer.email
    trainer.full_clean(exclude=["user"])
    trainer.save()
    trainer.localities.set(facts.localities)
    trainer.strands.set(facts.strands)
    trainer.free_times.all().delete()
    for weekday, half in sorted(set(facts.free_times)):
        trainer.free_times.create(weekday=weekday, half=half)
    trainer.aways.all().delete()
    for first_on, last_on in facts.aways:
        trainer.aways.create(first_on=first_on, last_on=last_on)
    if facts.cleared_until:
        keep_check(trainer, facts.cleared_until, by=by, now=now)
    return trainer


def keep_check(trainer: Trainer, until: dt.date, *, by: User | None, now: dt.datetime) -> Clearance:
    """The check of a trainer is good until `until`: who wrote that down and when stays with it. Twice is once."""
    check = trainer.clearances.filter(kind="dbs").first() or Clearance(trainer=trainer)
    if check.until != until:
        check.until, check.by, check.at = until, by, now
        check.save()
    return check


LIMITS_IN_FIGURES = ("sessions_a_week", "sessions_a_day", "sessions_in_a_row", "minutes_away")
LIMITS = (*LIMITS_IN_FIGURES, "home", "never_alone")


@transaction.atomic
def set_limits(*, trainer: Trainer, by, now: dt.datetime, **limits) -> Trainer:
    """Write down some of LIMITS: how much a trainer wants at most, where they set out from, how far they travel.

    None: no limit, not known. What they have been asked or have accepted already stays.
    """
    if unknown := set(limits) - set(LIMITS):
        raise ValueError(f"Not limits of a trainer: {sorted(unknown)}")
    trainer = Trainer.objects.select_for_update(of=("self",)).get(pk=trainer.pk)
    for name, limit in limits.items():
        setattr(trainer, name, limit)
    trainer.note_own_answer("sessions_a_week", by)
    trainer.full_clean(exclude=["user"])
    trainer.save(update_fields=[*limits, "said_themselves"])
    return trainer


@transaction.atomic
def set_skills(*, trainer: Trainer, skills: Iterable[str], by, now: dt.datetime) -> Trainer:
    """Write down what a trainer can do, of what courses ask of one of those who teach them."""
    trainer = Trainer.objects.select_for_update(of=("self",)).get(pk=trainer.pk)
    trainer.skills = sorted(set(skills))
    trainer.save(update_fields=["skills"])
    return trainer


@transaction.atomic
def set_reach(*, trainer: Trainer, phone: str, route: str, by, now: dt.datetime) -> Trainer:
    """Write down the telephone of a trainer, and by which way (Trainer.Route) they are written to."""
    trainer = Trainer.objects.select_for_update(of=("self",)).get(pk=trainer.pk)
    trainer.phone, trainer.route = phone, route
    trainer.full_clean(exclude=["user"])
    trainer.save(update_fields=["phone", "route"])
    return trainer


@transaction.atomic
def set_pay(*, trainer: Trainer, paid_as: str, by, now: dt.datetime) -> Trainer:
    """Write down what was agreed with a trainer: how they are paid (Trainer.PaidAs). What they claimed stays."""
    trainer = Trainer.objects.select_for_update(of=("self",)).get(pk=trainer.pk)
    trainer.paid_as = paid_as
    trainer.full_clean(exclude=["user"])
    trainer.save(update_fields=["paid_as"])
    return trainer


@transaction.atomic
def propose(*, run: Run, trainer: Trainer, by, now: dt.datetime) -> Allocation:
    """Ask `trainer` to teach `run`. Asking twice gives the same allocation.

    Refuses whom more than a habit bars (`solving.fitness`): a check that runs out, time away, another
    run at that hour or too far to come from in time, one's own limits, a course for certified facilitators.
    """
    run = Run.objects.select_for_update(of=("self",)).select_related("course", "term", "locality").get(pk=run.pk)
    trainer = Trainer.objects.select_for_update().get(pk=trainer.pk)
    live = Allocation.objects.live().filter(run=run, trainer=trainer).first()
    if live:
        return live
    fits = fits_for(run, [trainer], today=timezone.localdate(now))
    if not fits:
        raise CantTeach(
            _("This run has no session, was called off, or %(name)s is not teaching now.") % {"name": trainer.name}
        )
    [fit] = fits
    if fit.hindrances:
        raise CantTeach(f"{trainer.name}: {' '.join(fit.hindrances)}")
    allocation = Allocation.objects.create(run=run, trainer=trainer, status="proposed", made_at=now)
    note_allocation(allocation, was="", by=by, now=now)
    return allocation


@transaction.atomic
def accept(*, allocation: Allocation, by, now: dt.datetime) -> Allocation:
    """The trainer says yes, or the office writes down that they did. Saying it twice is once."""
    allocation = _move(allocation, "accepted", by=by, now=now)
    end_gaps_filled(allocation=allocation, now=now)
    return allocation


def decline(*, allocation: Allocation, by, now: dt.datetime) -> Allocation:
    """The trainer can't; no reason is asked and nothing is held against them."""
    return _move(allocation, "declined", by=by, now=now)


def release(*, allocation: Allocation, by, now: dt.datetime) -> Allocation:
    """The office takes the trainer off the run again."""
    return _move(allocation, "released", by=by, now=now)


@transaction.atomic
def lock(*, run: Run, is_locked: bool = True, by, now: dt.datetime) -> int:
    """Keep whoever is on `run` whenever the term is planned anew, or (False) no longer; how many. Twice is once."""
    Run.objects.select_for_update().get(pk=run.pk)
    return Allocation.objects.live().filter(run=run).update(is_locked=is_locked)


@transaction.atomic
def _move(allocation: Allocation, to: str, *, by, now: dt.datetime) -> Allocation:
    Run.objects.select_for_update().get(pk=allocation.run_id)
    allocation = Allocation.objects.select_for_update().get(pk=allocation.pk)
    if allocation.status == to:
        return allocation
    if not may_go(ALLOCATION, allocation.status, to):
        raise TakenBack if allocation.status == "released" else AlreadyAnswered
    was, allocation.status = allocation.status, to
    allocation.save(update_fields=["status"])
    note_allocation(allocation, was=was, by=by, now=now)
    return allocation


def note_allocation(allocation: Allocation, *, was: str, by, now: dt.datetime) -> None:
    """Write down what became of `allocation`, in the transaction that changes it.

    Who is taken off a run that still meets is told, unless they had not heard that they were asked.
    """
    AllocationEvent.objects.create(
        allocation=allocation, was=was, became=allocation.status, by=by, by_system=by is None, at=now
    )
    has_heard = was == "accepted" or allocation.told_at is not None
    if allocation.status == "released" and has_heard and _still_meets(allocation.run, now):
        tell_of("no_longer_asked", [allocation], now=now)


def _still_meets(run: Run, now: dt.datetime) -> bool:
    return run.status in ("draft", "published") and any(session.ends_at > now for session in run.sessions_on())
