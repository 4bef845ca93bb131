"""Verbs of a session that need several rooms: somebody new is welcomed, the class is told of a change."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from college.refusals import Refusal
from courses.models import Run, Session
from enrolment.certificates.actions import record_marks
from enrolment.learners.actions import meet_learner
from enrolment.learners.queries import surely_the_same
from enrolment.messages.models import Announcement
from enrolment.messages.naming import refuse_names_of_courses
from enrolment.places.actions import walk_in
from enrolment.places.models import Enrolment
from enrolment.registers.models import Mark
from enrolment.registers.queries import names_for


class NothingToTell(Refusal):
    sentence = _("Write what has changed.")


class TooLateToTell(Refusal):
    sentence = _("This session is over or was called off, so there is nothing to tell.")


class NobodyToTell(Refusal):
    sentence = _("Nobody has a place here, so there is nobody to tell.")


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


@transaction.atomic
def tell_class(*, session: Session, code: str, text: str, by, now: dt.datetime) -> Announcement:
    """Everyone on the register of `session` is told of a late change, each in the way they chose, within a minute.

    Nobody's number is shown to anyone. It is an announcement like the office's own, which sees it in
    its list. `code` is made by the page before: sent twice, it is one. Refuses NothingToTell,
    TooLateToTell, NobodyToTell, and words that name the course.
    """
    if not text.strip():
        raise NothingToTell
    if session.status == "cancelled" or session.run.status != "published" or session.ends_at <= now:
        raise TooLateToTell
    refuse_names_of_courses(text, [session.run])
    if not names_for(session).exists():
        raise NobodyToTell
    days = {"first_on": session.held_on, "last_on": session.held_on}
    made, is_new = Announcement.objects.get_or_create(
        code=code, defaults={"text": text.strip(), "by": by, "written_at": now, "leaves_at": now, **days}
    )
    if is_new:
        made.runs.set([session.run])
    return made
