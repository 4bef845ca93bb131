"""Verbs on places: the one way in to a place, and out of it, for web, office and import.

Every verb locks the run, then the learner, and reads what it decides on after the lock, so
there are never more people than places however many ask at once. On the automatic list
nobody ready waits while a place that is open to them stands empty: each verb that frees a
place fills it before it ends, and a sweep looks every minute as well.
"""

import datetime as dt
from itertools import chain

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from college.refusals import Refusal
from courses.models import Policy, Run
from enrolment.learners.actions import refuse_merged
from enrolment.learners.models import Learner
from enrolment.places import moves
from enrolment.places.gates import GuardianFirst, check_learner, check_run, check_walk_in
from enrolment.places.line import next_in_line, passes_over, somebody_is_before
from enrolment.places.models import Enrolment
from enrolment.places.queries import live_enrolment, places_left

Source = Enrolment.Source
# So many parties of a list are locked and looked at beyond the free places.
LOOK_AHEAD = 20


class Full(Refusal):
    sentence = _("There is no free place on this course that is open to this person. They stay on the list.")


class PassesOver(Refusal):
    sentence = _("Somebody ready has waited longer. Say why this person comes first.")


@transaction.atomic
def request_place(
    *,
    learner: Learner,
    run: Run | str,
    by,
    now: dt.datetime,
    source: str = Source.SELF,
    fits: bool = False,
    only_waits: bool = False,
    is_met: bool = False,
    asked_at: dt.datetime | None = None,
    untold: bool = False,
) -> Enrolment:
    """`learner` asks for a place on `run` (or the run of that code) and gets it, or waits where none is free for them.

    Where the college talks with newcomers first (Policy.confirmation), it is kept for them until then, and for
    somebody under age until their parent or guardian agrees (places.guardian).

    `source` is "self", "office" or "import"; `by` None for the system; `now` aware; `fits`: they said that
    what the run asks (Run.asks) is true of them, which the history keeps. Of a sheet that is brought:
    `only_waits` where they stood on its waiting list; `is_met` where they had their place; `asked_at`, when
    they asked, keeps their turn; `untold`: they hear nothing before `arrivals.tell_at_last`. While
    somebody ready waits for a place that is open to them, a newcomer waits too. Asking again
    gives the same live enrolment and tells nothing twice.

    Refuses (places.gates) a run that is not open, called off, over or not yet open, or is for some
    people only, an age nobody confirmed, an agreement that changed since, and more places than Policy.places_per_term.
    """
    run = moves.lock_run(run if isinstance(run, str) else run.pk)
    learner = refuse_merged(moves.lock_learners([learner.pk])[learner.pk])
    standing = places_left(run, today=timezone.localdate(now), of=learner)
    if standing.own:
        return Enrolment.objects.get(pk=standing.own)
    check_run(run, source=source, now=now, fits=fits)
    check_learner(learner, run, source=source)
    has_place = not only_waits and standing.open_to(learner.capacities) > 0 and not somebody_is_before(run, standing)
    given = moves.standing_of_newcomer(learner, is_met=is_met)
    status = given if has_place else "waiting"
    said = "said_it_is_for_them" if run.asks and fits else ""
    return moves.begin(
        learner=learner, run=run, status=status, source=source, by=by, now=now, reason=said, asked_at=asked_at,
        untold=untold,
    )  # fmt: skip


@transaction.atomic
def fill_places(*, run: Run, now: dt.datetime, by=None) -> list[Enrolment]:
    """Give free places of `run` to those who wait, in strict order among the ready; safe to repeat.

    Returns those who moved up, or whom a place is held for where the college offers first. Passes
    every gate that asking does. Does nothing where the office decides who is next, or once the run
    is not open any more.
    """
    run = moves.lock_run(run.pk)
    mode = Policy.current().waiting_list
    if mode == Policy.Waiting.OFFICE or run.status != "published":
        return []
    if not any(session.ends_at > now for session in run.sessions_on()):
        return []
    standing = places_left(run, today=timezone.localdate(now))
    free = standing.capacity - standing.held
    if free < 1 or not standing.waiting:
        return []
    locked = moves.lock_learners([e.learner_id for e in chain(*next_in_line(run, standing)[: free + LOOK_AHEAD])])
    step = moves.offer if mode == Policy.Waiting.OFFER else moves.give
    moved = []
    for party in next_in_line(run, standing):  # read again: a learner may have taken their last place meanwhile
        if any(e.learner_id not in locked for e in party) or not standing.fits(e.learner for e in party):
            continue
        if step is moves.offer and any(e.is_untold for e in party):
            break  # their turn is kept: an offer that nobody may hear of would only run out
        for enrolment in party:
            enrolment.learner, enrolment.run = locked[enrolment.learner_id], run
            standing.take(enrolment.learner.capacities)
            moved.append(step(enrolment, by=by, now=now))
    return moved


