"""What the solver is told, read from rows in a fixed number of queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from django.db.models import QuerySet

from courses.models import Policy, Run, Session
from courses.models.runs import RunQuerySet
from enrolment.trainers.models import Allocation, Journey, Trainer
from enrolment.trainers.pathway.models import Step
from enrolment.trainers.pathway.queries import shadows
from enrolment.trainers.solving.fitness import HABITS, bars
from enrolment.trainers.solving.term import Meeting, Term, Weights
from enrolment.trainers.solving.term import Release as PlainRelease
from enrolment.trainers.solving.term import Run as PlainRun
from enrolment.trainers.solving.term import Trainer as PlainTrainer
from enrolment.trainers.standing_in.models import StandIn
from enrolment.trainers.standing_in.states import EXPECTED


def gather(runs: RunQuerySet, *, today: dt.date) -> Term:
    """The plain data for `runs`, from `today` (local date) on: drafts and published ones that still meet.

    Whoever was asked against their habits was asked by a person who knew why, so they stay, as do
    accepted and locked allocations, and anybody beside a pair that is whole.
    """
    policy = Policy.current()
    found = runs.filter(status__in=["draft", "published"]).order_by("pk")
    rows = found.select_related("course", "venue", "locality").prefetch_related("sessions__venue")
    plain = tuple(each for each in (_run(row, today) for row in rows) if each.meetings)
    ids = {run.id for run in plain}
    live = list(Allocation.objects.filter(run__in=ids).exclude(status="released").order_by("pk"))
    trainers = Trainer.objects.filter(is_active=True).exclude(pk__in=shadows().values("trainer"))
    trainers |= Trainer.objects.filter(pk__in=[each.trainer_id for each in live])
    term = Term(
        runs=plain,
        trainers=tuple(_trainer(each) for each in _whole(trainers)),
        stays=_named(each for each in live if each.status == "accepted" or _is_locked(each)),
        asked=_named(each for each in live if each.status == "proposed" and not each.is_locked),
        declined=_named(each for each in live if each.status == "declined"),
        elsewhere=_elsewhere(ids, today),
        before=_before(found, today),
        travel={(each.one_id, each.other_id): each.minutes for each in Journey.objects.order_by("pk")},
        travel_default=policy.journey_minutes,
        usual_a_week=policy.usual_a_week,
        pair=str(policy.pair_rule),
        needs_release=policy.release == Policy.Release.REQUIRED,
        weights=Weights(
            policy.weigh_unfilled, policy.weigh_change, policy.weigh_fairness,
            policy.weigh_continuity, policy.weigh_growth, policy.weigh_travel,
        ),
    )  # fmt: skip
    return _keeping(term)


def _is_locked(allocation: Allocation) -> bool:
    return allocation.status == "proposed" and allocation.is_locked


def _named(allocations: Iterable[Allocation]) -> frozenset[tuple[int, int]]:
    return frozenset((each.run_id, each.trainer_id) for each in allocations)


def _run(row: Run, today: dt.date) -> PlainRun:
    meetings = tuple(meeting_of(session, row) for session in row.sessions_on() if session.held_on >= today)
    course = row.course
    return PlainRun(
        row.pk, course.pk, course.strand_id, row.locality_id, meetings, course.needs_certified_facilitators,
        frozenset(course.skills),
    )  # fmt: skip


def meeting_of(session: Session, run: Run) -> Meeting:
    """When and where `session` of `run` is met."""
    venue = session.venue or run.venue
    is_online = run.format == "online" or run.locality.is_online or (venue is not None and venue.is_online)
    place = venue.locality_id if venue else run.locality_id
    return Meeting(session.held_on, session.starts, session.ends, None if is_online else place)


def _whole(trainers: QuerySet[Trainer]) -> QuerySet[Trainer]:
    return trainers.order_by("pk").prefetch_related(
        "clearances", "aways", "free_times", "localities", "strands", "releases", "steps"
    )


def _trainer(row: Trainer) -> PlainTrainer:
    return PlainTrainer(
        id=row.pk,
        is_peer=row.kind == Trainer.Kind.PEER,
        places=frozenset(place.pk for place in row.localities.all()) if row.is_active else frozenset(),
        strands=frozenset(strand.pk for strand in row.strands.all()),
        free=frozenset((time.weekday, time.half) for time in row.free_times.all()),
        cleared_until=max((clearance.until for clearance in row.clearances.all()), default=None),
        away=tuple(sorted((away.first_on, away.last_on) for away in row.aways.all())),
        is_certified=row.is_certified_facilitator,
        is_trained=_is_trained(row),
        a_week=row.sessions_a_week,
        a_day=row.sessions_a_day,
        in_a_row=row.sessions_in_a_row,
        home=row.home_id,
        furthest=row.minutes_away,
        skills=frozenset(row.skills),
        released=_released(row),
    )


def not_released(run: Run, allocations: Iterable[Allocation], *, today: dt.date) -> set[int]:
    """Those of `allocations` (ids) whose trainer's own team has not said yes to every session from `today` on.

    Whoever needs nobody's yes costs no query.
    """
    theirs = {each.trainer_id: each.pk for each in allocations if each.trainer.paid_as == Trainer.PaidAs.RELEASED}
    if not theirs:
        return set()
    told = _run(run, today)
    rows = _whole(Trainer.objects.filter(pk__in=theirs))
    return {theirs[row.pk] for row in rows if not _trainer(row).is_released_for(told)}


def _is_trained(row: Trainer) -> bool:
    """By the college's sheet, or because the office wrote it down."""
    is_noted = any(step.key == Step.Key.TRAIN_THE_TRAINER and not step.ended_at for step in row.steps.all())
    return is_noted or row.train_the_trainer == Trainer.TrainTheTrainer.DONE


