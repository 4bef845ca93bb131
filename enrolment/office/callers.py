"""Who rings: is this person known to the college already?"""

import datetime as dt
import re
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from enrolment.learners.answers import Answers
from enrolment.learners.models import Learner
from enrolment.learners.permissions import LEAST, learners_for, open_record

MOST = 5


@dataclass(frozen=True)
class Known:
    """A learner who may be the caller, and what is the same."""

    learner: Learner
    same: str


def known_already(*, answers: Answers, user, now: dt.datetime) -> list[Known]:
    """Learners with the telephone, e-mail or name of `answers`; at most MOST, surest first.

    A telephone or e-mail is looked for in the whole college, because learners belong to it;
    each one shown is written down as an opening of the contact, beyond one's localities as
    such. A name alone is looked for in the user's own localities.
    """
    found = {learner.pk: Known(learner, _("the same telephone")) for learner in _with_phone(answers.phone)}
    for learner in _with_email(answers.email):
        found.setdefault(learner.pk, Known(learner, _("the same e-mail address")))
    for learner in _with_name(learners_for(user), answers):
        found.setdefault(learner.pk, Known(learner, _("the same name")))
    shown = list(found.values())[:MOST]
    for known in shown:
        open_record(by=user, code=known.learner.code, part=LEAST, now=now)
    return shown


def _with_phone(phone: str) -> list[Learner]:
    """By the figures alone: people write spaces and +44 as they like."""
    figures = _figures(phone)
    if len(figures) < 7:
        return []
    rows = Learner.objects.exclude(phone="").values_list("pk", "phone")
    return list(Learner.objects.filter(pk__in=[pk for pk, theirs in rows if _figures(theirs) == figures]))


def _figures(phone: str) -> str:
    return re.sub(r"^(00|\+)44", "0", re.sub(r"[^\d+]", "", phone))


def _with_email(email: str) -> list[Learner]:
    email = email.strip()
    return list(Learner.objects.filter(email__iexact=email)) if email else []


def _with_name(learners, answers: Answers) -> list[Learner]:
    names = {name.strip() for name in (answers.name, answers.full_name) if name.strip()}
    same = Q()
    for name in names:
        same |= Q(name__iexact=name) | Q(full_name__iexact=name)
    return list(learners.filter(same).order_by("pk")[:MOST]) if names else []
