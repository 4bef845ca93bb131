"""Verbs on when the sessions of a run meet."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from college.refusals import Refusal
from courses.models import Run, RunEvent, Session, Venue
from courses.states import RUN, SESSION, may_go


class EndsBeforeStart(Refusal):
    sentence = _("The session ends before it starts. Change one of the times.")


class TwoAtATime(Refusal):
    sentence = _("This run has a session on that day at that time already.")


class NotPlanned(Refusal):
    sentence = _("This session was held or called off, so its day and time stay as they are.")


class RunIsOver(Refusal):
    sentence = _("This run is over or was called off, so it can't have more sessions.")


@transaction.atomic
def add_session(
    *, run: Run, held_on: dt.date, starts: dt.time, ends: dt.time, venue: Venue | None = None, by, now: dt.datetime
) -> Session:
    """One more session, on the wall clock of its place. venue: only where it differs from the run's."""
    run = Run.objects.select_for_update().get(pk=run.pk)
    if not RUN[run.status]:
        raise RunIsOver
    _check(run, held_on, starts, ends)
    session = Session.objects.create(run=run, held_on=held_on, starts=starts, ends=ends, venue=venue)
    RunEvent.objects.create(run=run, what="session added", by=by, at=now, reason=session.code)
    return session


@transaction.atomic
def move_session(
    *,
    session: Session,
    held_on: dt.date,
    starts: dt.time,
    ends: dt.time,
    venue: Venue | None = None,
    by,
    now: dt.datetime,
) -> Session:
    """Another day, time or venue for a planned session. Telling people is the caller's to do."""
    run, session = _lock(session)
    _check(run, held_on, starts, ends, besides=session)
    session.held_on, session.starts, session.ends, session.venue = held_on, starts, ends, venue
    session.save(update_fields=["held_on", "starts", "ends", "venue"])
    RunEvent.objects.create(run=run, what="session moved", by=by, at=now, reason=session.code)
    return session


def _lock(session: Session) -> tuple[Run, Session]:
    run = Run.objects.select_for_update().get(pk=session.run_id)
    session = run.sessions.get(pk=session.pk)
    if not may_go(SESSION, session.status, "cancelled"):
        raise NotPlanned
    return run, session


def _check(run: Run, held_on: dt.date, starts: dt.time, ends: dt.time, besides: Session | None = None) -> None:
    if ends <= starts:
        raise EndsBeforeStart
    same = run.sessions.filter(held_on=held_on, starts=starts).exclude(status="cancelled")
    if besides:
        same = same.exclude(pk=besides.pk)
    if same.exists():
        raise TwoAtATime
