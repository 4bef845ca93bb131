"""The table that the bench prints, and the page of evidence it writes."""

import datetime as dt
import json
import os
import platform
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Goal:
    """A bound on a figure: `at_least` or `at_most`, exactly one of them; the figure as the page prints it."""

    at_least: float | None = None
    at_most: float | None = None

    def is_met(self, figure: float) -> bool:
        return figure >= self.at_least if self.at_least is not None else figure <= self.at_most

    def __str__(self) -> str:
        return f"≥ {self.at_least:g}" if self.at_least is not None else f"≤ {self.at_most:g}"


@dataclass(frozen=True)
class Line:
    """One line: a figure, its spread, both sides of it, and what it was to be."""

    what: str
    on: str
    figure: str
    spread: str = ""
    ours: str = ""
    anchor: str = ""
    floor: str = ""
    goal: str = ""
    verdict: str = ""


def compared(
    what: str,
    *,
    on: str,
    ours: Sequence[float],
    anchor: Sequence[float],
    unit: str,
    floor: str = "",
    goal: Goal | None = None,
) -> Line:
    """A line of pairwise ratios, ours to the anchor of the same round: their median, lowest and highest."""
    ratios = [mine / plain for mine, plain in zip(ours, anchor, strict=True)]
    middle = statistics.median(ratios)
    return Line(
        what=what,
        on=on,
        figure=_short(middle),
        spread=f"{_short(min(ratios))} – {_short(max(ratios))}",
        ours=f"{_short(statistics.median(ours))} {unit}",
        anchor=f"{_short(statistics.median(anchor))} {unit}",
        floor=floor,
        goal=str(goal or ""),
        verdict=verdict(goal, middle),
    )


def bounded(what: str, figure: float, goal: Goal, *, on: str) -> Line:
    """A line of one exact figure and the bound it has to keep."""
    return Line(what=what, on=on, figure=f"{figure:.3g}", spread="exact", goal=str(goal), verdict=verdict(goal, figure))


def verdict(goal: Goal | None, figure: float) -> str:
    if goal is None:
        return ""
    return "met" if goal.is_met(figure) else "not met"


def _short(figure: float) -> str:
    return f"{figure:,.0f}" if figure >= 100 else f"{figure:.3g}"


HEADINGS = ["What", "On", "Figure", "Spread", "Ours", "Beside it", "Floor", "Goal", ""]


def as_markdown(lines: Sequence[Line]) -> str:
    rows = [HEADINGS, ["---"] * len(HEADINGS), *(list(asdict(line).values()) for line in lines)]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows)


def as_text(lines: Sequence[Line]) -> str:
    """The same in columns, for a terminal."""
    rows = [HEADINGS, *(list(asdict(line).values()) for line in lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def surroundings(versions: dict[str, str], now: dt.datetime) -> str:
    """When, on what machine, with which versions: without these no figure says anything."""
    said = ", ".join(f"{name} {version}" for name, version in versions.items())
    return (
        f"Measured on {now:%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores ({platform.machine()}, {platform.system()}), "
        f"Python {platform.python_version()}, {said}."
    )


def keep(lines: Sequence[Line], path: Path) -> None:
    path.write_text(json.dumps([asdict(line) for line in lines]))


def kept(path: Path) -> list[Line]:
    return [Line(**line) for line in json.loads(path.read_text())]
