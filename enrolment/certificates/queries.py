"""Questions about certificates: who has one, what happened to it, whether a code is good."""

import unicodedata
from dataclasses import dataclass

from django.db.models import QuerySet

from courses.models import Locality, Run, Term
from enrolment.certificates.eligibility import TookPart, took_part
from enrolment.certificates.models import Certificate, CertificateEvent
from enrolment.certificates.reasons import TAKEN_BACK
from enrolment.learners.models import Learner
from enrolment.places.models import Enrolment


def has_certificate_by_name(run: Run) -> list[str]:
    """The chosen names of those who have a certificate of `run` for taking part."""
    live = Certificate.objects.filter(enrolment__run=run, status="issued", kind=Certificate.Kind.TOOK_PART)
    return list(live.order_by("enrolment__learner__name").values_list("enrolment__learner__name", flat=True))


def is_given_by_hand(last: Certificate | None, fact: TookPart) -> bool:
    """Whether somebody has a live certificate for a reason of their own, and came to a session at least."""
    return last is not None and last.status == "issued" and last.given_by_hand and bool(fact.attended)


def was_taken_back_by_hand(certificate: Certificate) -> bool:
    """Whether a person took it back; one replaced by another, or corrected with its register, was not."""
    return certificate.status == "revoked" and any(
        event.became == "revoked" and event.reason in TAKEN_BACK for event in certificate.events.all()
    )


@dataclass
class Line:
    """One person of a run that is over, as the page about its certificates shows them."""

    enrolment: Enrolment
    fact: TookPart
    certificate: Certificate | None

    @property
    def may_be_given(self) -> bool:
        """Whether the office may give one by hand: to someone who has none and came at least once."""
        return self.certificate is None and bool(self.fact.attended)


def lines_of_run(run: Run) -> list[Line]:
    """Everyone whose name stands on the run's register, by name, in four queries for any number."""
    enrolments = list(run.enrolments.attending().select_related("learner").order_by("learner__name", "pk"))
    facts = took_part(run, enrolments)
    live = {each.enrolment_id: each for each in Certificate.objects.filter(enrolment__in=enrolments, status="issued")}
    return [Line(each, facts[each.pk], live.get(each.pk)) for each in enrolments]


def chain_of(certificate: Certificate) -> QuerySet[CertificateEvent]:
    """All that happened to the certificates of one enrolment, newest first, with who did it."""
    events = CertificateEvent.objects.filter(
        certificate__enrolment=certificate.enrolment_id, certificate__kind=certificate.kind
    )
    return events.select_related("certificate", "by").order_by("-at", "-pk")


def certificates_of_run(run: Run) -> list[Certificate]:
    """The live certificates of a run, by the name printed on them."""
    return _by_name(Certificate.objects.filter(enrolment__run=run, status="issued"))


def certificates_of_term(term: Term, locality: Locality | None) -> list[Certificate]:
    """The live certificates of a term's runs in `locality` (None: in all), by the name printed on them."""
    live = Certificate.objects.filter(enrolment__run__term=term, status="issued")
    return _by_name(live.filter(enrolment__run__locality=locality) if locality else live)


def _by_name(live: QuerySet[Certificate]) -> list[Certificate]:
    """In an order that no database decides; those of one person stay together, by the name of the course."""
    # A learner who was erased took the words along.
    live = live.select_related("enrolment__learner", "enrolment__run__locality", "enrolment__run__course")
    rows = [row for row in live if row.words.get("name")]
    return sorted(
        rows,
        key=lambda row: (in_order(row.words["name"]), row.enrolment.learner_id, in_order(row.words["title"]), row.pk),
    )


def in_order(words: str) -> str:
    """What `words` are sorted by: without accents or capitals."""
    plain = (sign for sign in unicodedata.normalize("NFKD", words) if not unicodedata.combining(sign))
    return "".join(plain).casefold()


def certificates_of(learner: Learner) -> QuerySet[Certificate]:
    """The live certificates of a learner, newest first."""
    return Certificate.objects.filter(enrolment__learner=learner, status="issued").select_related(
        "enrolment__run__locality"
    )


def not_printable() -> QuerySet[Certificate]:
    """The live certificates with letters that no font here has, oldest first."""
    live = Certificate.objects.filter(status="issued").exclude(lost_letters="")
    return live.select_related("enrolment__learner__user", "enrolment__run__course").order_by("issued_at", "pk")


def wants_cpd_record(learner: Learner) -> bool:
    """Whether to show `learner` the paper for a record of professional development without being asked."""
    return bool({"staff", "student"} & set(learner.capacities))


def confirmed_by(code: str) -> Certificate | None:
    """The live certificate with this code, however it was typed; None for every other code alike."""
    bare = "".join(sign for sign in code.lower() if sign.isalnum())
    found = Certificate.objects.filter(code=bare, status="issued").first()
    # A learner who was erased took the words along.
    return found if found and found.words.get("name") else None
