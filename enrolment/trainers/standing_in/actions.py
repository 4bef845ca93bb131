"""Verbs on one session that a trainer can't come to: say so, ask the next, hear yes or no, end it.

Locked: the run, then the trainers who could come, as every verb of the room does.
"""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from college.refusals import Refusal
from courses.models import Policy, Run, Session
from enrolment.trainers.models import Allocation, Trainer
from enrolment.trainers.queries import pair_of
from enrolment.trainers.standing_in.finding import could_stand_in, may_come, until
from enrolment.trainers.standing_in.models import Gap, StandIn
from enrolment.trainers.standing_in.states import EXPECTED, STAND_IN
from enrolment.trainers.standing_in.telling import tell_stand_in
from enrolment.trainers.states import LIVE

Status = StandIn.Status


class NothingToMiss(Refusal):
    sentence = _("This session is over or was called off, or they don't teach it. Load the page again.")


class NotFree(Refusal):
    sentence = _(
        "By what the office has on record this can’t be any more: another session lies in the way, or a check "
        "has run out. Please ring the office. Thank you for being ready."
    )


class SomebodyComes(Refusal):
    sentence = _("Somebody else comes already, or nobody is needed any more. Thank you for being ready.")


@transaction.atomic
def cant_come(*, allocation: Allocation, session: Session, by, now: dt.datetime) -> Gap:
    """A trainer can't come to `session`, or the office writes it down; whoever fits best is asked at once.

    No reason is asked, nothing is held against them, and their other sessions stay. Twice is once.
    Refuses a session that is over or called off, and who does not teach its run.
    """
    session, allocation = _locked(session), Allocation.objects.select_related("trainer").get(pk=allocation.pk)
    is_theirs = allocation.status == "accepted" and allocation.run_id == session.run_id
    if not is_theirs or session.status != "scheduled" or session.ends_at <= now:
        raise NothingToMiss
    if known := Gap.objects.filter(allocation=allocation, session=session, ended_at=None).first():
        return known
    gap = Gap.objects.create(allocation=allocation, session=session, by=by, said_at=now)
    _ask_next(gap, now)
    return gap


@transaction.atomic
def can_come(*, gap: Gap, by, now: dt.datetime) -> Gap:
    """They can come after all: who was asked or said yes instead is told that nobody is needed. Twice is once.

    Refuses who is no longer on the run: whoever comes instead is still awaited.
    """
    _locked(gap.session)
    gap = Gap.objects.select_related("allocation").get(pk=gap.pk)
    if gap.ended_at is None and gap.allocation.status != "accepted":
        raise NothingToMiss
    return _end(gap, now)


def end_gaps_filled(*, allocation: Allocation, now: dt.datetime) -> None:
    """Somebody new has said yes to a whole run that is locked: nobody need come instead of who left it.

    Where they are who left it and has come back, they still can't come to what they said.
    """
    left = Gap.objects.filter(session__run=allocation.run_id, ended_at=None).exclude(allocation__status__in=LIVE)
    left.filter(allocation__trainer=allocation.trainer_id).update(allocation=allocation)
    pair = pair_of(allocation.run).of_yeses()
    for gap in left.select_related("allocation__trainer", "session__run").order_by("pk"):
        if not pair.wants(gap.allocation.trainer.kind):
            _end(gap, now)


@transaction.atomic
def end_gaps(*, session: Session, now: dt.datetime) -> int:
    """The session was moved or called off: nobody need come instead. How many gaps there were."""
    session = _locked(session)
    return len([_end(gap, now) for gap in Gap.objects.filter(session=session, ended_at=None)])


