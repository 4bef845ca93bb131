"""What the solver is told: a term's runs, who could teach them, what stays as it is. Plain data, no rows.

Ids are those of the rows; days and times are local to the place where people meet.
"""

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property

PEER_PROFESSIONAL, PEER_SECOND = "peer_professional", "peer_second"
NOON, EVENING = dt.time(12), dt.time(17)
# Sessions with less than so many minutes between them are in a row.
A_REST = 60


def half_of(starts: dt.time) -> str:
    """The part of the day that a session counts for: that in which it begins."""
    return "am" if starts < NOON else "pm" if starts < EVENING else "ev"


@dataclass(frozen=True)
class Meeting:
    """One session of a run. `place`: the locality people travel to; None online."""

    day: dt.date
    starts: dt.time
    ends: dt.time
    place: int | None

    @property
    def week(self) -> tuple[int, int]:
        """The ISO year and week, Monday to Sunday."""
        return self.day.isocalendar()[:2]

    @property
    def half(self) -> tuple[int, str]:
        return self.day.weekday(), half_of(self.starts)


@dataclass(frozen=True)
class Run:
    """A run that wants its pair. `place`: the locality that trainers name when they say where they teach.

    skills: what one of the two has to be able to do, each by itself.
    """

    id: int
    course: int
    strand: int
    place: int
    meetings: tuple[Meeting, ...]
    is_certified_only: bool = False
    skills: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Release:
    """Somebody's own team lets them go: for one run, or on these weekdays (Monday 0); `until` is its last day."""

    until: dt.date
    run: int | None = None
    weekdays: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Trainer:
    """What someone can teach, where and when, and the limits they set themselves.

    free: usual parts of days (weekday, Monday 0; "am", "pm" from noon, "ev" from five).
    away: first and last day, both included.
    a_week, a_day, in_a_row: most sessions; None: no limit. home: the locality they set out from, None unknown;
    furthest: most minutes from there, None: no limit. skills: of those that courses ask for.
    released: what their own team said yes to; None: they need nobody's yes.
    """

    id: int
    is_peer: bool
    places: frozenset[int]
    strands: frozenset[int]
    free: frozenset[tuple[int, str]]
    cleared_until: dt.date | None
    away: tuple[tuple[dt.date, dt.date], ...] = ()
    is_certified: bool = False
    is_trained: bool = True
    a_week: int | None = None
    a_day: int | None = None
    in_a_row: int | None = None
    home: int | None = None
    furthest: int | None = None
    skills: frozenset[str] = frozenset()
    released: tuple[Release, ...] | None = None

    def is_released_for(self, run: Run) -> bool:
        """Whether their own team lets them go to each of its meetings; so is whoever needs nobody's yes."""
        return self.released is None or all(
            any(
                meeting.day <= each.until and (each.run == run.id or meeting.day.weekday() in each.weekdays)
                for each in self.released
            )
            for meeting in run.meetings
        )


@dataclass(frozen=True)
class Weights:
    """What each kind of harm costs; Policy holds a college's own. In the order in which they matter."""

    unfilled: int = 1000
    change: int = 40
    fairness: int = 4
    continuity: int = 10
    growth: int = 6
    travel: int = 1


@dataclass(frozen=True)
class Term:
    """All that a plan depends on: the same Term gives the same plan.

    stays: (run, trainer) accepted or locked. asked: proposed and free to be changed.
    declined: never asked again. elsewhere: meetings outside these runs, by trainer.
    before: (trainer, course) of the term before. travel: minutes between two localities, both ways;
    `travel_default` where a pair is not named. needs_release: whom their own team has not released teaches nothing.
    """

    runs: tuple[Run, ...]
    trainers: tuple[Trainer, ...]
    stays: frozenset[tuple[int, int]] = frozenset()
    asked: frozenset[tuple[int, int]] = frozenset()
    declined: frozenset[tuple[int, int]] = frozenset()
    elsewhere: dict[int, tuple[Meeting, ...]] = field(default_factory=dict)
    before: frozenset[tuple[int, int]] = frozenset()
    travel: dict[tuple[int, int], int] = field(default_factory=dict)
    travel_default: int = 45
    usual_a_week: int = 2
    pair: str = PEER_PROFESSIONAL
    needs_release: bool = False
    weights: Weights = Weights()

    @cached_property
    def weeks(self) -> frozenset[tuple[int, int]]:
        """The weeks in which any of its runs meets."""
        return frozenset(meeting.week for run in self.runs for meeting in run.meetings)

    def minutes(self, here: int | None, there: int | None) -> int:
        """How long it takes from one place to another; nothing within a locality and for what is online."""
        if here is None or there is None or here == there:
            return 0
        return self.travel.get((here, there), self.travel.get((there, here), self.travel_default))

    def can_both_be_met(self, one: Meeting, other: Meeting) -> bool:
        """Whether the same person can be at both: never in two places, and able to get there between them."""
        if one.day != other.day:
            return True
        first, second = sorted((one, other), key=lambda meeting: meeting.starts)
        return _minute(first.ends) + self.minutes(first.place, second.place) <= _minute(second.starts)

    def way_to(self, run: Run, trainer: Trainer) -> int:
        """The minutes that `trainer` travels at most to a session of `run`; 0 where nobody knows from where."""
        if trainer.home is None:
            return 0
        return max((self.minutes(trainer.home, meeting.place) for meeting in run.meetings), default=0)


def are_in_a_row(one: Meeting, after: Meeting) -> bool:
    """Whether `after` follows `one` on the same day without a rest between them."""
    return one.day == after.day and 0 <= _minute(after.starts) - _minute(one.ends) < A_REST


def _minute(time: dt.time) -> int:
    return time.hour * 60 + time.minute
