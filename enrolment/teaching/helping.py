"""What helps the people on a register: what its trainers do, never why, until the run is over."""

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from college.records.actions import note_openings
from courses.models import Run, Session
from enrolment.places.models import Enrolment
from enrolment.registers.queries import what_to_do


def tell_what_helps(*, session: Session, names: Iterable[Enrolment], by, now: dt.datetime) -> list[Enrolment]:
    """Those of `names` (their needs fetched before) whom something helps, each with `helped_by`: what to do.

    Whose is told counts as opened by `by`, once a day. Nothing is told any more when the run is over.
    """
    is_told = not _is_over(session.run, today=timezone.localdate(now))
    for each in names:
        each.helped_by = what_to_do(each) if is_told else []  # type: ignore[attr-defined]  # for the templates
    helped = [each for each in names if each.helped_by]  # type: ignore[attr-defined]
    note_openings(by=by, learner_codes=[each.learner.code for each in helped], part="register", now=now)
    return helped


def _is_over(run: Run, *, today: dt.date) -> bool:
    days = [session.held_on for session in run.sessions.all()]
    return run.status == Run.Status.FINISHED or bool(days) and max(days) < today