@transaction.atomic
def say_yes(*, stand_in: StandIn, by, now: dt.datetime) -> StandIn:
    """They come instead; the first yes counts, be it late, while nobody else has said it. Twice is once.

    Refuses SomebodyComes; and NotFree, where something has come in the way since they were asked.
    """
    gap, stand_in = _as_it_is(stand_in)
    if stand_in.status == Status.ACCEPTED:
        return stand_in
    if Status.ACCEPTED not in STAND_IN[stand_in.status] or gap.ended_at or gap.session.ends_at <= now:
        raise SomebodyComes
    others = gap.stand_ins.select_for_update(of=("self",)).filter(status__in=EXPECTED).exclude(pk=stand_in.pk)
    if any(other.status == Status.ACCEPTED for other in others):
        raise SomebodyComes
    Trainer.objects.select_for_update(of=("self",)).get(pk=stand_in.trainer_id)
    if not may_come(stand_in):
        raise NotFree
    for other in others:
        _becomes(other, Status.ENDED, now, told=True)
    return _becomes(stand_in, Status.ACCEPTED, now, by=by)


@transaction.atomic
def say_no(*, stand_in: StandIn, by, now: dt.datetime) -> StandIn:
    """They can't; no reason is asked, and the next is asked at once. Twice is once. Refuses SomebodyComes."""
    gap, stand_in = _as_it_is(stand_in)
    if stand_in.status == Status.DECLINED:
        return stand_in
    if stand_in.status != Status.OFFERED:
        raise SomebodyComes
    stand_in = _becomes(stand_in, Status.DECLINED, now, by=by)
    _ask_next(gap, now)
    return stand_in


@transaction.atomic
def run_out(*, stand_in: StandIn, now: dt.datetime) -> bool:
    """No answer came in time: the next is asked. Whether it was so; safe twice, at once, late."""
    gap, stand_in = _as_it_is(stand_in)
    if stand_in.status != Status.OFFERED or stand_in.until > now:
        return False
    _becomes(stand_in, Status.RUN_OUT, now)
    _ask_next(gap, now)
    return True


def _ask_next(gap: Gap, now: dt.datetime) -> StandIn | None:
    """Ask whoever fits best and was not asked yet, while the session is still to begin; None where nobody is left."""
    if gap.ended_at or gap.session.starts_at <= now:
        return None
    list(Trainer.objects.filter(pk__in=could_stand_in(gap)).select_for_update(of=("self",)).order_by("pk"))
    asked = set(gap.stand_ins.values_list("trainer", flat=True))
    chosen = next((trainer for trainer in could_stand_in(gap) if trainer not in asked), None)
    if chosen is None:
        return None
    ends = until(gap.session, Policy.current(), now=now)
    stand_in = StandIn.objects.create(gap=gap, trainer_id=chosen, made_at=now, until=ends)
    tell_stand_in("asked_to_stand_in", stand_in, now=now)
    return stand_in


def _end(gap: Gap, now: dt.datetime) -> Gap:
    if gap.ended_at is None:
        gap.ended_at = now
        gap.save(update_fields=["ended_at"])
        for each in gap.stand_ins.filter(status__in=[*EXPECTED, Status.RUN_OUT]):
            _becomes(each, Status.ENDED, now, told=each.status in EXPECTED)
    return gap


def _becomes(stand_in: StandIn, status: StandIn.Status, now: dt.datetime, *, by=None, told: bool = False) -> StandIn:
    stand_in.status, stand_in.answered_at, stand_in.answered_by = status, now, by
    stand_in.save(update_fields=["status", "answered_at", "answered_by"])
    if told:
        tell_stand_in("stand_in_ended", stand_in, now=now)
    return stand_in


def _locked(session: Session) -> Session:
    """The session as it is once its run is locked."""
    Run.objects.select_for_update(of=("self",)).get(pk=session.run_id)
    return Session.objects.select_related("run").get(pk=session.pk)


def _as_it_is(stand_in: StandIn) -> tuple[Gap, StandIn]:
    """The gap and the stand-in as they are once the run is locked."""
    _locked(stand_in.gap.session)
    fresh = StandIn.objects.select_related("gap__session__run", "gap__allocation__trainer", "trainer__user").get(
        pk=stand_in.pk
    )
    return fresh.gap, fresh
