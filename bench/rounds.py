"""Measuring in turn: a busy machine slows both sides of a ratio alike only when they take turns."""

import os
from collections.abc import Callable, Mapping

# Five is the least whose median says something; fewer only to see that the bench runs.
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
SECONDS = float(os.environ.get("BENCH_SECONDS", "1.5"))


def in_turn(measures: Mapping[str, Callable[[], float]], *, rounds: int = 0) -> dict[str, list[float]]:
    """Each measure once a round, in the other order every second round; the figures by name."""
    figures: dict[str, list[float]] = {name: [] for name in measures}
    names = list(measures)
    for number in range(rounds or ROUNDS):
        for name in names if number % 2 == 0 else reversed(names):
            figures[name].append(measures[name]())
    return figures
