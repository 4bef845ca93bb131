"""Why a run stays without its pair, and the smallest change that would give it one.

Each reason is a fact of the term or of the plan; each change can be put into the term and solved again.
"""

import datetime as dt
from collections import Counter
from collections.abc import Set
from dataclasses import dataclass, replace
from itertools import product

from enrolment.trainers.solving.fitness import NOT_THEIRS, Bar, bars, most_at_once, most_in_a_row
from enrolment.trainers.solving.model import needs_of, skills_lacking
from enrolment.trainers.solving.plan import Plan, diaries
from enrolment.trainers.solving.term import PEER_SECOND, Run, Term, Trainer

PEER, PROFESSIONAL, SECOND = "peer", "professional", "second"
CHANGEABLE = frozenset(Bar) - {Bar.BUSY, Bar.DECLINED}
ORDER = {bar: place for place, bar in enumerate(Bar)}


@dataclass(frozen=True)
class Side:
    """One of the two who lacks. `barred`: what keeps each of those whose run it could be; nobody: none such."""

    kind: str
    barred: tuple[tuple[int, Bar], ...]


@dataclass(frozen=True)
class Change:
    """One fact of one trainer that would have to be different: a bar to be lifted."""

    trainer: int
    bar: Bar


@dataclass(frozen=True)
class Gap:
    """A run without its pair: the sides for which nobody is left, and the fewest changes that would fill it."""

    run: int
    sides: tuple[Side, ...]
    changes: tuple[Change, ...]


def gaps_of(term: Term, plan: Plan) -> list[Gap]:
    """The reasons of every unfilled run of `plan`."""
    people, diary = {trainer.id: trainer for trainer in term.trainers}, diaries(term, plan.pairs)
    runs = {run.id: run for run in term.runs}
    return [_gap(term, people, diary, runs[run]) for run in plan.unfilled]


def _gap(term: Term, people: dict[int, Trainer], diary: dict[int, list[Run]], run: Run) -> Gap:
    here = {trainer for r, trainer in term.stays if r == run.id}
    kept = {t: bars(term, run, people[t], diary[t]) for t in people if t not in here}
    kinds = _lacking(term, run, people)
    group = _cheapest(kinds, kept, people, skills_lacking(term, run, people))
    sides: list[Side] = []
    changes: list[Change] = []
    for place, (kind, (best, found)) in enumerate(zip(kinds, group, strict=True)):
        changes += [Change(best, bar) for bar in sorted(found, key=lambda bar: ORDER[bar]) if best is not None]
        if best is None or found:
            before = {t for t, _found in group[:place]}
            theirs = [t for t in kept if t not in before and _is_of(people[t], kind) and not kept[t] & NOT_THEIRS]
            sides.append(Side(kind, tuple((t, min(kept[t] or {Bar.SKILL}, key=_weight)) for t in theirs)))
    is_possible = all(best is not None and found <= CHANGEABLE for best, found in group)
    return Gap(run.id, tuple(sides), tuple(changes) if is_possible else ())


# Who is to be asked, and what would have to change about them; nobody where there is no such person at all.
Choice = tuple[int | None, frozenset[Bar]]


def _cheapest(kinds: list[str], kept: dict[int, set[Bar]], people: dict[int, Trainer], skills) -> list[Choice]:
    """One for each of `kinds`, with the fewest changes: one of them has to have each of `skills`, or to learn it."""
    best: list[Choice] = [(None, frozenset())] * len(kinds)
    least = None
    for group in product(*(_shortlist(kind, kept, people, skills, len(kinds)) for kind in kinds)):
        asked = [t for t in group if t is not None]
        if len(set(asked)) < len(asked):
            continue
        found: list[Choice] = [(t, frozenset(kept[t]) if t is not None else frozenset()) for t in group]
        if asked and skills.difference(*(people[t].skills for t in asked)):
            found = [(t, each | {Bar.SKILL} if t == asked[-1] else each) for t, each in found]
        changes = [bar for _t, each in found for bar in each]
        efforts = [_effort(each) for _t, each in found]
        effort = (sum(effort[0] for effort in efforts), len(changes), sum(effort[2] for effort in efforts), asked)
        if least is None or effort < least:
            least, best = effort, found
    return best


