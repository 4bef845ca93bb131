"""Who could come to one session instead of a trainer, best first, by the facts that plans are made by."""

import datetime as dt
from dataclasses import replace

from django.utils import timezone

from courses.models import Policy, Run
from enrolment.trainers.gathering import gather, meeting_of
from enrolment.trainers.models import Trainer
from enrolment.trainers.queries import pair_of
from enrolment.trainers.solving.fitness import Bar
from enrolment.trainers.solving.suggesting import Suggestion, suggestions
from enrolment.trainers.standing_in.models import Gap, StandIn
from enrolment.trainers.standing_in.states import EXPECTED

PEER, PROFESSIONAL = Trainer.Kind.PEER, Trainer.Kind.PROFESSIONAL
NOT_THEIRS_TO_WAIVE = {Bar.BUSY, Bar.CHECK, Bar.CERTIFIED, Bar.RELEASE}


def could_stand_in(gap: Gap) -> list[int]:
    """The ids of trainers who could come instead, best first; nobody whom anything bars from that one session.

    Who could not take on the whole run may well take one session of it. The pair stays what the rule asks for.
    """
    kinds = _kinds(gap)
    return [
        each.trainer.id
        for each in _against(gap)
        if each.bars <= {Bar.DECLINED} and (PEER if each.trainer.is_peer else PROFESSIONAL) in kinds
    ]


def may_come(stand_in: StandIn) -> bool:
    """Whether whoever says yes to it still may: habits, days away and limits of their own are theirs to waive."""
    found = {each.trainer.id: each.bars for each in _against(stand_in.gap, besides=stand_in)}
    return stand_in.trainer_id in found and not found[stand_in.trainer_id] & NOT_THEIRS_TO_WAIVE


def _against(gap: Gap, besides: StandIn | None = None) -> list[Suggestion]:
    """Everyone who is not on the run against that one session; `besides` does not count as where somebody is."""
    session = gap.session
    term = gather(Run.objects.filter(pk=session.run_id), today=session.held_on)
    found = [run for run in term.runs for meeting in run.meetings if meeting.day == session.held_on]
    if not found:
        return []
    meetings = [m for m in found[0].meetings if (m.day, m.starts) == (session.held_on, session.starts)]
    run = replace(found[0], meetings=tuple(meetings))
    if besides and besides.status in EXPECTED:
        taken = list(term.elsewhere.get(besides.trainer_id, ()))
        taken.remove(meeting_of(session, session.run))
        term = replace(term, elsewhere=term.elsewhere | {besides.trainer_id: tuple(taken)})
    return suggestions(replace(term, runs=(run,)), run)


def _kinds(gap: Gap) -> set[str]:
    """Whom the pair lacks: the same kind, or anybody beside a peer where the college's rule lets them."""
    left = pair_of(gap.session.run).without(gap.allocation)
    if left.peers and left.rule == Policy.Pair.PEER_SECOND:
        return set(Trainer.Kind.values)
    return {gap.allocation.trainer.kind}


def until(session, policy: Policy, *, now: dt.datetime) -> dt.datetime:
    """Until when one person has time to answer: by Policy hours, never in the night, and not beyond the session."""
    is_soon = session.starts_at - now <= dt.timedelta(hours=48)
    ends = timezone.localtime(
        now + dt.timedelta(hours=policy.stand_in_hours_soon if is_soon else policy.stand_in_hours)
    )
    if policy.is_quiet(ends.time()):
        morning = dt.datetime.combine(ends.date(), policy.quiet_until, ends.tzinfo)
        morning += dt.timedelta(hours=1, days=1 if morning <= ends else 0)
        ends = morning
    return min(ends, session.starts_at)
