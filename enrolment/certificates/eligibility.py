"""Whether a run is over, and how each of its people took part: what a certificate is decided by."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, QuerySet

from courses.models import Course, Policy, Run, Session
from enrolment.places.models import Enrolment
from enrolment.registers.models import Mark


@dataclass
class TookPart:
    """The sessions held since someone's place began, those of them that they came to, and those asked for."""

    held: list[Session] = field(default_factory=list)
    attended: list[Session] = field(default_factory=list)
    required: list[Session] = field(default_factory=list)

    @property
    def counts(self) -> tuple[int, int]:
        """How many sessions were attended, of how many held."""
        return len(self.attended), len(self.held)

    @property
    def missed(self) -> list[Session]:
        """The sessions that a certificate asks for and that they did not come to."""
        return [session for session in self.required if session not in self.attended]

    def meets(self, threshold: int) -> bool:
        """Present or part in at least `threshold` per cent of the sessions held, in one at least, in all asked for.

        Apologies and sessions before the place began: as in domain guide, section 6.
        """
        return bool(self.attended) and not self.missed and len(self.attended) * 100 >= threshold * len(self.held)


def threshold_of(course: Course) -> int:
    """The attendance for a certificate of `course`, in per cent: its own, else the college's."""
    own = course.certificate_threshold
    return Policy.current().certificate_threshold if own is None else own


def asked_for(run: Run, sessions: Iterable[Session] | None = None) -> list[Session]:
    """The sessions of `run` without which there is no certificate. `sessions`: all of its, in order, if they were read.

    Those called off keep their number. No query where its course asks for none.
    """
    numbers = run.course.asks_for()
    if not numbers:
        return []
    rows = list(_in_order(run) if sessions is None else sessions)
    return [rows[number - 1] for number in numbers if 0 < number <= len(rows)]


def _in_order(run: Run) -> QuerySet[Session]:
    return Session.objects.filter(run=run).order_by("held_on", "starts")


def asked_of(enrolment: Enrolment) -> list[Session]:
    """Of those what counts for one person: not what was called off, nor what was before their place began."""
    began_on = enrolment.began_on
    rows = [session for session in asked_for(enrolment.run) if session.status != "cancelled"]
    return [session for session in rows if began_on is None or session.held_on >= began_on]


def took_part(run: Run, enrolments: Iterable[Enrolment]) -> dict[int, TookPart]:
    """How each enrolment of `run` took part, by id, in two queries for any number."""
    sessions = list(_in_order(run))
    held = [session for session in sessions if session.status == "held"]
    required = asked_for(run, sessions)
    marks = Mark.objects.attended().filter(enrolment__in=enrolments, session__in=held)
    came = set(marks.values_list("enrolment_id", "session_id"))
    found = {}
    for enrolment in enrolments:
        counted = [s for s in held if enrolment.began_on is None or s.held_on >= enrolment.began_on]
        attended = [s for s in counted if (enrolment.pk, s.pk) in came]
        found[enrolment.pk] = TookPart(counted, attended, [s for s in required if s in counted])
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
