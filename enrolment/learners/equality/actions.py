"""Counting answers. Who gave which is written nowhere, so it can't be found, changed or taken back afterwards."""

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from college.models import User
from college.refusals import Refusal
from courses.models import Term
from enrolment.learners.actions import refuse_merged
from enrolment.learners.equality.models import EqualityCount
from enrolment.learners.equality.queries import term_to_count
from enrolment.learners.equality.questions import NOT_ANSWERED, QUESTIONS, RATHER_NOT, VERSION
from enrolment.learners.models import Learner


class NothingAsked(Refusal):
    sentence = _("We ask these questions only while a term runs or is to come. There is nothing to do.")


class UnknownAnswer(Refusal):
    sentence = _("One of the answers is not on our list. Please look at the page again.")


@transaction.atomic
def count_answers(*, learner: Learner, answers: Mapping[str, str], by: User | None, now: dt.datetime) -> None:
    """Add what `learner` answers to the numbers of the term; once a term, whatever is sent again.

    `answers` has codes of questions and answers; what is left out counts as not answered. Of the learner is
    kept only that they were asked in this term, as of whoever declines. Every number of the term is written in
    one go, so that not even the order of writing tells which of them rose.

    Refuses NothingAsked, UnknownAnswer, Merged.
    """
    known = {
        question: {code for code, _words in offered} | {RATHER_NOT} for question, (_words, offered) in QUESTIONS.items()
    }
    given = {question: answer for question, answer in answers.items() if answer}
    if any(answer not in known.get(question, ()) for question, answer in given.items()):
        raise UnknownAnswer
    term = _note_asked(learner, now)
    if term:
        _add_one(term, [(question, given.get(question, NOT_ANSWERED)) for question in QUESTIONS])


@transaction.atomic
def decline_questions(*, learner: Learner, by: User | None, now: dt.datetime) -> None:
    """`learner` would rather not be asked: not before another term. Refuses NothingAsked, Merged."""
    term = _note_asked(learner, now)
    if term:
        _add_one(term, [])


def _note_asked(learner: Learner, now: dt.datetime) -> Term | None:
    """Keep that the learner was asked in the term; None where that stood there already."""
    term = term_to_count(timezone.localdate(now))
    if term is None:
        raise NothingAsked
    learner = refuse_merged(Learner.objects.select_for_update(of=("self",)).get(pk=learner.pk))
    if learner.equality_asked_in_id == term.pk:
        return None
    learner.equality_asked_in = term
    learner.save(update_fields=["equality_asked_in"])
    return term


def _add_one(term: Term, given: Iterable[tuple[str, str]]) -> None:
    """One more for each of `given`; every other number of the term is written again as it is."""
    counts = EqualityCount.objects.filter(term=term, version=VERSION)
    _lay_out(term)
    list(counts.select_for_update().order_by("pk").values_list("pk"))
    chosen = Q(pk__in=[])
    for question, answer in given:
        chosen |= Q(question=question, answer=answer)
    counts.update(count=F("count") + Case(When(chosen, then=Value(1)), default=Value(0)))


def _lay_out(term: Term) -> None:
    """A number for every answer there is, before the first is given: that a row is there says nothing."""
    rows = [
        EqualityCount(term=term, version=VERSION, question=question, answer=answer)
        for question, (_words, offered) in QUESTIONS.items()
        for answer in [*(code for code, _label in offered), RATHER_NOT, NOT_ANSWERED]
    ]
    if EqualityCount.objects.filter(term=term, version=VERSION).count() < len(rows):
        EqualityCount.objects.bulk_create(rows, ignore_conflicts=True)