def _shortlist(kind: str, kept, people, skills, most: int) -> list[int | None]:
    """Those of `kind` with the least in their way, `most` for each of `skills` they have; None where there are none."""
    able = sorted((t for t in kept if _is_of(people[t], kind)), key=lambda t: (*_effort(kept[t]), t))
    taken: Counter[frozenset[str]] = Counter()
    found: list[int | None] = []
    for t in able:
        taken[people[t].skills & skills] += 1
        if taken[people[t].skills & skills] <= most:
            found.append(t)
    return found or [None]


def _lacking(term: Term, run: Run, people: dict[int, Trainer]) -> list[str]:
    peers, lacking = needs_of(term, run, people)
    other = SECOND if term.pair == PEER_SECOND else PROFESSIONAL
    return [PEER] * peers + [other] * (lacking - peers)


def _is_of(trainer: Trainer, kind: str) -> bool:
    return kind == SECOND or trainer.is_peer == (kind == PEER)


def _effort(found: Set[Bar]) -> tuple[bool, int, int]:
    """Fewest changes first; among as many, the easiest; last of all what no change helps."""
    return not found <= CHANGEABLE, len(found), sum(ORDER[bar] for bar in found)


def _weight(bar: Bar) -> int:
    """Which of several bars is said: the hardest, for without it the others would not matter."""
    return -ORDER[bar]


def changed(term: Term, run: Run, changes: tuple[Change, ...], plan: Plan) -> Term:
    """The term as it would be if `changes` were made for `run`, for solving again."""
    diary = diaries(term, plan.pairs)
    people = {trainer.id: trainer for trainer in term.trainers}
    for change in changes:
        taken = [*term.elsewhere.get(change.trainer, ()), *(m for r in diary[change.trainer] for m in r.meetings)]
        people[change.trainer] = _lifted(people[change.trainer], run, change.bar, taken)
    return replace(term, trainers=tuple(people[trainer.id] for trainer in term.trainers))


def _lifted(trainer: Trainer, run: Run, bar: Bar, taken) -> Trainer:
    week, day = most_at_once(run.meetings, taken)
    days = {meeting.day for meeting in run.meetings}
    match bar:
        case Bar.HALF_DAY:
            return replace(trainer, free=trainer.free | {meeting.half for meeting in run.meetings})
        case Bar.WEEK:
            return replace(trainer, a_week=week)
        case Bar.DAY:
            return replace(trainer, a_day=day)
        case Bar.ROW:
            return replace(trainer, in_a_row=most_in_a_row(run.meetings, taken))
        case Bar.FAR:
            return replace(trainer, furthest=None)
        case Bar.SKILL:
            return replace(trainer, skills=trainer.skills | run.skills)
        case Bar.CHECK:
            return replace(trainer, cleared_until=max(days))
        case Bar.RELEASE:
            return replace(trainer, released=None)
        case Bar.PLACE:
            return replace(trainer, places=trainer.places | {run.place})
        case Bar.STRAND:
            return replace(trainer, strands=trainer.strands | {run.strand})
        case Bar.AWAY:
            return replace(trainer, away=_away_without(trainer.away, days))
        case Bar.CERTIFIED:
            return replace(trainer, is_certified=True)
    raise ValueError(f"Nothing lifts {bar}.")


def _away_without(away: tuple[tuple[dt.date, dt.date], ...], days: set[dt.date]) -> tuple[tuple[dt.date, dt.date], ...]:
    return tuple((first, last) for first, last in away if not any(first <= day <= last for day in days))
