"""A first plan in a blink: the run with the fewest choices first, its cheapest pair that still goes."""

from collections import defaultdict
from itertools import combinations

from enrolment.trainers.solving.model import Model, skills_lacking


def values_of(model: Model, pairs: set[tuple[int, int]]) -> list[int]:
    """The value of every column when those of `pairs` (run, trainer) are asked."""
    values = [0] * len(model.rows.costs)
    taken, load, untrained = defaultdict(int), defaultdict(int), defaultdict(int)
    for run, trainer in pairs:
        values[model.x[run, trainer]] = 1
        taken[run] += 1
        load[trainer] += len(model.runs[run].meetings)
        untrained[run] += not model.trainers[trainer].is_trained
    for run, column in model.f.items():
        values[column] = int(taken[run] == model.needs[run][1])
    for column, trainer, above, fixed in model.shares:
        values[column] = max(0, load[trainer] + fixed - above)
    for run, (column, here) in model.learning.items():
        values[column] = int(untrained[run] + here > 1)
    return values


def cost_of(model: Model, values) -> int:
    """What the plan costs, in the units of the weights."""
    return model.rows.constant + sum(cost * value for cost, value in zip(model.rows.costs, values, strict=True))


def greedy(model: Model) -> set[tuple[int, int]]:
    """(run, trainer) of a plan that breaks no rule; not the best, but there at once."""
    choices, room = defaultdict(list), Room(model)
    for run, trainer in model.x:
        choices[run].append(trainer)
    pairs: set[tuple[int, int]] = set()
    for run in sorted(choices, key=lambda run: (len(choices[run]), run)):
        best = min(
            ((room.cost(run, group), group) for group in groups_for(model, run, choices[run]) if room.has(run, group)),
            default=None,
        )
        if best:
            room.take(run, best[1])
            pairs |= {(run, trainer) for trainer in best[1]}
    return pairs


def groups_for(model: Model, run: int, trainers: list[int]):
    """Every group of people that would make the pair of `run` whole."""
    peers_lacking, lacking = model.needs[run]
    exact = model.term.pair != "peer_second"
    wanted = skills_lacking(model.term, model.runs[run], model.trainers)
    for group in combinations(trainers, lacking):
        if wanted.difference(*(model.trainers[trainer].skills for trainer in group)):
            continue
        peers = sum(model.trainers[trainer].is_peer for trainer in group)
        if peers == peers_lacking or (not exact and peers > peers_lacking):
            yield group


class Room:
    """How much of each limit is left while pairs are taken one by one."""

    def __init__(self, model: Model):
        self.model, self.load = model, defaultdict(int)
        self.left, self.inside = {}, defaultdict(list)
        choices = set(model.x.values())
        for number, (terms, (least, most)) in enumerate(zip(model.rows.terms, model.rows.bounds, strict=True)):
            if least is None and most is not None and all(column in choices for column, _factor in terms):
                self.left[number] = most
                for column, factor in terms:
                    self.inside[column].append((number, factor))
        self.steps = defaultdict(list)
        for _column, trainer, above, fixed in model.shares:
            self.steps[trainer].append(above - fixed)

    def has(self, run: int, group) -> bool:
        rows = (row for trainer in group for row in self.inside[self.model.x[run, trainer]])
        return all(factor <= self.left[number] for number, factor in rows)

    def cost(self, run: int, group) -> int:
        own = sum(self.model.rows.costs[self.model.x[run, trainer]] for trainer in group)
        more = len(self.model.runs[run].meetings)
        above = sum(
            max(0, self.load[trainer] + more - step) - max(0, self.load[trainer] - step)
            for trainer in group
            for step in self.steps[trainer]
        )
        return own + self.model.term.weights.fairness * above

    def take(self, run: int, group) -> None:
        for trainer in group:
            self.load[trainer] += len(self.model.runs[run].meetings)
            for number, factor in self.inside[self.model.x[run, trainer]]:
                self.left[number] -= factor
