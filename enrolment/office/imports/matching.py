"""Which run a line of a sheet that comes again is about."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from courses.models import Run
from courses.sheets.lines import AGREED
from courses.sheets.runs import ProgrammeLine
from courses.sheets.words import folded
from enrolment.office.imports.runs import key_of, values_of_line


@dataclass
class Match:
    """The run a line is about; None for a new one. With `choices`, a person must say which.

    `is_likely`: the dates differ, and it is only the one run left that it could mean.
    """

    run: Run | None = None
    choices: list[Run] = field(default_factory=list)
    is_likely: bool = False


# What a coordinator agreed to, where the line could also mean a run that is there.
NEW_RUN = "is a new run"


def answers(cells: Mapping[str, str]) -> list[str]:
    return [answer for answer in cells.get(AGREED, "").split("\n") if answer]


def agreeing(cells: Mapping[str, str], answer: str) -> dict[str, str]:
    """What a button writes that leaves the cells as they are and notes that a person looked."""
    return {AGREED: "\n".join([*answers(cells), answer])}


def says_new(cells: Mapping[str, str]) -> bool:
    return NEW_RUN in answers(cells)


def match_runs(
    wanted: list[tuple[ProgrammeLine, bool]],
    found: list[Run],
    now: dict[str, dict[str, Any]],
    last: dict[str, dict[str, Any]],
    unsettled: set[tuple[str, str]],
) -> dict[int, Match]:
    """The match of each line, by line number; `wanted` are lines, and whether each says it is new.

    First the run that an earlier sheet made from the same locality, course, first
    date and start; then the run that stands so now; then, where one line and one
    run of the same locality and course are left, each other. What is left after
    that could mean several runs, and is for a person to say; so is any line of an
    `unsettled` locality and course, of which another line is in doubt or set aside.
    """
    free = {run.code: run for run in found}
    matches: dict[int, Match] = {}
    for values in (last, now):
        by_key = {
            key_of(run.locality.name, run.course.code, values[code]): run
            for code, run in free.items()
            if code in values and values[code].get("sessions")
        }
        for line, _is_new in wanted:
            run = by_key.get(key_of(line.locality, line.code, values_of_line(line)))
            if line.number not in matches and run is not None and run.code in free:
                matches[line.number] = Match(run)
                del free[run.code]
    _match_the_rest(wanted, free, matches, unsettled)
    return matches


def _match_the_rest(
    wanted: list[tuple[ProgrammeLine, bool]],
    free: dict[str, Run],
    matches: dict[int, Match],
    unsettled: set[tuple[str, str]],
) -> None:
    left: dict[tuple[str, str], list[ProgrammeLine]] = defaultdict(list)
    for line, is_new in wanted:
        if is_new:
            matches.setdefault(line.number, Match())
        elif line.number not in matches:
            left[folded(line.locality), folded(line.code)].append(line)
    runs: dict[tuple[str, str], list[Run]] = defaultdict(list)
    for run in free.values():
        # A run that is over or called off is only met again by its own dates.
        if run.status in ("draft", "published"):
            runs[folded(run.locality.name), folded(run.course.code)].append(run)
    for key, group in left.items():
        choices = runs.get(key, [])
        for line in group:
            if len(group) == 1 and len(choices) == 1 and key not in unsettled:
                matches[line.number] = Match(choices[0], is_likely=True)
            else:
                matches[line.number] = Match(None, list(choices))
