"""Verbs on terms."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from courses.models import Term
from courses.slugs import free_slug


@dataclass(frozen=True)
class TermFacts:
    """A term: local days, both ends included; `public_from` and `enrolment_opens_at` aware, or None.

    `closed` holds (first day, last day, reason) for days on which nothing is taught.
    """

    name: str
    starts_on: dt.date
    ends_on: dt.date
    public_from: dt.datetime | None = None
    enrolment_opens_at: dt.datetime | None = None
    closed: tuple[tuple[dt.date, dt.date, str], ...] = ()


@transaction.atomic
def save_term(*, facts: TermFacts, by, now: dt.datetime, term: Term | None = None) -> Term:
    """Make a term, or write `facts` over `term`. Its address stays when its name changes."""
    term = term or Term(slug=free_slug(Term, facts.name))
    for name in ("name", "starts_on", "ends_on", "public_from", "enrolment_opens_at"):
        setattr(term, name, getattr(facts, name))
    term.full_clean()
    term.save()
    term.closed_periods.all().delete()
    for first_on, last_on, reason in facts.closed:
        term.closed_periods.create(first_on=first_on, last_on=last_on, reason=reason)
    return term
