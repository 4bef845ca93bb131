"""Whom to ask, and what a whole term said."""

import datetime as dt

from django.db.models import QuerySet

from courses.form_blocks import is_asked
from courses.models import Term
from enrolment.learners.equality.models import EqualityCount
from enrolment.learners.models import Learner


def term_to_count(today: dt.date) -> Term | None:
    """The first term that is not over: what is answered now is counted there. None: nobody is asked."""
    if not is_asked("equality"):
        return None
    return Term.objects.filter(ends_on__gte=today).order_by("starts_on", "pk").first()


def is_to_be_asked(learner: Learner, *, today: dt.date) -> bool:
    """Whether `learner` was not asked this term yet."""
    term = term_to_count(today)
    return term is not None and learner.equality_asked_in_id != term.pk


def terms_counted(today: dt.date) -> QuerySet[Term]:
    """The terms whose numbers stand: they are over, so that nobody sees a number rise when somebody answers."""
    return Term.objects.filter(ends_on__lt=today, pk__in=EqualityCount.objects.values("term")).order_by("-starts_on")


def counts_of(term: Term) -> dict[tuple[str, str], int]:
    """How many gave each answer, as (question, answer)."""
    rows = EqualityCount.objects.filter(term=term)
    return {(row.question, row.answer): row.count for row in rows}
