"""Questions about trainers: who is on a run, is it a pair, who could teach it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from courses.models import Course, Policy, Run, Session
from enrolment.trainers.models import Allocation, TermPlan, Trainer
from enrolment.trainers.standing_in.models import Gap
from enrolment.trainers.standing_in.queries import stand_ins_of

# Anybody beside a peer, where the college's rule lets them.
SECOND = "second"


@dataclass
class Pair:
    """The trainers of one run, and whether they are the pair that the college's rule asks for."""

    peers: list[Allocation] = field(default_factory=list)
    professionals: list[Allocation] = field(default_factory=list)
    rule: str = Policy.Pair.PEER_PROFESSIONAL

    @property
    def everyone(self) -> list[Allocation]:
        return self.peers + self.professionals

    def without(self, allocation: Allocation) -> "Pair":
        """The pair that is left when one of them can't."""
        return self._of(lambda each: each != allocation)

    def of_yeses(self) -> "Pair":
        """Of it, those who have said yes."""
        return self._of(lambda each: each.status == Allocation.Status.ACCEPTED)

    def _of(self, holds: Callable[[Allocation], bool]) -> "Pair":
        return Pair(list(filter(holds, self.peers)), list(filter(holds, self.professionals)), self.rule)

    @property
    def is_complete(self) -> bool:
        """Two different people, one of them a peer; by the default rule the other a professional."""
        if self.rule == Policy.Pair.PEER_SECOND:
            return bool(self.peers) and len(self.everyone) >= 2
        return bool(self.peers and self.professionals)

    @property
    def wanted(self) -> list[str]:
        """The kinds that it still lacks, or SECOND."""
        if self.is_complete:
            return []
        peer: list[str] = [] if self.peers else [Trainer.Kind.PEER]
        if self.rule == Policy.Pair.PEER_SECOND:
            return peer or [SECOND]
        return peer if self.professionals else [*peer, Trainer.Kind.PROFESSIONAL]

    def wants(self, kind: str) -> bool:
        """Whether somebody of `kind` would bring it nearer to being whole."""
        return SECOND in self.wanted or kind in self.wanted

    def can(self, skill: str) -> bool:
        return any(skill in allocation.trainer.skills for allocation in self.everyone)

    @property
    def never_alone(self) -> Trainer | None:
        """Who is the only one, and asked never to teach alone."""
        only = self.everyone[0].trainer if len(self.everyone) == 1 else None
        return only if only and only.never_alone else None

    @property
    def missing(self) -> str:
        """What the run still lacks, in words; empty for a complete pair."""
        if self.is_complete:
            return ""
        if not self.everyone:
            return _("Both trainers are to be confirmed.")
        if not self.peers:
            return _("The peer trainer is to be confirmed.")
        return _("The second trainer is to be confirmed.")


def pairs_of(runs: Iterable[Run]) -> dict[int, Pair]:
    """The pair of each run by run id, in two queries for any number of runs."""
    rule = Policy.current().pair_rule
    pairs = {run.pk: Pair(rule=rule) for run in runs}
    allocations = Allocation.objects.live().filter(run_id__in=pairs).select_related("trainer").order_by("made_at")
    for allocation in allocations:
        pair = pairs[allocation.run_id]
        side = pair.peers if allocation.trainer.kind == Trainer.Kind.PEER else pair.professionals
        side.append(allocation)
    return pairs


def pair_of(run: Run) -> Pair:
    return pairs_of([run])[run.pk]


def asked_skills() -> set[str]:
    """All that courses ask of one of their trainers, as it stands there."""
    return {skill for course in Course.objects.exclude(wanted_skills="") for skill in course.skills}


def skills_missing(run: Run, pair: Pair) -> list[str]:
    """What the course asks of one of its trainers, and nobody of a whole `pair` can do. No query."""
    return [skill for skill in run.course.skills if pair.is_complete and not pair.can(skill)]


def trainers_see_until(run: Run) -> dt.date | None:
    """The last local day on which the trainers of `run` see and correct its registers; None without a session."""
    days = [session.held_on for session in run.sessions.all()]
    return max(days) + dt.timedelta(days=Policy.current().register_days) if days else None


def credits_of(run: Run, session: Session | None = None) -> list[str]:
    """The names printed for a run's trainers, as each chose, in no order of kind. Of one `session`, who comes to it."""
    accepted = Allocation.objects.filter(run=run, status="accepted").select_related("trainer")
    if session is None:
        return sorted(allocation.trainer.credit for allocation in accepted)
    here = accepted.exclude(gaps__in=Gap.objects.filter(session=session, ended_at=None))
    instead = stand_ins_of(session)
    return sorted([allocation.trainer.credit for allocation in here] + [each.trainer.credit for each in instead])


def trainer_clashes(run: Run, sessions: Iterable[Session] | None = None) -> list[tuple[Trainer, Session]]:
    """Which trainers of `run` teach another run at the hour of one of `sessions`, with that run's session.

    sessions: its own where none are given; they may be as they would be, unsaved. Two queries for
    any number of trainers and runs.
    """
    mine = run.sessions_on() if sessions is None else list(sessions)
    live = Allocation.objects.live()
    busy: dict[int, list[Trainer]] = defaultdict(list)
    for other in (
        live.filter(trainer__in=live.filter(run=run).values("trainer")).exclude(run=run).select_related("trainer")
    ):
        busy[other.run_id].append(other.trainer)
    theirs = Session.objects.filter(run__in=busy, held_on__in={session.held_on for session in mine})
    theirs = theirs.exclude(status="cancelled").select_related("run__course", "run__locality", "run__term")
    return [
        (trainer, session)
        for session in theirs
        if any(each.starts_at < session.ends_at and session.starts_at < each.ends_at for each in mine)
        for trainer in busy[session.run_id]
    ]


def is_first_session(session) -> bool:
    """Whether `session` is the first of its run that isn't called off."""
    return session == session.run.sessions_on()[0]


def a_plan_waits() -> bool:
    """Whether a plan of a term waits and none is being worked out."""
    plans = TermPlan.objects.filter(status__in=["waiting", "working"]).values_list("status", flat=True)
    return set(plans) == {"waiting"}
