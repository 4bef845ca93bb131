"""Verbs on places of people under age: kept until their parent or guardian agrees, or they are old enough.

Every verb locks the runs in order of their ids, then the learner, then what is noted of the guardian.
"""

import datetime as dt
from functools import partial

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from college.models import User
from college.refusals import Refusal
from courses.models import Run, Session
from courses.states import may_go
from enrolment.learners.actions import refuse_merged
from enrolment.learners.guardian.models import Guardian
from enrolment.learners.guardian.states import GUARDIAN
from enrolment.learners.models import Learner
from enrolment.places import moves
from enrolment.places.actions import fill_places
from enrolment.places.models import Enrolment

Status = Guardian.Status
# Places that hang on what the guardian says; one that was given hangs on it until its last session.
HANGING = ("requested", "waiting", "offered")


class AnsweredAlready(Refusal):
    sentence = _("Somebody has noted an answer already. Please look at the page again.")


class NobodySaidSo(Refusal):
    sentence = _("Write who said so.")


class NotYetSaid(Refusal):
    sentence = _("This day is still to come. Write the day on which they said so.")


class AskedJustNow(Refusal):
    sentence = _("A place was asked for at this very moment. Please look at the page, and note the answer again.")


@transaction.atomic
def note_answer(
    *, guardian: Guardian, agrees: bool, said_by: str, said_on: dt.date, by: User, now: dt.datetime
) -> Guardian:
    """What `guardian` said, as `said_by` told `by` on a local day. The same answer twice is once.

    Where they agree, each place kept for the learner is theirs, or is kept on until a welcome talk where the
    college has one. Where they do not, what was kept or waited for ends, and the learner is told kindly.
    Refuses NobodySaidSo, NotYetSaid, AskedJustNow, and AnsweredAlready where another answer was noted, or none is
    wanted any more.
    """
    _check_said(said_by, said_on, now)
    runs, learner = _locked(guardian.learner_id, now)
    guardian, became = _as_it_stands(guardian), Status.AGREED if agrees else Status.REFUSED
    if guardian.status == became and not guardian.ended_at:
        return guardian
    if guardian.status == Status.AGREED:
        raise AnsweredAlready
    _step(guardian, became)
    guardian.answers.create(agrees=agrees, said_by=said_by.strip(), said_on=said_on, by=by, at=now)
    if agrees:
        _give_kept(learner, runs, by, now)
    else:
        _end_hanging(learner, runs, by, now)
    return guardian


@transaction.atomic
def take_agreement_back(*, guardian: Guardian, said_by: str, said_on: dt.date, by: User, now: dt.datetime) -> Guardian:
    """Who agreed would rather not any more, as `said_by` told `by` on a local day. Twice is once.

    What is kept, waited for or given ends, but for courses that are over, and the learner is told kindly. That they
    had agreed stays on record. Refuses NobodySaidSo, NotYetSaid, AskedJustNow, and AnsweredAlready where they had
    not agreed.
    """
    _check_said(said_by, said_on, now)
    runs, learner = _locked(guardian.learner_id, now)
    guardian = _as_it_stands(guardian)
    if guardian.status == Status.REFUSED and guardian.answers.filter(agrees=True).exists() and not guardian.ended_at:
        return guardian
    if guardian.status != Status.AGREED:
        raise AnsweredAlready
    _step(guardian, Status.REFUSED)
    guardian.answers.create(agrees=False, said_by=said_by.strip(), said_on=said_on, by=by, at=now)
    _end_hanging(learner, runs, by, now)
    return guardian


@transaction.atomic
def ask_anew(*, guardian: Guardian, by: User, now: dt.datetime) -> Guardian:
    """They may have thought again: who did not agree counts as not asked. Twice is once. Refuses AnsweredAlready.

    What was kept before is gone; the learner can ask for a place again. What they had said stays on record.
    """
    _locked(guardian.learner_id, now)
    guardian = _as_it_stands(guardian)
    if guardian.status == Status.ASKED and not guardian.ended_at:
        return guardian
    _step(guardian, Status.ASKED)
    return guardian


