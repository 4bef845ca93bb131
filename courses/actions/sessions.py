"""Verbs on sessions."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from college.refusals import Refusal
from courses.models import Run, RunEvent, Session
from courses.states import SESSION, may_go


class CantHold(Refusal):
    sentence = _("This session was called off.")


@transaction.atomic
def hold_session(*, session: Session, by, now: dt.datetime) -> Session:
    """Write down that `session` took place. Twice is once. Refuses one that was called off."""
    Run.objects.select_for_update().get(pk=session.run_id)
    session.refresh_from_db(fields=["status"])
    if session.status == "held":
        return session
    if not may_go(SESSION, session.status, "held"):
        raise CantHold
    session.status = "held"
    session.save(update_fields=["status"])
    return session


@transaction.atomic
def finish_run(*, run: Run, by, now: dt.datetime) -> Run:
    """The run is over: no session is left to hold. Twice is once, and too early does nothing."""
    run = Run.objects.select_for_update().get(pk=run.pk)
    if run.status != "published" or run.sessions.filter(status="scheduled").exists():
        return run
    run.status = "finished"
    run.save(update_fields=["status"])
    RunEvent.objects.create(run=run, what="finished", by=by, at=now)
    return run
