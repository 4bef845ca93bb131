"""Verbs of the telephone: someone rings, and leaves with a place or on the waiting list."""

import datetime as dt
from collections.abc import Callable

from django.db import transaction

from courses.models import Policy, Run
from enrolment.learners.actions import NotAgreed, agree, register_learner
from enrolment.learners.answers import Answers
from enrolment.learners.drafts import close_draft, draft_to_finish
from enrolment.learners.models import Learner
from enrolment.places.actions import request_place
from enrolment.places.models import Enrolment
from enrolment.places.moves import hold_run


@transaction.atomic
def book_newcomer(*, answers: Answers, run: Run, by, now: dt.datetime) -> Enrolment:
    """Someone joins the college by telephone and asks for a place on `run`: both or neither.

    Refuses whatever joining (learners.actions.register_learner) and asking for a place
    (places.actions.request_place) refuse; then nothing of it is kept.
    """
    learner = register_learner(answers=answers, by=by, now=now)
    return request_place(learner=learner, run=run, by=by, now=now, source=Enrolment.Source.OFFICE)


@transaction.atomic
def book_learner(*, learner: Learner, run: Run, agreed: bool, by, now: dt.datetime) -> Enrolment:
    """Someone the college knows asks for a place on `run` by telephone; asking twice is once.

    `agreed`: the learning agreement was read out and is fine with them; asked for only where
    it changed since they last agreed. Refuses NotAgreed, and what places refuse.
    """
    if learner.agreement_version != Policy.current().agreement_version:
        if not agreed:
            raise NotAgreed
        agree(learner=learner, by=by, now=now)
    return request_place(learner=learner, run=run, by=by, now=now, source=Enrolment.Source.OFFICE)


@transaction.atomic
def finish_form(*, begun: str, run: Run, book: Callable[[], Enrolment], now: dt.datetime) -> Enrolment:
    """`book` a place on `run` for somebody who had begun to refer themself, under the code `begun`: all or nothing.

    Their form is done with then: on their own phone it leads to this place. Refuses whatever `book` refuses, and
    finishing a form (learners.drafts.draft_to_finish).
    """
    hold_run(run.pk)
    draft = draft_to_finish(code=begun, now=now)
    enrolment = book()
    close_draft(draft=draft, enrolment_code=enrolment.code, now=now)
    return enrolment
