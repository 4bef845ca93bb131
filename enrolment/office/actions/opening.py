"""Answering the questions of a new college, each saved as it is answered."""

import datetime as dt
from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from college.models import User
from college.outbox.checking import post_to_oneself
from courses.actions.catalogue import make_locality, make_strand
from courses.actions.opening import change_rules, change_wording, name_usual_signers, note_answer
from courses.actions.terms import save_term


@transaction.atomic
def answer_question(*, question: str, facts: dict, by: User, now: dt.datetime) -> None:
    """Save what was answered to one of `opening.questions`, where it belongs, and that it was answered.

    facts: as the question's form gives them. Again is a change. Refuses what the verb of each refuses.
    """
    VERBS[question](facts, by, now)
    note_answer(question=question, by=by, now=now)


def _wording(facts: dict, by: User, now: dt.datetime) -> None:
    change_wording(**facts, by=by, now=now)


def _rules(facts: dict, by: User, now: dt.datetime) -> None:
    change_rules(**facts, by=by, now=now)


def _post(facts: dict, by: User, now: dt.datetime) -> None:
    change_wording(postal_address=facts["postal_address"], by=by, now=now)
    if facts["try_mail"]:
        post_to_oneself(user=by, now=now)


def _areas(facts: dict, by: User, now: dt.datetime) -> None:
    for name in facts["areas"]:
        make_locality(name=name, by=by, now=now)
    if facts["online"]:
        make_locality(name=_("Online"), is_online=True, by=by, now=now)


def _strands(facts: dict, by: User, now: dt.datetime) -> None:
    for name in facts["strands"]:
        make_strand(name=name, by=by, now=now)


def _term(facts: dict, by: User, now: dt.datetime) -> None:
    save_term(**facts, by=by, now=now)


def _signers(facts: dict, by: User, now: dt.datetime) -> None:
    name_usual_signers(**facts, by=by, now=now)


VERBS: dict[str, Callable[[dict, User, dt.datetime], None]] = {
    "name": _wording,
    "reach": _wording,
    "post": _post,
    "people": _wording,
    "areas": _areas,
    "strands": _strands,
    "term": _term,
    "joining": _rules,
    "waiting": _rules,
    "signers": _signers,
}
