"""Questions about certificates: who has one, whether a code is good, which runs are over."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, QuerySet

from courses.models import Course, Policy, Run, Session
from enrolment.certificates.models import Certificate, CertificateEvent
from enrolment.certificates.states import TAKEN_BACK
from enrolment.learners.models import Learner
from enrolment.places.models import Enrolment
from enrolment.registers.models import Mark


@dataclass
class TookPart:
    """The sessions held since someone's place began, and those of them that they came to."""

    held: list[Session] = field(default_factory=list)
    attended: list[Session] = field(default_factory=list)

    @property
    def counts(self) -> tuple[int, int]:
        """How many sessions were attended, of how many held."""
        return len(self.attended), len(self.held)

    def meets(self, threshold: int) -> bool:
        """Present or part in at least `threshold` per cent of the sessions held, and in one at least.

        Apologies and sessions before the place began: as in domain guide, section 6.
        """
        return bool(self.attended) and len(self.attended) * 100 >= threshold * len(self.held)


def threshold_of(course: Course) -> int:
    """The attendance for a certificate of `course`, in per cent: its own, else the college's."""
    own = course.certificate_threshold
    return Policy.current().certificate_threshold if own is None else own


def took_part(run: Run, enrolments: Iterable[Enrolment]) -> dict[int, TookPart]:
    """How each enrolment of `run` took part, by id, in two queries for any number."""
    held = list(Session.objects.filter(run=run, status="held").order_by("held_on", "starts"))
    marks = Mark.objects.attended().filter(enrolment__in=enrolments, session__in=held)
    came = set(marks.values_list("enrolment_id", "session_id"))
    found = {}
    for enrolment in enrolments:
        counted = [s for s in held if enrolment.began_on is None or s.held_on >= enrolment.began_on]
        found[enrolment.pk] = TookPart(counted, [s for s in counted if (enrolment.pk, s.pk) in came])
    return found


def is_over(run: Run) -> bool:
    """Whether every session that was not called off was held and has its register closed."""
    open_ones = Q(status="scheduled") | Q(status="held", register__closed_at__isnull=True)
    sessions = Session.objects.filter(run=run)
    return sessions.filter(status="held").exists() and not sessions.filter(open_ones).exists()


def runs_to_settle() -> QuerySet[Run]:
    """Published runs that are over: such as those whose last session was called off."""
    held = Session.objects.filter(run=OuterRef("pk"), status="held")
    left = Session.objects.filter(run=OuterRef("pk")).filter(
        Q(status="scheduled") | Q(status="held", register__closed_at__isnull=True)
    )
    return Run.objects.filter(Exists(held), ~Exists(left), status="published").order_by("pk")


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


def certificates_of_run(run: Run) -> QuerySet[Certificate]:
    """The live certificates of a run, by name of the learner."""
    live = Certificate.objects.filter(enrolment__run=run, status="issued")
    return live.order_by("enrolment__learner__name", "pk")


def certificates_of(learner: Learner) -> QuerySet[Certificate]:
    """The live certificates of a learner, newest first."""
    return Certificate.objects.filter(enrolment__learner=learner, status="issued").select_related(
        "enrolment__run__locality"
    )


def confirmed_by(code: str) -> Certificate | None:
    """The live certificate with this code, however it was typed; None for every other code alike."""
    bare = "".join(sign for sign in code.lower() if sign.isalnum())
    found = Certificate.objects.filter(code=bare, status="issued").first()
    # A learner who was erased took the words along.
    return found if found and found.words.get("name") else None
