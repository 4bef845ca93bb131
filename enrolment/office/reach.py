"""The numbers of a term's equality questions, as they may leave the house: small ones hidden, the others rounded."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from courses.models import Term
from enrolment.learners.equality.queries import counts_of
from enrolment.learners.equality.questions import NOT_ANSWERED, QUESTIONS, RATHER_NOT
from enrolment.office.demand import HIDDEN, shown


@dataclass(frozen=True)
class Numbers:
    """One question, and each answer with its number in words."""

    words: str | Promise
    lines: list[tuple[str | Promise, str]]


def reached(term: Term) -> tuple[str, list[Numbers]]:
    """How many answered in `term`, and the numbers of each question; none where so few answered that it is hidden."""
    counts = counts_of(term)
    first = next(iter(QUESTIONS))
    people = shown(sum(count for (question, _answer), count in counts.items() if question == first))
    if people in ("0", HIDDEN):
        return people, []
    found = []
    for question, (words, offered) in QUESTIONS.items():
        answers = [*offered, (RATHER_NOT, _("Rather not say")), (NOT_ANSWERED, _("Not answered"))]
        lines = [(label, shown(counts.get((question, code), 0))) for code, label in answers]
        found.append(Numbers(words, lines))
    return people, found
