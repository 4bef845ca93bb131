"""A term's trainers by the solver, beside a greedy allocator and beside matching each run by itself.

Terms are generated from a seed. Cost is in the units of the college's weights, so it can be compared within a
term and nowhere else; seconds belong to this machine. One worker, as in the product.
"""

import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from bench.sizes import TINY
from bench.table import Goal, Line, compared, verdict
from enrolment.trainers.solving.engine import Effort, Progress, solve
from enrolment.trainers.solving.greedy import Room, cost_of, greedy, groups_for, values_of
from enrolment.trainers.solving.model import Model, model_of, steps_of
from enrolment.trainers.solving.plan import Plan
from enrolment.trainers.solving.term import Term
from tests.enrolment.trainers.solving.checker import broken
from tests.enrolment.trainers.solving.generated import generated_term, lived

ANY = "any"


@dataclass(frozen=True)
class Size:
    """runs and trainers of a term, how many such terms, and the solver's effort in each."""

    runs: int
    trainers: int
    terms: int
    work: float
    has_goals: bool = False


# 60 runs are some 300 sessions: the size that the goals are about.
SIZES = (
    (Size(12, 10, 1, 1, has_goals=True), Size(16, 12, 1, 1))
    if TINY
    else (Size(60, 60, 5, 20, has_goals=True), Size(46, 24, 3, 20), Size(150, 78, 2, 20), Size(300, 156, 1, 40),
          Size(1000, 520, 1, 40))
)  # fmt: skip


CHECKED = 3 if TINY else 1000


@dataclass
class Result:
    """Of one term. Seconds from the start: to the first plan, to within 1 % of the last, to the end."""

    plan: Plan
    greedy: int
    alone: int
    unfilled: tuple[int, int]
    fullest: tuple[float, float]
    first: float = 0
    near: float = 0
    whole: float = 0
    sessions: int = 0


def lines() -> list[Line]:
    return [*(line for size in SIZES for line in _of(size)), _checked()]


def _checked() -> Line:
    """Every rule held against plans of many terms in which some have answered, by a checker of its own."""
    faults = 0
    for seed in range(CHECKED):
        term = lived(seed)
        faults += len(broken(term, solve(term)))
    return Line(f"allocating: rules broken in {CHECKED:,} generated terms", ANY, str(faults), "exact",
                goal="= 0", verdict="not met" if faults else "met")  # fmt: skip


def _of(size: Size) -> list[Line]:
    terms = [generated_term(seed, runs=size.runs, trainers=size.trainers) for seed in range(1, size.terms + 1)]
    found = [_measured(term, size) for term in terms]
    sessions = sum(each.sessions for each in found) // len(found)
    name = f"allocating {size.runs:,} runs ({sessions:,} sessions, {size.trainers} trainers)"
    at_most = Goal(at_most=0.9) if size.has_goals else None
    costs = [each.plan.cost for each in found]
    said = [
        compared(f"{name}: cost / greedy", on=ANY, ours=costs, anchor=[each.greedy for each in found], unit="",
                 floor="0.49 – 0.84 of another greedy", goal=at_most),
        compared(f"{name}: cost / each run by itself", on=ANY, ours=costs, anchor=[each.alone for each in found],
                 unit=""),
        _plain(f"{name}: runs without a pair, beside greedy", [each.unfilled[0] for each in found],
               [each.unfilled[1] for each in found]),
        _plain(f"{name}: the fullest trainer, share of what they asked, beside greedy",
               [each.fullest[0] for each in found], [each.fullest[1] for each in found]),
        _plain(f"{name}: proved gap at most, %", [100 * each.plan.gap for each in found],
               goal=Goal(at_most=2) if size.has_goals else None, worst=True),
        _plain(f"{name}: first plan, s", [each.first for each in found],
               goal=Goal(at_most=5) if size.has_goals else None, worst=True),
        _plain(f"{name}: within 1 % of its last plan, s", [each.near for each in found]),
    ]  # fmt: skip
    proved = [each.whole for each in found if each.plan.is_proved]
    said.append(_plain(f"{name}: to proof, s ({len(proved)} of {len(found)} proved)", proved or [float("nan")]))
    return said


def _plain(what: str, ours: Sequence[float], anchor: Sequence[float] = (), *, goal: Goal | None = None, worst=False):
    figure = max(ours) if worst else sorted(ours)[len(ours) // 2]
    return Line(
        what=what, on=ANY, figure=f"{figure:.3g}", spread=f"{min(ours):.3g} – {max(ours):.3g}",
        anchor=f"{sorted(anchor)[len(anchor) // 2]:.3g}" if anchor else "", goal=str(goal or ""),
        verdict=verdict(goal, figure),
    )  # fmt: skip


def _measured(term: Term, size: Size) -> Result:
    model = model_of(term)
    quick, alone = values_of(model, greedy(model)), values_of(model, each_by_itself(model))
    started, heard = time.monotonic(), []

    def listen(progress: Progress) -> bool:
        heard.append((time.monotonic() - started, progress.cost))
        return False

    plan = solve(term, effort=Effort(size.work, seconds=size.work * 10), watch=listen, every=0.25)
    whole = time.monotonic() - started
    near = next((at for at, cost in heard if cost <= plan.cost * 1.01), whole)
    return Result(
        plan,
        cost_of(model, quick),
        cost_of(model, alone),
        (len(plan.unfilled), len(model.f) - sum(quick[column] for column in model.f.values())),
        (_fullest(model, plan.pairs), _fullest(model, {pair for pair, column in model.x.items() if quick[column]})),
        heard[0][0],
        near,
        whole,
        sum(len(run.meetings) for run in term.runs),
    )


def each_by_itself(model: Model) -> set[tuple[int, int]]:
    """The cheapest pair of each run in the order of the programme, whoever it leaves for the next."""
    choices, room, pairs = defaultdict(list), Room(model), set()
    for run, trainer in model.x:
        choices[run].append(trainer)
    for run in sorted(choices):
        own = [(sum(model.rows.costs[model.x[run, trainer]] for trainer in group), group)
               for group in groups_for(model, run, choices[run])]  # fmt: skip
        _cost, group = min(own, default=(0, ()))
        if group and room.has(run, group):
            room.take(run, group)
            pairs |= {(run, trainer) for trainer in group}
    return pairs


def _fullest(model: Model, pairs) -> float:
    """The highest load as a share of what somebody asked for."""
    load = defaultdict(int)
    for run, trainer in pairs:
        load[trainer] += len(model.runs[run].meetings)
    asked = {trainer: max(1, 2 * steps_of(model.term, model.trainers[trainer])[1]) for trainer in load}
    return max((load[trainer] / asked[trainer] for trainer in load), default=0)
