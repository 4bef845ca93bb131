"""Lines of a programme held against each other: the same run twice, one room or trainer wanted twice."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, time

from django.utils.translation import gettext as _

from .dates import say_day_and_date
from .known import Known
from .lines import Line
from .runs import ProgrammeLine
from .times import say_times
from .words import folded

MOST_OTHERS = 3

Meeting = tuple[date, time, time, Line]


def compare_runs(read: list[tuple[Line, ProgrammeLine]]) -> None:
    """Doubts a line that repeats another: locality, course, first date and start."""
    seen: dict[tuple, Line] = {}
    for line, run in read:
        first = seen.setdefault(run.key, line)
        if first is not line:
            line.doubt(
                "repeated-line",
                "Code",
                _("This is the same run as in line {other}: same locality, course, first date and time.").format(
                    other=first.number
                ),
            )


def compare_bookings(read: list[tuple[Line, ProgrammeLine]], known: Known) -> None:
    """Notices where a room or a trainer is wanted twice at once. Online rooms hold any number."""
    online = {folded(v.name) for v in known.venues if v.is_online}
    for column, name_of in (
        ("Venue", lambda run: run.venue),
        ("Peer trainer", lambda run: run.peer),
        ("Professional trainer", lambda run: run.professional),
    ):
        wanted: dict[str, list[Meeting]] = defaultdict(list)
        for line, run in read:
            name = name_of(run)
            if name and folded(name) not in online:
                wanted[name] += [(day, run.starts, run.ends, line) for day in run.sessions]
        for name, meetings in wanted.items():
            _notice_overlaps(column, name, meetings)


def _notice_overlaps(column: str, name: str, meetings: Iterable[Meeting]) -> None:
    told: dict[int, set[int]] = defaultdict(set)
    by_day: dict[date, list[Meeting]] = defaultdict(list)
    for meeting in sorted(meetings, key=lambda m: (m[0], m[1], m[3].number)):
        day, starts, ends, line = meeting
        for _day, before_starts, before_ends, other in by_day[day]:
            if other is not line and before_ends > starts:
                _tell(told, column, name, day, line, other, (before_starts, before_ends))
                _tell(told, column, name, day, other, line, (starts, ends))
        by_day[day].append(meeting)


def _tell(
    told: dict[int, set[int]], column: str, name: str, day: date, line: Line, other: Line, times: tuple[time, time]
) -> None:
    """Tells `line` of `other`, once, and of no more others than anyone would read."""
    others = told[line.number]
    if other.number in others or len(others) == MOST_OTHERS:
        return
    others.add(other.number)
    line.notice(
        "wanted-twice",
        column,
        _("“{name}” is also wanted by line {other} on {date}, {times}.").format(
            name=name, other=other.number, date=say_day_and_date(day), times=say_times(*times)
        ),
    )
