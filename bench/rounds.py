"""Measuring in turn: a busy machine slows both sides of a ratio alike only when they take turns."""

from collections.abc import Callable, Mapping

from bench.sizes import ROUNDS


def in_turn(measures: Mapping[str, Callable[[], float]], *, rounds: int = ROUNDS) -> dict[str, list[float]]:
    """Each measure once a round, in the other order every second round; the figures by name."""
    figures: dict[str, list[float]] = {name: [] for name in measures}
    names = list(measures)
    for number in range(rounds):
        for name in names if number % 2 == 0 else reversed(names):
            figures[name].append(measures[name]())
    return figures
