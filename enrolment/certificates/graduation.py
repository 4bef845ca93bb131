"""The graduation of a term: who finished what, and how each wishes to be named. Unsaid, nobody is named."""

import datetime as dt
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from college.refusals import Refusal
from courses.models import Locality, Term
from enrolment.certificates.models import Certificate, GraduationWish
from enrolment.certificates.queries import certificates_of_term
from enrolment.learners.models import Learner

Wish = GraduationWish.Wish
# Somebody who finished this long ago is asked no longer.
ASKED_FOR = dt.timedelta(days=365)


class WishMissing(Refusal):
    sentence = _("Choose one of the three.")


class NothingFinished(Refusal):
    sentence = _("There is no certificate of that term, so there is nothing to celebrate yet.")


@dataclass
class Graduate:
    """Somebody who finished a course in a term, with the words of their certificates."""

    learner: Learner
    certificates: list[Certificate] = field(default_factory=list)
    wish: GraduationWish | None = None

    @property
    def name(self) -> str:
        """As it is printed on the newest of their certificates."""
        return max(self.certificates, key=lambda each: each.issued_at).words["name"]

    @property
    def titles(self) -> list[str]:
        """What they finished, as their certificates say it: a neutral title stays one."""
        return [each.words["title"] for each in self.certificates]

    @property
    def is_named(self) -> bool:
        return self.wish is not None and self.wish.wish != Wish.NOT_NAMED

    @property
    def titles_said(self) -> list[str]:
        """What is said of them besides their name."""
        return self.titles if self.wish is not None and self.wish.wish == Wish.WITH_COURSES else []


def graduates_of(term: Term, locality: Locality | None) -> list[Graduate]:
    """Who finished what in `term`, in `locality` (None: anywhere), by name; in two queries for any number."""
    people: dict[int, Graduate] = {}
    for certificate in certificates_of_term(term, locality):
        learner = certificate.enrolment.learner
        people.setdefault(learner.pk, Graduate(learner)).certificates.append(certificate)
    for wish in GraduationWish.objects.filter(term=term, learner__in=people):
        people[wish.learner_id].wish = wish
    return list(people.values())


def graduations_of(learner: Learner, *, now: dt.datetime) -> list[tuple[Term, GraduationWish | None]]:
    """The terms in which `learner` finished something within the last year, newest first, and what they said."""
    live = Certificate.objects.filter(enrolment__learner=learner, status="issued", issued_at__gte=now - ASKED_FOR)
    terms = Term.objects.filter(pk__in=live.values("enrolment__run__term"))
    said = {wish.term_id: wish for wish in GraduationWish.objects.filter(learner=learner)}
    return [(term, said.get(term.pk)) for term in terms]


def certificates_in_term(learner: Learner, term: Term) -> list[Certificate]:
    """What `learner` finished in `term`, oldest first."""
    live = Certificate.objects.filter(enrolment__learner=learner, enrolment__run__term=term, status="issued")
    return list(live.order_by("issued_at", "pk"))


@transaction.atomic
def say_wish(*, learner: Learner, term: Term, wish: str, by, now: dt.datetime) -> GraduationWish:
    """How `learner` wishes to be named when the courses of `term` are celebrated; the last word counts.

    `wish` is one of GraduationWish.Wish; `by` is the learner, or whoever was told on the telephone.
    Refuses WishMissing, NothingFinished.
    """
    if wish not in Wish.values:
        raise WishMissing
    if not certificates_in_term(learner, term):
        raise NothingFinished
    said = {"wish": wish, "said_at": now, "by": by}
    return GraduationWish.objects.update_or_create(learner=learner, term=term, defaults=said)[0]
