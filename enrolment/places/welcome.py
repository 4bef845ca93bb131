"""Verbs on places that are kept until a newcomer has had their welcome talk."""

import datetime as dt

from django.db import transaction

from enrolment.learners.actions import refuse_merged
from enrolment.learners.models import Learner
from enrolment.places import moves
from enrolment.places.models import Enrolment


@transaction.atomic
def welcome(*, learner: Learner, by, now: dt.datetime) -> Learner:
    """`learner` has had their welcome talk: each place kept for them is theirs now, and they are told. Twice is once.

    The runs are locked in order of their ids, then the learner. A place that they ask for in the same moment
    is confirmed by the sweep.
    """
    kept = learner.enrolments.filter(status="requested").values_list("run_id", flat=True)
    runs = {pk: moves.lock_run(pk) for pk in sorted(kept)}
    learner = refuse_merged(moves.lock_learners([learner.pk])[learner.pk])
    if learner.welcomed_at is None:
        learner.welcomed_at = now
        learner.save(update_fields=["welcomed_at"])
    if learner.awaits_guardian:  # their places are kept on
        return learner
    for enrolment in learner.enrolments.filter(status="requested", run__in=runs).order_by("pk"):
        enrolment.learner, enrolment.run = learner, runs[enrolment.run_id]
        moves.give(enrolment, by=by, now=now, told="confirmed")
    return learner


@transaction.atomic
def confirm_kept(*, enrolment: Enrolment, now: dt.datetime) -> bool:
    """A place that need be kept no longer is confirmed. Whether it was so; safe twice, late, at once."""
    enrolment = moves.locked(enrolment)
    if enrolment.status != "requested" or moves.standing_of_newcomer(enrolment.learner) == "requested":
        return False
    moves.give(enrolment, by=None, now=now, told="confirmed")
    return True
