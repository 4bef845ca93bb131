"""Verbs on a plan of a term: ask for it, work it out, stop it, put it away; `force.py` puts it into force."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from college.refusals import Refusal
from courses.models import Policy, Term
from courses.permissions import Permission, runs_for
from enrolment.trainers.gathering import gather
from enrolment.trainers.models import TermPlan
from enrolment.trainers.solving.engine import Effort, Progress, solve

Status = TermPlan.Status
# Whoever works at a plan shows it each second; longer than a lock may last, and they are dead.
ABANDONED_AFTER = dt.timedelta(minutes=2)
TRIES = 2


class NothingToPlan(Refusal):
    sentence = _("This term has no runs of yours to plan.")


class NotReady(Refusal):
    sentence = _("This plan can't be used: it is not ready, or was put away. Ask for a new one.")


class UnderWay(Refusal):
    sentence = _("This plan is being worked out. Stop it first, or wait until it is ready.")


@transaction.atomic
def ask_for_plan(*, term: Term, by, now: dt.datetime) -> TermPlan:
    """Ask for a plan of the runs of `term` in one's own localities. Asking again while it is made gives the same."""
    Term.objects.select_for_update().get(pk=term.pk)
    mine = TermPlan.objects.filter(term=term, by=by)
    if under_way := mine.filter(status__in=[Status.WAITING, Status.WORKING]).first():
        return under_way
    if not runs_for(by, Permission.ALLOCATE).filter(term=term, status__in=["draft", "published"]).exists():
        raise NothingToPlan
    mine.filter(status=Status.READY).update(status=Status.DROPPED)
    return TermPlan.objects.create(term=term, by=by, asked_at=now)


@transaction.atomic
def stop_plan(*, plan: TermPlan, by, now: dt.datetime) -> TermPlan:
    """Stop the search; the best plan so far is kept. One that nobody works at yet is put away. Twice is once."""
    plan = TermPlan.objects.select_for_update().get(pk=plan.pk)
    if plan.status == Status.WAITING:
        plan.status = Status.DROPPED
    elif plan.status == Status.WORKING:
        plan.wants_stop = True
    plan.save(update_fields=["status", "wants_stop"])
    return plan


@transaction.atomic
def drop_plan(*, plan: TermPlan, by, now: dt.datetime) -> TermPlan:
    """Put a plan away without using it. Twice is once."""
    plan = TermPlan.objects.select_for_update().get(pk=plan.pk)
    if plan.is_under_way:
        raise UnderWay
    if plan.status == Status.READY:
        plan.status = Status.DROPPED
        plan.save(update_fields=["status"])
    return plan


def work_on_next(*, now: dt.datetime) -> TermPlan | None:
    """Work out the plan that has waited longest; None where none waits. Nothing is locked meanwhile."""
    plan = _take(now)
    if plan is None:
        return None
    told = _told(plan)
    seconds = Policy.current().planning_seconds
    effort = Effort(work=seconds / 3, seconds=seconds)
    found = solve(told, effort=effort, watch=lambda progress: _still_wanted(plan, progress))
    facts = {"pairs": sorted(found.pairs), "asked": sorted(told.asked), "stays": sorted(told.stays)}
    done = {"unfilled": len(found.unfilled), "cost": found.cost, "bound": found.bound, "done_at": timezone.now()}
    TermPlan.objects.filter(pk=plan.pk, status=Status.WORKING, tries=plan.tries).update(
        status=Status.READY, found=facts, **done
    )
    plan.refresh_from_db()
    return plan


@transaction.atomic
def _take(now: dt.datetime) -> TermPlan | None:
    waiting = TermPlan.objects.filter(status=Status.WAITING).order_by("asked_at", "pk")
    plan = waiting.select_for_update(skip_locked=True).first()
    if plan:
        plan.status, plan.alive_at, plan.tries = Status.WORKING, now, plan.tries + 1
        plan.save(update_fields=["status", "alive_at", "tries"])
    return plan


def _told(plan: TermPlan):
    runs = runs_for(plan.by, Permission.ALLOCATE).filter(term=plan.term)
    return gather(runs, today=timezone.localdate(plan.asked_at))


def _still_wanted(plan: TermPlan, progress: Progress) -> bool:
    """Show what is known so far; True stops the search: a person asked, or another worker took it over."""
    row = TermPlan.objects.filter(pk=plan.pk, status=Status.WORKING, tries=plan.tries)
    so_far = {"unfilled": progress.unfilled, "cost": progress.cost, "bound": progress.bound}
    if not row.update(alive_at=timezone.now(), **so_far):
        return True
    return row.filter(wants_stop=True).exists()


def free_abandoned(*, now: dt.datetime) -> int:
    """Let a plan whose worker died wait again; after a second death it is given up. Returns how many."""
    dead = TermPlan.objects.filter(status=Status.WORKING, alive_at__lt=now - ABANDONED_AFTER)
    given_up = dead.filter(tries__gte=TRIES).update(status=Status.FAILED, done_at=now)
    return given_up + dead.update(status=Status.WAITING)
