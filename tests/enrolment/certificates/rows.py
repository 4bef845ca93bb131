"""A run that has been taught, up to its last register."""

import datetime as dt

from courses.actions.editions import write_edition
from courses.models import Run
from enrolment.certificates.actions import close_register, record_marks
from enrolment.models import Enrolment, Learner
from tests.factories import (
    AllocationFactory,
    CourseFactory,
    LearnerFactory,
    RunFactory,
    TrainerFactory,
    UserFactory,
    signed,
)

FIRST_ON = dt.date(2026, 9, 29)
NOW = dt.datetime(2026, 12, 15, 12, tzinfo=dt.UTC)
LEARNT = ["What sleep is for", "Three things to try tonight"]


def taught_run(*, sessions: int = 4, **fields) -> Run:
    """Weekly across the last Sunday of October; a peer and a professional have accepted it."""
    course = fields.pop("course", None) or CourseFactory()
    words = {"title": "Sleeping well", "slug": "sleeping-well", "learn": LEARNT}
    write_edition(course=course, words=words, signed=signed(words), revision="1", by=None, now=NOW)
    run = RunFactory(course=course, sessions=sessions, sessions__first_on=FIRST_ON, **fields)
    AllocationFactory(run=run, trainer=TrainerFactory(name="Bea Hall", public_name="Bea", kind="peer"))
    AllocationFactory(run=run, trainer=TrainerFactory(name="Ali Khan", kind="professional"))
    return run


def place(run: Run, learner: Learner | None = None, *, began_on: dt.date | None = None, **fields) -> Enrolment:
    """A confirmed place, as if booked before the run began."""
    return Enrolment.objects.create(
        run=run,
        learner=learner or LearnerFactory(**fields),
        status="confirmed",
        source="self",
        asked_at=NOW - dt.timedelta(days=120),
        began_on=began_on,
    )


def teach(run: Run, came: dict[Enrolment, str], *, by=None, close: bool = True) -> None:
    """Take every register: `came` says per enrolment a sign a session, such as "ppa-".

    p present, h half (part), a apologies, - did not attend.
    """
    by = by or UserFactory()
    for number, session in enumerate(run.sessions_on()):
        here = {e.pk: signs[number] for e, signs in came.items() if e.began_on is None or e.began_on <= session.held_on}
        record_marks(session=session, statuses={pk: SIGNS[sign] for pk, sign in here.items()}, by=by, now=NOW)
        if close:
            close_register(session=session, by=by, now=NOW)


def correct(run: Run, enrolment: Enrolment, number: int, sign: str, *, by=None) -> None:
    session = run.sessions_on()[number]
    record_marks(session=session, statuses={enrolment.pk: SIGNS[sign]}, by=by or UserFactory(), now=NOW)


SIGNS = {"p": "present", "h": "part", "a": "apologies", "-": "did_not_attend"}
