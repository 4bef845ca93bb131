"""From one run to another: what a learner is offered instead, and the verb that moves them."""

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from college.refusals import Refusal
from courses.models import Run
from courses.queries import coming_runs
from enrolment.learners.actions import refuse_merged
from enrolment.places import moves
from enrolment.places.actions import Full, PassesOver, fill_places
from enrolment.places.gates import check_learner, check_run
from enrolment.places.line import passes_over
from enrolment.places.models import Enrolment
from enrolment.places.queries import live_enrolment, places_left, places_left_for

OTHERS = 3
GIVEN = ("requested", "confirmed")


class SameRun(Refusal):
    sentence = _("They are on this run already. Choose another.")


def others_like(run: Run, *, now: dt.datetime) -> list[Run]:
    """At most three public runs with places for anyone, nearest to `run`: the same course first, at the
    same locality first, then its strand at the same locality; each sooner before later.
    """
    near = Q(course__strand=run.course.strand_id, locality=run.locality_id)
    rows = list(coming_runs(now).exclude(pk=run.pk).filter(Q(course=run.course_id) | near))
    standings = places_left_for(rows, today=timezone.localdate(now))
    free = [other for other in rows if not standings[other.pk].is_full]
    return sorted(free, key=lambda o: (o.course_id != run.course_id, o.locality_id != run.locality_id))[:OTHERS]


@transaction.atomic
def transfer(*, enrolment: Enrolment, to: Run, by, now: dt.datetime, reason: str = "") -> Enrolment:
    """Somebody's place, or their wait, becomes a place on `to`: both or neither, told once. Twice is once.

    Gives the enrolment on `to`. `reason`: a code of at most 30 characters, needed where somebody ready waits
    there. Both runs are locked in order of their ids, then the learner; the place left behind goes to the next
    as soon as this is kept. Refuses SameRun, Full, PassesOver, CantChange for a place that is no longer held,
    and whatever asking for the place would.
    """
    if enrolment.run_id == to.pk:
        raise SameRun
    runs = {pk: moves.lock_run(pk) for pk in sorted((enrolment.run_id, to.pk))}
    old = Enrolment.objects.get(pk=enrolment.pk)  # it may be another record's since: two were put together
    learner = refuse_merged(moves.lock_learners([old.learner_id])[old.learner_id])
    old.run, old.learner, to = runs[old.run_id], learner, runs[to.pk]
    there = live_enrolment(learner, to)
    if there and there.status in GIVEN and old.status == "withdrawn":
        return there
    check_run(to, source=Enrolment.Source.OFFICE, now=now)
    moves.move(old, "withdrawn", by=by, now=now, reason="transferred", told="")
    # Where this is lost, the sweep fills the place within a minute.
    transaction.on_commit(lambda: fill_places(run=old.run, now=now), robust=True)
    if there and there.status in GIVEN:
        return there
    check_learner(learner, to, source=Enrolment.Source.OFFICE)
    _check_free(to, learner, there, now=now, reason=reason)
    return _settle_there(to, learner, there, by=by, now=now, reason=reason)


def _check_free(to: Run, learner, there: Enrolment | None, *, now: dt.datetime, reason: str) -> None:
    """Refuses Full and PassesOver, unless a place is held for them."""
    if there and there.status == "offered":
        return
    standing = places_left(to, today=timezone.localdate(now))
    if standing.open_to(learner.capacities) < 1:
        raise Full
    if not reason and passes_over(to, standing, there):
        raise PassesOver


def _settle_there(to: Run, learner, there: Enrolment | None, *, by, now: dt.datetime, reason: str) -> Enrolment:
    if there:
        there.run, there.learner = to, learner
        return moves.give(there, by=by, now=now, reason=reason, told="transferred")
    status = moves.standing_of_newcomer(learner)
    told = "transferred" if status == "confirmed" else status
    source = Enrolment.Source.OFFICE
    return moves.begin(learner=learner, run=to, status=status, source=source, by=by, now=now, told=told, reason=reason)
