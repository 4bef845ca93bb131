"""Verbs of a session that need several rooms: somebody new is welcomed."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from courses.models import Run, Session
from enrolment.certificates.actions import record_marks
from enrolment.learners.actions import meet_learner
from enrolment.learners.queries import surely_the_same
from enrolment.places.actions import walk_in
from enrolment.places.models import Enrolment
from enrolment.registers.models import Mark


@dataclass(frozen=True)
class Newcomer:
    """What somebody who came without a place says of themself."""

    name: str
    phone: str = ""
    email: str = ""
    old_enough: bool = False


@transaction.atomic
def welcome(*, session: Session, newcomer: Newcomer, by, now: dt.datetime) -> Enrolment:
    """Somebody who came without a place stays: on the register of `session` from that day on, and marked here.

    Whom the college knows by that telephone or e-mail and that name is found; anybody else is
    made. Either looks the same, so that nothing is learned of anyone. Twice is once.

    Refuses what meeting a learner, walking in and marking refuse; then nothing of it is kept.
    """
    run = Run.objects.select_for_update().get(pk=session.run_id)
    learner = surely_the_same(name=newcomer.name, phone=newcomer.phone, email=newcomer.email) or meet_learner(
        name=newcomer.name,
        phone=newcomer.phone,
        email=newcomer.email,
        old_enough=newcomer.old_enough,
        by=by,
        now=now,
    )
    enrolment = walk_in(run=run, learner=learner, by=by, now=now, came_on=session.held_on)
    record_marks(session=session, statuses={enrolment.pk: Mark.Status.PRESENT}, by=by, now=now)
    return enrolment
