"""When somebody asked: a day, and often a time, as forms and shops stamp it. It keeps their turn on the list."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from .dates import UnsureDate, day_and_month_swapped, read_date, say_date, say_day_and_date
from .doubts import Suggestion
from .lines import Line
from .words import tidy

COLUMN = "Asked on"
_TIME = re.compile(
    r"^(?P<day>.*?)(?:[ T,]+)(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)? ?(?P<half>[ap]m)?"
    r"(?: ?(?:Z|UTC|GMT|BST|[+-]\d{2}:?\d{2}|GMT[+-]\d{1,2}|[A-Z]{3,4}))?$",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_MONTHS = 12


def read_asked(line: Line, today: dt.date) -> dt.datetime | None:
    """When they asked, on the wall clock; None where it isn't said. Doubts what can't be read or is to come."""
    text = line.words(COLUMN)
    if not text:
        return None
    words, time = _parted(text)
    try:
        day = read_date(words)
    except UnsureDate as unsure:
        meant = [Suggestion(say_day_and_date(day), {COLUMN: say_date(day)}) for day in unsure.meant]
        line.doubt(unsure.code, COLUMN, unsure.sentence, [*meant, _not_said()])
        return None
    if day > today:
        said = _("“{text}” is still to come, so nobody can have asked then.").format(text=text)
        line.doubt("asked-later", COLUMN, said, [_not_said()])
        return None
    return dt.datetime.combine(day, time)


def _parted(text: str) -> tuple[str, dt.time]:
    """The day, as it is written, and the time after it; midnight where there is none."""
    match = _TIME.match(text)
    if not match:
        return text, dt.time(0)
    hour = int(match["hour"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].lower() == "pm" else 0)
    try:
        return match["day"], dt.time(hour, int(match["minute"]), int(match["second"] or 0))
    except ValueError:
        return text, dt.time(0)


def doubt_months_first(lines: Iterable[Line], as_written: Mapping[int, Mapping[str, str]]) -> None:
    """Where one line can only be read with the month first, no other may be read day first without asking."""
    lines = list(lines)
    first = next((line.number for line in lines if _only_month_first(as_written[line.number].get(COLUMN, ""))), None)
    if first is None:
        return
    for line in lines:
        is_as_written = line.words(COLUMN) == tidy(as_written[line.number].get(COLUMN, ""))
        if is_as_written and (days := _both_ways(line.words(COLUMN))):
            said = _("Line {first} is written month first. Which day is “{text}”?")
            line.doubt(
                "month-first",
                COLUMN,
                said.format(first=first, text=line.words(COLUMN)),
                [Suggestion(say_day_and_date(day), {COLUMN: day.isoformat()}) for day in days],
            )


def _both_ways(text: str) -> tuple[dt.date, ...]:
    """The two days that it could be, the month first one before the other; none where it is one for certain."""
    match = _MONTH_FIRST.fullmatch(_parted(text)[0])
    if not match:
        return ()
    try:
        day = dt.date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        return ()
    other = day_and_month_swapped(day) if day.day <= _MONTHS else None
    return (other, day) if other else ()


def _only_month_first(text: str) -> bool:
    match = _MONTH_FIRST.fullmatch(_parted(tidy(text))[0])
    return match is not None and int(match[1]) <= _MONTHS < int(match[2])


def _not_said() -> Suggestion:
    return Suggestion(_("Leave the day of asking out"), {COLUMN: ""})
