"""The one place that knows OR-Tools: the model solved by CP-SAT, with a first plan, a bound and a stop.

One worker and `linearization_level=2` measured best on our model (requirements.txt says how); work is
bounded in the solver's own deterministic units, so that the same term gives the same plan on any
machine; seconds only guard a machine that is too slow, and a person may stop it.
"""

import math
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, TimeoutError
from dataclasses import dataclass

from enrolment.trainers.solving.greedy import cost_of, greedy, values_of
from enrolment.trainers.solving.model import Model, model_of
from enrolment.trainers.solving.plan import Plan
from enrolment.trainers.solving.term import Term

FAR = 10**7


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
    values, bound = _search(model, first, effort, progress, watch, every)
    return _plan(model, values, bound)


def _unfilled(model: Model, values) -> int:
    return len(model.f) - sum(values[column] for column in model.f.values())


def _plan(model: Model, values, bound: int) -> Plan:
    pairs = frozenset(pair for pair, column in model.x.items() if values[column])
    unfilled = tuple(run for run, column in model.f.items() if not values[column])
    return Plan(pairs, unfilled, cost_of(model, values), max(0, bound))


def _search(model: Model, first: list[int], effort: Effort, progress: Progress, watch: Watch | None, every: float):
    from ortools.sat.python import cp_model  # noqa: PLC0415  slow to load: the worker alone needs it

    program, columns = _program(model, first, cp_model)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2
    solver.parameters.random_seed = 1
    solver.parameters.max_deterministic_time = effort.work
    solver.parameters.max_time_in_seconds = effort.seconds
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


def _program(model: Model, first: list[int], cp_model):
    program = cp_model.CpModel()
    columns = [program.new_int_var(0, highest, "") for highest in model.rows.highest]
    for terms, (least, most) in zip(model.rows.terms, model.rows.bounds, strict=True):
        total = cp_model.LinearExpr.weighted_sum([columns[c] for c, _f in terms], [f for _c, f in terms])
        program.add_linear_constraint(total, -FAR if least is None else least, FAR if most is None else most)
    program.minimize(cp_model.LinearExpr.weighted_sum(columns, model.rows.costs) + model.rows.constant)
    for column, value in zip(columns, first, strict=True):
        program.add_hint(column, value)
    return program, columns