@transaction.atomic
def come_of_age(*, guardian: Guardian, by: User, now: dt.datetime) -> Learner:
    """The learner is old enough now, by `by`'s word: nobody is asked for them any more. Twice is once.

    Each place kept for them is theirs. How to reach the guardian is forgotten; who they were and what they said
    stays as long as the college has to show it.
    """
    runs, learner = _locked(guardian.learner_id, now)
    guardian = _as_it_stands(guardian)
    if guardian.ended_at:
        return learner
    guardian.phone, guardian.email, guardian.ended_at = "", "", now
    guardian.save(update_fields=["phone", "email", "ended_at"])
    learner.age_confirmed = True
    learner.save(update_fields=["age_confirmed"])
    _give_kept(learner, runs, by, now)
    return learner


def _check_said(said_by: str, said_on: dt.date, now: dt.datetime) -> None:
    if not said_by.strip():
        raise NobodySaidSo
    if said_on > timezone.localdate(now):
        raise NotYetSaid


def _locked(learner_id: int, now: dt.datetime) -> tuple[dict[int, Run], Learner]:
    runs = {pk: moves.lock_run(pk) for pk in _runs_hanging(learner_id, now)}
    learner = refuse_merged(moves.lock_learners([learner_id])[learner_id])
    if not runs.keys() >= set(_runs_hanging(learner_id, now)):  # a run can't be locked after a learner
        raise AskedJustNow
    return runs, learner


def _runs_hanging(learner_id: int, now: dt.datetime) -> list[int]:
    """Ids of the runs of all places that `_end_hanging` would end."""
    return sorted(set(_hanging(learner_id, now).values_list("run_id", flat=True)))


def _hanging(learner_id: int, now: dt.datetime) -> QuerySet[Enrolment]:
    to_come = Session.objects.filter(run=OuterRef("run"), held_on__gte=timezone.localdate(now))
    given = Q(Exists(to_come), status="confirmed")
    return Enrolment.objects.filter(Q(status__in=HANGING) | given, learner=learner_id).order_by("pk")


def _as_it_stands(guardian: Guardian) -> Guardian:
    return Guardian.objects.select_for_update(of=("self",)).get(pk=guardian.pk)


def _step(guardian: Guardian, became: str) -> None:
    if guardian.ended_at or not may_go(GUARDIAN, guardian.status, became):
        raise AnsweredAlready
    guardian.status = became
    guardian.save(update_fields=["status"])


def _give_kept(learner: Learner, runs: dict[int, Run], by: User, now: dt.datetime) -> None:
    for enrolment in learner.enrolments.filter(status="requested", run__in=runs).order_by("pk"):
        enrolment.learner, enrolment.run = learner, runs[enrolment.run_id]
        if moves.standing_of_newcomer(learner) == "confirmed":
            moves.give(enrolment, by=by, now=now, told="confirmed")
        else:  # a welcome talk comes next: they are told to find a time
            moves.tell_of(enrolment, key=f"talk_next:{enrolment.code}", now=now)


def _end_hanging(learner: Learner, runs: dict[int, Run], by: User, now: dt.datetime) -> None:
    for enrolment in _hanging(learner.pk, now).filter(run__in=runs):
        enrolment.learner, enrolment.run = learner, runs[enrolment.run_id]
        # A place that was offered or given can't be declined by the college: it counts as given up.
        became = "withdrawn" if enrolment.status in ("offered", "confirmed") else "declined"
        moves.move(enrolment, became, by=by, now=now, reason="guardian", told="guardian_said_no")
    for run in runs.values():  # where this is lost, the sweep fills the places within a minute
        transaction.on_commit(partial(fill_places, run=run, now=now), robust=True)
