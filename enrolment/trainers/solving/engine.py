"""The one place that knows OR-Tools: the model solved by CP-SAT, with a first plan, a bound and a stop.

Large terms are first improved one locality after the other, the rest standing still; then the whole is
searched. One worker and `linearization_level=2` measured best on our model. Work is bounded in the solver's
own deterministic units, so that the same term gives the same plan on any machine; seconds only guard a
machine that is too slow, and a person may stop it.

Why not HiGHS: measured side by side on our model (one thread, 24 to 156 trainers, the same minute or two) it
proved 46 runs in less time, and came as near at 150 runs (gap 0.24 %, here 0.20 %) and at 300 (0.12 %, here
0.04 %). But it can only be cut short by the clock, and then one term gives now this plan and now that.
"""

import math
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, TimeoutError
from dataclasses import dataclass

from enrolment.trainers.solving.greedy import cost_of, greedy, values_of
from enrolment.trainers.solving.model import Model, model_of
from enrolment.trainers.solving.plan import Plan
from enrolment.trainers.solving.term import Term

FAR = 10**7
# From so many choices on, localities are improved one by one before the whole is searched.
LARGE = 2000
ROUNDS = 2


@dataclass(frozen=True)
class Effort:
    """work: in the solver's own units, about a second each on an idle machine. seconds: on the clock."""

    work: float = 60
    seconds: float = 300


@dataclass
class Progress:
    """What is known so far; the first plan stands before the search begins."""

    unfilled: int
    cost: int
    bound: int = 0


Watch = Callable[[Progress], bool]


def solve(term: Term, *, effort: Effort = Effort(), watch: Watch | None = None, every: float = 1) -> Plan:
    """The best plan found for `term`, with its bound. Always a plan; never one that breaks a rule.

    `watch` is called in this thread at the start and each `every` seconds, and stops the search by True.
    """
    model = model_of(term)
    first = values_of(model, greedy(model))
    progress = Progress(_unfilled(model, first), cost_of(model, first))
    if watch and watch(progress):
        return _plan(model, first, 0)
    if len(model.x) >= LARGE:
        first, is_stopped = _place_by_place(model, first, effort, progress, watch)
        if is_stopped:
            return _plan(model, first, 0)
    values, bound = _search(model, first, effort, progress, watch, every)
    return _plan(model, values, bound)


def _unfilled(model: Model, values) -> int:
    return len(model.f) - sum(values[column] for column in model.f.values())


def _plan(model: Model, values, bound: int) -> Plan:
    pairs = frozenset(pair for pair, column in model.x.items() if values[column])
    unfilled = tuple(run for run, column in model.f.items() if not values[column])
    return Plan(pairs, unfilled, cost_of(model, values), max(0, bound))


def _place_by_place(model: Model, values: list[int], effort: Effort, progress: Progress, watch: Watch | None):
    """`values` made better, the runs of one locality at a time; and whether a person stopped it."""
    from ortools.sat.python import cp_model  # noqa: PLC0415  slow to load: the worker alone needs it

    places = sorted({run.place for run in model.runs.values()})
    until = time.monotonic() + effort.seconds / 2
    work = effort.work / 2 / (ROUNDS * len(places))
    for place in places * ROUNDS:
        if time.monotonic() > until:
            break
        program, columns = _program(model, values, cp_model, _columns_of(model, place))
        solver = _solver(cp_model, work, until - time.monotonic())
        if solver.solve(program) in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            found = [solver.value(column) for column in columns]
            values = min(values, found, key=lambda each: cost_of(model, each))
        progress.unfilled, progress.cost = _unfilled(model, values), cost_of(model, values)
        if watch and watch(progress):
            return values, True
    return values, False


def _columns_of(model: Model, place: int) -> set[int]:
    """What may change while only the runs of `place` are planned anew: theirs, and everybody's load."""
    mine = {run for run, told in model.runs.items() if told.place == place}
    own = {column for (run, _trainer), column in model.x.items() if run in mine}
    own |= {column for run, column in model.f.items() if run in mine}
    own |= {column for run, (column, _here) in model.learning.items() if run in mine}
    return own | {column for column, *_share in model.shares}


def _solver(cp_model, work: float, seconds: float):
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2
    solver.parameters.random_seed = 1
    solver.parameters.max_deterministic_time = work
    solver.parameters.max_time_in_seconds = max(0.1, seconds)
    return solver


def _search(model: Model, first: list[int], effort: Effort, progress: Progress, watch: Watch | None, every: float):
    from ortools.sat.python import cp_model  # noqa: PLC0415  slow to load: the worker alone needs it

    program, columns = _program(model, first, cp_model)
    solver = _solver(cp_model, effort.work, effort.seconds)
    paired = [columns[column] for column in model.f.values()]

    class Better(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self) -> None:
            progress.unfilled = len(paired) - sum(self.value(column) for column in paired)
            progress.cost = round(self.objective_value)
            progress.bound = _whole(self.best_objective_bound)

    with ThreadPoolExecutor(1) as beside:
        searching = beside.submit(solver.solve, program, Better())
        while watch:
            try:
                searching.result(timeout=every)
                break
            except TimeoutError:
                if watch(progress):
                    solver.stop_search()
                    break
        status = searching.result()
    bound = _whole(solver.best_objective_bound)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return first, bound
    return [solver.value(column) for column in columns], bound


def _whole(bound: float) -> int:
    """Costs are whole numbers: a bound between two of them proves the higher one."""
    return math.ceil(bound - 1e-6) if math.isfinite(bound) else 0


def _program(model: Model, first: list[int], cp_model, free: set[int] | None = None):
    """The model for the solver, `first` as its hint; all columns but those of `free` stand still where it is given."""
    program = cp_model.CpModel()
    columns = [
        program.new_int_var(0, highest, "") if free is None or number in free else program.new_constant(first[number])
        for number, highest in enumerate(model.rows.highest)
    ]
    for terms, (least, most) in zip(model.rows.terms, model.rows.bounds, strict=True):
        if free is not None and not any(column in free for column, _factor in terms):
            continue
        total = cp_model.LinearExpr.weighted_sum([columns[c] for c, _f in terms], [f for _c, f in terms])
        program.add_linear_constraint(total, -FAR if least is None else least, FAR if most is None else most)
    program.minimize(cp_model.LinearExpr.weighted_sum(columns, model.rows.costs) + model.rows.constant)
    for number, column in enumerate(columns):
        if free is None or number in free:
            program.add_hint(column, first[number])
    return program, columns