def _released(row: Trainer) -> tuple[PlainRelease, ...] | None:
    if row.paid_as != Trainer.PaidAs.RELEASED:
        return None
    return tuple(
        PlainRelease(each.until, each.run_id, frozenset(each.days)) for each in row.releases.all() if not each.ended_at
    )


def _elsewhere(ids: set[int], today: dt.date) -> dict[int, tuple[Meeting, ...]]:
    """Where trainers already are because of other runs, of other terms or localities; and where they stand in."""
    live = Allocation.objects.live().filter(run__status__in=["draft", "published"]).exclude(run__in=ids)
    live = live.filter(run__sessions__held_on__gte=today).distinct().order_by("pk")
    found: dict[int, list[Meeting]] = defaultdict(list)
    rows = live.select_related("run__venue", "run__locality").prefetch_related("run__sessions__venue")
    for each in rows:
        found[each.trainer_id] += _run_meetings(each.run, today)
    for each in StandIn.objects.filter(
        status__in=EXPECTED, gap__ended_at=None, gap__session__held_on__gte=today
    ).select_related("gap__session__venue", "gap__session__run__venue", "gap__session__run__locality"):
        found[each.trainer_id].append(meeting_of(each.gap.session, each.gap.session.run))
    return {trainer: tuple(meetings) for trainer, meetings in found.items()}


def _run_meetings(run: Run, today: dt.date) -> list[Meeting]:
    return [meeting_of(session, run) for session in run.sessions_on() if session.held_on >= today]


def _before(runs: RunQuerySet, today: dt.date) -> frozenset[tuple[int, int]]:
    """Who taught which course in the year before."""
    taught = Allocation.objects.filter(status="accepted", run__course__in=runs.order_by().values("course"))
    taught = taught.filter(run__term__ends_on__range=(today - dt.timedelta(days=366), today))
    return frozenset(taught.values_list("trainer", "run__course"))


def _keeping(term: Term) -> Term:
    people = {trainer.id: trainer for trainer in term.trainers}
    runs = {run.id: run for run in term.runs}
    kept = {
        (run, trainer)
        for run, trainer in term.asked
        if (found := bars(term, runs[run], people[trainer])) and found <= HABITS
    }
    whole = {run for run in runs if _is_whole([people[t] for r, t in term.stays | kept if r == run], term.pair)}
    kept |= {(run, trainer) for run, trainer in term.asked if run in whole}
    return replace(term, stays=term.stays | kept, asked=term.asked - kept)


def _is_whole(trainers: list[PlainTrainer], rule: str) -> bool:
    peers = sum(trainer.is_peer for trainer in trainers)
    return peers > 0 and len(trainers) > 1 and (peers < len(trainers) or rule == "peer_second")
