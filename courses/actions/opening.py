"""Verbs on what a new college must know before it can open."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from college.models import Wording
from college.one_row import OneRow
from college.refusals import Refusal
from courses.models import Capacity, FirstAnswer, Policy, UsualSigner


class OneSignerTwice(Refusal):
    sentence = _("Two different people sign. Write another e-mail for one of them.")


@transaction.atomic
def change_wording(*, by, now: dt.datetime, **facts) -> Wording:
    """Change what the college calls itself, how it is reached and (`words`) what it calls things."""
    return _change(Wording, facts)


@transaction.atomic
def change_rules(*, by, now: dt.datetime, **facts) -> Policy:
    """Change rules of the college, but for its agreement, which has versions (cms.forms.PolicyForm)."""
    if {"agreement", "agreement_version"} & set(facts):
        raise ValueError("The agreement has versions and is changed on its own page.")
    return _change(Policy, facts)


def _change(kind: type[OneRow], facts: dict):
    kind._default_manager.get_or_create(pk=1)
    row = kind._default_manager.select_for_update().get(pk=1)
    for name, value in facts.items():
        setattr(row, name, value)
    row.full_clean()
    row.save(update_fields=list(facts))
    return row


@transaction.atomic
def name_usual_signers(*, people: dict[str, tuple[str, str]], by, now: dt.datetime) -> None:
    """Who is suggested for signing: (name, e-mail) by Capacity; nobody for a capacity that is left out.

    Refuses the same address twice.
    """
    addresses = {email.lower() for _name, email in people.values()}
    if len(addresses) < len(people):
        raise OneSignerTwice
    UsualSigner.objects.exclude(capacity__in=people).delete()
    for capacity, (name, email) in people.items():
        fields = {"name": name, "email": email}
        UsualSigner.objects.update_or_create(capacity=Capacity(capacity).value, defaults=fields)


@transaction.atomic
def note_answer(*, question: str, by, now: dt.datetime) -> FirstAnswer:
    """A question of a new college was answered, for the first time or anew."""
    answer, _made = FirstAnswer.objects.update_or_create(question=question, defaults={"by": by, "at": now})
    return answer
