"""On which days a run meets: weekly, fortnightly or on given days, leaving out closed ones.

Local days alone, and hours on the wall clock beside them: a run at 10am stays at 10am when the
clocks change. Pure: no row is read or written.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

WEEKS = {"weekly": 1, "fortnightly": 2}
MOST = 60


@dataclass(frozen=True)
class Days:
    """The days on which a run meets, in order, and those left out, each with why."""

    meets: tuple[dt.date, ...]
    left_out: tuple[tuple[dt.date, str], ...] = ()


def regular(first_on: dt.date, rhythm: str, how_many: int, closed: Mapping[dt.date, str]) -> Days:
    """`how_many` (1 to 60) days from `first_on` on, all on its weekday; a closed one is made up at the end.

    rhythm: "weekly" or "fortnightly". closed: why nothing is taught, by day.
    """
    if not 1 <= how_many <= MOST:
        raise ValueError(f"A run meets 1 to {MOST} times, not {how_many}.")
    step = dt.timedelta(weeks=WEEKS[rhythm])
    meets: list[dt.date] = []
    left_out: list[tuple[dt.date, str]] = []
    day = first_on
    while len(meets) < how_many:
        if day in closed:
            left_out.append((day, closed[day]))
        else:
            meets.append(day)
        day += step
    return Days(tuple(meets), tuple(left_out))


def given(days: Iterable[dt.date], closed: Mapping[dt.date, str]) -> Days:
    """The given days in order, each once, without those that are closed."""
    ordered = sorted(set(days))
    return Days(
        tuple(day for day in ordered if day not in closed),
        tuple((day, closed[day]) for day in ordered if day in closed),
    )


def rhythm_of(days: Sequence[dt.date], closed: Mapping[dt.date, str]) -> str:
    """ "weekly" or "fortnightly" where `days` (in order) are just that but for closed ones; else "given"."""
    if len(days) < 2:
        return "given"
    for rhythm in WEEKS:
        if len(days) <= MOST and regular(days[0], rhythm, len(days), closed).meets == tuple(days):
            return rhythm
    return "given"


def carried(days: Sequence[dt.date], *, was: dt.date, now: dt.date, closed_then, closed) -> Days:
    """The `days` (in order) of a run in a term that began on `was`, in a term that begins on `now`.

    The same weekdays of the same weeks, counted from the week in which each term begins. A weekly or
    fortnightly run keeps its rhythm and its number of sessions; other days that are closed are left out.
    closed_then, closed: why nothing is taught, by day, in the old term and in the new.
    """
    rhythm = rhythm_of(days, closed_then)
    if rhythm in WEEKS:
        return regular(shifted(days[0], was=was, now=now), rhythm, len(days), closed)
    return given([shifted(day, was=was, now=now) for day in days], closed)


def shifted(day: dt.date, *, was: dt.date, now: dt.date) -> dt.date:
    """The same weekday of the same week of a term that begins on `now`, where `day` is of one from `was`."""
    return day + (_monday(now) - _monday(was))


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())
