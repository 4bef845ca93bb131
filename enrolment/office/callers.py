"""Who rings: is this person known to the college already?"""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from enrolment.learners.answers import Answers
from enrolment.learners.models import Learner
from enrolment.learners.permissions import LEAST, learners_for, open_record
from enrolment.learners.queries import with_email, with_phone

MOST = 5


@dataclass(frozen=True)
class Known:
    """A learner who may be the caller, and what is the same."""

    learner: Learner
    same: str


def as_answers(learner: Learner) -> Answers:
    """What tells `learner` apart from others, to look for somebody like them."""
    return Answers(name=learner.name, full_name=learner.full_name, phone=learner.phone, email=learner.email)


def known_already(*, answers: Answers, user, now: dt.datetime) -> list[Known]:
    """Learners with the telephone, e-mail or name of `answers`; at most MOST, surest first.

    A telephone or e-mail is looked for in the whole college, because learners belong to it;
    each one shown is written down as an opening of the contact, beyond one's localities as
    such. A name alone is looked for in the user's own localities.
    """
    found = {learner.pk: Known(learner, _("the same telephone")) for learner in with_phone(answers.phone)}
    for learner in with_email(answers.email):
        found.setdefault(learner.pk, Known(learner, _("the same e-mail address")))
    for learner in _with_name(learners_for(user), answers):
        found.setdefault(learner.pk, Known(learner, _("the same name")))
    shown = list(found.values())[:MOST]
    for known in shown:
        open_record(by=user, code=known.learner.code, part=LEAST, now=now)
    return shown


def _with_name(learners, answers: Answers) -> list[Learner]:
    names = {name.strip() for name in (answers.name, answers.full_name) if name.strip()}
    same = Q()
    for name in names:
        same |= Q(name__iexact=name) | Q(full_name__iexact=name)
    return list(learners.filter(same).order_by("pk")[:MOST]) if names else []
