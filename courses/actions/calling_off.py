"""Calling off a run or a session. Telling people is `enrolment`'s, which knows who comes."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from college.refusals import Refusal
from courses.models import Run, RunEvent, Session
from courses.states import RUN, SESSION, may_go


class RunIsOver(Refusal):
    sentence = _("This run is over, so it can't be called off.")


class SessionIsOver(Refusal):
    sentence = _("This session was held, so it can't be called off.")


@transaction.atomic
def call_off_run(*, run: Run, reason: str, by, now: dt.datetime) -> Run:
    """Call off a run and its coming sessions. Twice is once. Refuses a run that is over.

    reason: a code of the office, never words about a person.
    """
    run = Run.objects.select_for_update().get(pk=run.pk)
    if run.status == "cancelled":
        return run
    if not may_go(RUN, run.status, "cancelled"):
        raise RunIsOver
    still_planned = [status for status in SESSION if may_go(SESSION, status, "cancelled")]
    run.sessions.filter(status__in=still_planned).update(status="cancelled")
    run.status = "cancelled"
    run.save(update_fields=["status"])
    RunEvent.objects.create(run=run, what="cancelled", by=by, at=now, reason=reason)
    return run


@transaction.atomic
def call_off_session(*, session: Session, by, now: dt.datetime) -> Session:
    """A planned session does not happen. Twice is once. Refuses one that was held."""
    run = Run.objects.select_for_update().get(pk=session.run_id)
    session = run.sessions.get(pk=session.pk)
    if session.status == "cancelled":
        return session
    if not may_go(SESSION, session.status, "cancelled"):
        raise SessionIsOver
    session.status = "cancelled"
    session.save(update_fields=["status"])
    RunEvent.objects.create(run=run, what="session called off", by=by, at=now, reason=session.code)
    return session