@transaction.atomic
def give_place(*, enrolment: Enrolment, by, now: dt.datetime, reason: str = "") -> Enrolment:
    """The office gives somebody who waits a free place, or one that is held for them. Twice is once.

    `reason`: a code of at most 30 characters, needed where somebody ready has waited longer.
    Refuses Full, PassesOver, and whatever asking for the place would.
    """
    enrolment = moves.locked(enrolment)
    if enrolment.status in ("requested", "confirmed"):
        return enrolment
    run, learner = enrolment.run, moves.lock_learners([enrolment.learner_id])[enrolment.learner_id]
    enrolment.learner = learner
    check_run(run, source=Source.OFFICE, now=now)
    if enrolment.status == "offered":
        return moves.give(enrolment, by=by, now=now, told="confirmed")
    check_learner(learner, run, source=Source.OFFICE)
    standing = places_left(run, today=timezone.localdate(now))
    if standing.open_to(learner.capacities) < 1:
        raise Full
    if not reason and passes_over(run, standing, enrolment):
        raise PassesOver
    return moves.give(enrolment, by=by, now=now, reason=reason)


@transaction.atomic
def withdraw(*, enrolment: Enrolment, by, now: dt.datetime, reason: str = "") -> Enrolment:
    """The learner gives up a place, or leaves the waiting list: always possible, at no cost.

    No reason is asked; the office may note a code. Twice is once. The place goes to the
    next in line at once.
    """
    enrolment = moves.locked(enrolment)
    if enrolment.status != "withdrawn":
        moves.move(enrolment, "withdrawn", by=by, now=now, reason=reason)
        fill_places(run=enrolment.run, now=now)
    return enrolment


@transaction.atomic
def give_on(*, enrolment: Enrolment, by, now: dt.datetime) -> Enrolment:
    """The office gives a place on, of somebody who could not be reached: they are told kindly. Twice is once."""
    enrolment = moves.locked(enrolment)
    if enrolment.status != "withdrawn":
        moves.move(enrolment, "withdrawn", by=by, now=now, reason="not_reached", told="given_on")
        fill_places(run=enrolment.run, now=now)
    return enrolment


@transaction.atomic
def decline(*, enrolment: Enrolment, by, now: dt.datetime, reason: str = "") -> Enrolment:
    """The office says that a place can't be given to somebody who waits, or not be kept longer. Twice is once.

    A place that was kept goes to the next in line at once.
    """
    enrolment = moves.locked(enrolment)
    if enrolment.status != "declined":
        moves.move(enrolment, "declined", by=by, now=now, reason=reason)
        fill_places(run=enrolment.run, now=now)
    return enrolment


@transaction.atomic
def rest(*, enrolment: Enrolment, resting: bool, by, now: dt.datetime) -> Enrolment:
    """Someone on the waiting list pauses (skipped, at no cost), or says that they are ready again."""
    enrolment = moves.locked(enrolment)
    if enrolment.status != "waiting":
        raise moves.CantChange
    if enrolment.is_resting != resting:
        enrolment.is_resting = resting
        enrolment.save(update_fields=["is_resting"])
        moves.note(enrolment, by=by, now=now, reason="resting" if resting else "ready")
        if not resting:
            fill_places(run=enrolment.run, now=now)
            enrolment.refresh_from_db(fields=["status"])
    return enrolment


@transaction.atomic
def call_off(*, run: Run, by, now: dt.datetime, reason: str = "") -> list[Enrolment]:
    """The college calls the run off for everyone who has a place or waits, and tells each once."""
    run = moves.lock_run(run.pk)
    rows = run.enrolments.filter(status__in=["requested", "waiting", "offered", "confirmed"]).order_by("pk")
    enrolments = list(rows.select_related("learner__user"))
    for enrolment in enrolments:
        enrolment.run = run
        moves.move(enrolment, "cancelled", by=by, now=now, reason=reason)
    return enrolments


@transaction.atomic
def settle(*, enrolment: Enrolment, completed: bool, by, now: dt.datetime) -> Enrolment:
    """The last register is closed: the learner completed the course, or took part in some of it.

    A corrected register settles anew. The same again changes nothing. Refuses CantChange for
    someone who had no place.
    """
    enrolment = moves.locked(enrolment)
    became = "completed" if completed else "not_completed"
    if enrolment.status != became:
        moves.move(enrolment, became, by=by, now=now, told="")
    return enrolment


@transaction.atomic
def walk_in(*, run: Run, learner: Learner, by, now: dt.datetime, came_on: dt.date | None = None) -> Enrolment:
    """Someone came on the day and stays, on the trainer's judgement: outside the count of places.

    `came_on`: that local day, where it is not today; sessions count from it. Someone on the waiting
    list leaves it so. Twice is once; who has a place keeps it, and a place that is held for them
    is theirs. Refuses a run that is called off or over, and somebody under age whose parent or guardian
    has not agreed.
    """
    day = came_on or timezone.localdate(now)
    run = moves.lock_run(run.pk)
    learner = refuse_merged(moves.lock_learners([learner.pk])[learner.pk])
    check_walk_in(run, came_on=day)
    if learner.awaits_guardian:
        raise GuardianFirst
    live = live_enrolment(learner, run)
    if live is None:
        return moves.begin(
            learner=learner, run=run, status="confirmed", source=Source.WALK_IN, by=by, now=now, began_on=day
        )
    if live.status in ("offered", "requested"):
        return moves.give(live, by=by, now=now, told="", is_met=True)
    if live.status == "waiting":
        live.source, live.began_on, live.is_resting = Source.WALK_IN, day, False
        return moves.move(live, "confirmed", by=by, now=now, told="")
    if live.began_on and live.began_on > day:  # they had a place, and came sooner than it begins
        live.began_on = day
        live.save(update_fields=["began_on"])
    return live
