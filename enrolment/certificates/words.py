"""The words of a certificate, gathered once on the day it is issued and never read again."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from college.models import Wording
from courses.models import Run, Session
from courses.queries import current_edition
from enrolment.places.models import Enrolment
from enrolment.trainers.queries import credits_of


@dataclass(frozen=True)
class CourseWords:
    """What everyone's certificate of one run says alike."""

    title: str
    learnt: list[str]
    trainers: list[str]
    college_name: str


def course_words(run: Run) -> CourseWords:
    """As they are public now, or were last; the working title where a course never had words."""
    edition = current_edition(run.course)
    return CourseWords(
        title=edition.title if edition else run.course.title,
        learnt=list(edition.learn) if edition else [],
        trainers=credits_of(run),
        college_name=Wording.current().college_name,
    )


def words_for(enrolment: Enrolment, course: CourseWords) -> dict:
    """Name as the learner wishes it, and what the course was; in the learner's language."""
    learner = enrolment.learner
    with translation.override(learner.reads):
        return {
            "name": learner.written_name,
            "took_part_words": _("took part in"),
            "title": course.title,
            "learnt": course.learnt,
            "trainers": course.trainers,
            "college_name": course.college_name,
            "language": learner.reads,
        }


def attendance_words(held: Iterable[Session], attended: Iterable[Session]) -> dict:
    """Days from the first to the last session held, and the hours of those that the learner came to."""
    held = sorted(held, key=lambda session: session.starts_at)
    length = sum((session.ends_at - session.starts_at for session in attended), dt.timedelta())
    hours = round(length / dt.timedelta(hours=1), 2)
    return {
        "first_on": held[0].held_on.isoformat(),
        "last_on": held[-1].held_on.isoformat(),
        "hours": int(hours) if hours == int(hours) else hours,
    }
