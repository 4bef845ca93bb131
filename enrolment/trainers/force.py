"""Verbs on a plan that is ready: put it into force, and take it back."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from courses.models import Run
from courses.models.runs import RunQuerySet
from courses.permissions import Permission, runs_for
from enrolment.trainers.actions import note_allocation
from enrolment.trainers.gathering import gather
from enrolment.trainers.models import Allocation, TermPlan, Trainer
from enrolment.trainers.plans import NotReady
from enrolment.trainers.solving.putting import askable_again, putting

Status = TermPlan.Status
Pairs = frozenset[tuple[int, int]]


@transaction.atomic
def apply_plan(*, plan: TermPlan, by, now: dt.datetime) -> TermPlan:
    """Ask everyone as `plan` says, and take off who was only asked and is not in it. Twice is once.

    Each run is looked at as it is now: what no longer holds is left out, and `found["refused"]`
    says why. Locks: the runs by id, then the trainers by id, as every verb does.
    """
    plan = TermPlan.objects.select_for_update().get(pk=plan.pk)
    if plan.status == Status.APPLIED:
        return plan
    if plan.status != Status.READY:
        raise NotReady
    pairs, asked = plan.pairs, plan.asked_then
    runs = _locked(runs_for(by, Permission.ALLOCATE).filter(term=plan.term), pairs | asked)
    outcome = putting(gather(runs, today=timezone.localdate(now)), pairs, asked)
    taken_off = _take_off(outcome.to_release, by, now)
    made = [_ask(run, trainer, by, now) for run, trainer in sorted(outcome.to_ask)]
    plan.found |= {"made": made, "taken_off": taken_off, "refused": [asdict(each) for each in outcome.refused]}
    return _becomes(plan, Status.APPLIED, now)


@transaction.atomic
def undo_plan(*, plan: TermPlan, by, now: dt.datetime) -> TermPlan:
    """Take back what a plan in force asked for and nobody has answered or locked yet. Twice is once.

    Whom it took off is asked again where they are still free and the run still wants them.
    """
    plan = TermPlan.objects.select_for_update().get(pk=plan.pk)
    if plan.status == Status.UNDONE:
        return plan
    if plan.status != Status.APPLIED:
        raise NotReady
    made, taken_off = (_named(plan.found[part]) for part in ("made", "taken_off"))
    runs = _locked(runs_for(by, Permission.ALLOCATE).filter(term=plan.term), made | taken_off)
    mine = set(runs.values_list("pk", flat=True))
    gone = _take_off({(run, trainer) for run, trainer in made if run in mine}, by, now)
    again = askable_again(gather(runs, today=timezone.localdate(now)), taken_off)
    plan.found |= {"taken_back": gone, "asked_again": [_ask(run, trainer, by, now) for run, trainer in again]}
    return _becomes(plan, Status.UNDONE, now)


def _becomes(plan: TermPlan, status: TermPlan.Status, now: dt.datetime) -> TermPlan:
    plan.status, plan.done_at = status, now
    plan.save(update_fields=["status", "done_at", "found"])
    return plan


def _locked(runs: RunQuerySet, pairs: Iterable[tuple[int, int]]) -> RunQuerySet:
    list(Run.objects.filter(pk__in=runs.values("pk")).select_for_update(of=("self",)).order_by("pk"))
    trainers = Trainer.objects.filter(pk__in={trainer for _run, trainer in pairs})
    list(trainers.select_for_update(of=("self",)).order_by("pk"))
    return runs


def _named(allocations: list[int]) -> Pairs:
    return frozenset(Allocation.objects.filter(pk__in=allocations).values_list("run", "trainer"))


def _ask(run: int, trainer: int, by, now: dt.datetime) -> int:
    made = Allocation.objects.create(run_id=run, trainer_id=trainer, status="proposed", made_at=now)
    note_allocation(made, was="", by=by, now=now)
    return made.pk


def _take_off(pairs: Iterable[tuple[int, int]], by, now: dt.datetime) -> list[int]:
    gone, wanted = [], set(pairs)
    rows = Allocation.objects.filter(status="proposed", is_locked=False, run__in={run for run, _trainer in wanted})
    for each in rows.select_for_update(of=("self",)).order_by("pk"):
        if (each.run_id, each.trainer_id) in wanted:
            each.status = "released"
            each.save(update_fields=["status"])
            note_allocation(each, was="proposed", by=by, now=now)
            gone.append(each.pk)
    return gone
