"""The first day of a run: a date of the term that falls on the weekday the sheet says."""

from datetime import date

from django.utils.translation import gettext as _

from .dates import (
    WEEKDAYS,
    day_and_month_swapped,
    nearest_weekday,
    read_weekday,
    say_date,
    say_day_and_date,
    say_weekday,
)
from .doubts import Suggestion
from .known import TermDates
from .lines import Line, read_date_cell


def read_first_day(line: Line, term: TermDates) -> date | None:
    if not line.words("First session"):
        line.doubt("no-first-session", "First session", _("The first date is empty."))
        return None
    first = read_date_cell(line, "First session", near=term.first_on)
    if first is None:
        return None
    weekday = _read_day(line, first)
    if weekday is None:
        return None
    if first not in term:
        line.doubt(
            "outside-term",
            "First session",
            _("{date} is not in the term, which runs from {first} to {last}.").format(
                date=say_day_and_date(first), first=say_date(term.first_on), last=say_date(term.last_on)
            ),
            [_first_session(day) for day in _dates_meant(first, weekday, term)],
        )
        return None
    if weekday != first.weekday():
        line.doubt(
            "day-and-date-differ",
            "First session",
            _("{date} is a {weekday}, but the column “Day” says {day}.").format(
                date=say_date(first), weekday=say_weekday(first), day=line.words("Day")
            ),
            [_first_session(day) for day in _dates_meant(first, weekday, term)]
            + [Suggestion(say_day_and_date(first), {"Day": WEEKDAYS[first.weekday()]})],
        )
        return None
    return first


def _read_day(line: Line, first: date) -> int | None:
    """The weekday the sheet says; where it says none, the date's own."""
    if not line.words("Day"):
        return first.weekday()
    weekday = read_weekday(line.words("Day"))
    if weekday is None:
        line.doubt(
            "not-a-day",
            "Day",
            _("“{text}” is not a day of the week.").format(text=line.words("Day")),
            [Suggestion(say_day_and_date(first), {"Day": WEEKDAYS[first.weekday()]})],
        )
    return weekday


def _dates_meant(first: date, weekday: int, term: TermDates) -> list[date]:
    """Dates of the term on that weekday that a slip of the pen could have turned into `first`."""
    swapped = day_and_month_swapped(first)
    years = sorted({term.first_on.year, term.last_on.year})
    slips = [swapped, *(_in_year(first, year) for year in years)]
    slips += [_in_year(swapped, year) for year in years if swapped]
    slips.append(nearest_weekday(first, weekday))
    return list(dict.fromkeys(day for day in slips if day and day in term and day.weekday() == weekday))


def _in_year(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:
        return None


def _first_session(day: date) -> Suggestion:
    return Suggestion(say_day_and_date(day), {"First session": say_date(day)})
