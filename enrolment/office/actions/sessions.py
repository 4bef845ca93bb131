"""Moving or calling off one session, for everyone who is part of it."""

import copy
import datetime as dt
from typing import Any

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from college.look.vocabulary import speaking_locally
from college.outbox.actions import post
from courses.actions.calling_off import call_off_session
from courses.actions.timetable import move_session
from courses.clashes import Meeting, in_the_room, venue_clashes
from courses.models import Run, Session, Venue
from courses.vocabulary import words_around
from enrolment.messages.actions import tell
from enrolment.office.actions.planning import RoomTaken, lock_venues
from enrolment.places.models import Enrolment
from enrolment.trainers.models import Allocation
from enrolment.trainers.standing_in.actions import end_gaps


@transaction.atomic
def move_for_everyone(
    *,
    session: Session,
    held_on: dt.date,
    starts: dt.time,
    ends: dt.time,
    venue: Venue | None = None,
    knows: bool = False,
    by,
    now: dt.datetime,
) -> list[Enrolment]:
    """Another day, other hours (wall clock) or another venue for `session`; venue None: the run's own.

    Those with a place, those who wait for one or have asked, and the trainers are told, each once;
    nobody else. Gives back who was told; nobody where nothing changes. Refuses a room that is
    taken unless the planner `knows`, and what `move_session` refuses.
    """
    run = _locked(session)
    before = run.sessions.select_related("venue").get(pk=session.pk)
    to: dict[str, Any] = {"held_on": held_on, "starts": starts, "ends": ends, "venue": venue}
    if all(getattr(before, name) == value for name, value in to.items()):
        return []
    if not knows:
        lock_venues([venue or run.venue])
        clashes = venue_clashes([Meeting(venue or run.venue, held_on, starts, ends)], besides=run)
        if clashes:
            raise RoomTaken([in_the_room(clash) for clash in clashes])
    end_gaps(session=session, now=now)
    after = move_session(session=copy.copy(before), **to, by=by, now=now)
    return _tell_everyone(run, "session_moved", before, after, now)


@transaction.atomic
def call_off_session_for_everyone(*, session: Session, by, now: dt.datetime) -> list[Enrolment]:
    """One session does not take place; learners with a place or waiting and the trainers are told, each once.

    Gives back who was told. Twice is once. Refuses a session that was held.
    """
    run = _locked(session)
    before = run.sessions.select_related("venue").get(pk=session.pk)
    if before.status == Session.Status.CANCELLED:
        return []
    end_gaps(session=session, now=now)
    call_off_session(session=before, by=by, now=now)
    return _tell_everyone(run, "session_cancelled", before, None, now)


def _locked(session: Session) -> Run:
    rows = Run.objects.select_for_update(of=("self",)).select_related("course", "venue", "term", "locality")
    return rows.get(pk=session.run_id)


def _tell_everyone(run: Run, event: str, before: Session, after: Session | None, now: dt.datetime) -> list[Enrolment]:
    """Learners, by the way each chose, with a calendar for those who have a place; then the trainers, by e-mail."""
    change = run.events.latest("pk").pk  # the one just written, so that each change is told once
    enrolments = list(to_be_told(run).select_related("learner__user").order_by("pk"))
    for enrolment in enrolments:
        key, has_place = f"session:{change}:{enrolment.code}", enrolment.status == "confirmed"
        tell(event=event, enrolment=enrolment, key=key, now=now, with_calendar=has_place, before=before, after=after)
    for allocation in Allocation.objects.live().filter(run=run).select_related("trainer__user"):
        if allocation.trainer.email:
            _tell_trainer(run, allocation, f"session:{change}:{allocation.code}", before, after, now)
    return enrolments


def to_be_told(run: Run):
    """The enrolments that a change of one session of `run` is told to: who has a place, and who hopes for one."""
    return Enrolment.objects.filter(run=run, status__in=["requested", "waiting", "offered", "confirmed"])


def _tell_trainer(run, allocation, key: str, before: Session, after: Session | None, now: dt.datetime) -> None:
    address = settings.BASE_URL + reverse("teaching:run", args=[run.code])
    context = {"trainer": allocation.trainer, "address": address, "before": before, "after": after, "run": run}
    with speaking_locally(words_around(run)):
        subject = _("A session has changed") if after else _("A session will not take place")
        text = render_to_string("teaching/session_changed.txt", context)
    post(
        key=key,
        channel="email",
        subject=subject,
        text=text,
        to_user=allocation.trainer.user,
        to_address=allocation.trainer.email,
        about=run.code,
        now=now,
    )
