"""When a run meets: its first day, its times, its weekly sessions and the dates left out."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .dates import (
    WEEKDAYS,
    day_and_month_swapped,
    nearest_weekday,
    read_weekday,
    say_date,
    say_day_and_date,
)
from .doubts import Suggestion
from .known import TermDates
from .lines import Line, read_date_cell, read_number
from .periods import Period, read_periods, say_periods
from .times import UnsureTimes, read_times, say_times

WEEK = timedelta(days=7)
MOST_WEEKS = 52


@dataclass(frozen=True)
class When:
    first_on: date
    starts: time
    ends: time
    sessions: tuple[date, ...]


def read_when(line: Line, term: TermDates) -> When | None:
    first = _read_first(line, term)
    times = read_times_cell(line)
    weeks = read_number(line, "Weeks", 1, MOST_WEEKS, unit="weeks?|sessions?")
    periods = read_periods(line, "Not on", near=term.first_on)
    if first is None or weeks is None or periods is None:
        return None
    if not _left_out_dates_fit(line, first, periods, term):
        return None
    sessions = weekly(first, weeks, periods)
    if not _sessions_fit(line, sessions, periods, term) or times is None:
        return None
    return When(first, *times, tuple(sessions))


def weekly(first: date, weeks: int, left_out: list[Period]) -> list[date]:
    """`weeks` sessions, one a week from `first`; a date left out moves the rest on by a week."""
    sessions: list[date] = []
    day = first
    while len(sessions) < weeks:
        if not _is_left_out(day, left_out):
            sessions.append(day)
        day += WEEK
    return sessions


def read_times_cell(line: Line) -> tuple[time, time] | None:
    if not line.words("Time"):
        line.doubt("no-time", "Time", _("The column “{column}” is empty.").format(column="Time"))
        return None
    try:
        return read_times(line.words("Time"))
    except UnsureTimes as unsure:
        line.doubt(
            unsure.code,
            "Time",
            unsure.sentence,
            [Suggestion(said, {"Time": said}) for said in (say_times(*meant) for meant in unsure.meant)],
        )
        return None


def _read_first(line: Line, term: TermDates) -> date | None:
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
                date=say_date(first), weekday=_(WEEKDAYS[first.weekday()]), day=line.words("Day")
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


def _left_out_dates_fit(line: Line, first: date, periods: list[Period], term: TermDates) -> bool:
    for period in periods:
        if period[0] == period[1] and period[0].weekday() != first.weekday():
            meant = nearest_weekday(period[0], first.weekday())
            others = [p for p in periods if p != period]
            line.doubt(
                "left-out-on-another-day",
                "Not on",
                _("{date} is left out, but the run meets on a {weekday}.").format(
                    date=say_day_and_date(period[0]), weekday=_(WEEKDAYS[first.weekday()])
                ),
                [
                    Suggestion(
                        _("Leave out {date}").format(date=say_day_and_date(meant)),
                        {"Not on": say_periods(sorted([*others, (meant, meant)]))},
                    ),
                    Suggestion(_("Leave out nothing here"), {"Not on": say_periods(others)}),
                ],
            )
            return False
    if _is_left_out(first, periods):
        line.doubt(
            "first-session-left-out",
            "First session",
            _("The first session, {date}, is itself a date left out.").format(date=say_day_and_date(first)),
            _instead_of_first(first, periods, term),
        )
        return False
    return True


def _instead_of_first(first: date, periods: list[Period], term: TermDates) -> list[Suggestion]:
    later = first
    while _is_left_out(later, periods) or term.is_closed(later):
        later += WEEK
    offered = []
    if later in term:
        offered.append(
            Suggestion(
                _("Start a week later: {date}").format(date=say_day_and_date(later))
                if later == first + WEEK
                else _("Start on {date}").format(date=say_day_and_date(later)),
                {"First session": say_date(later)},
            )
        )
    if not term.is_closed(first):
        others = [p for p in periods if not p[0] <= first <= p[1]]
        offered.append(
            Suggestion(
                _("Meet on {date} after all").format(date=say_day_and_date(first)),
                {"Not on": say_periods(others)},
            )
        )
    return offered


def _sessions_fit(line: Line, sessions: list[date], periods: list[Period], term: TermDates) -> bool:
    closed = [day for day in sessions if term.is_closed(day) and not line.has_agreed(_meets_on(day))]
    if closed:
        line.doubt(
            "on-a-closed-day",
            "Not on",
            _("The college is closed on {dates}, and the sheet does not leave it out.").format(
                dates=", ".join(map(say_day_and_date, closed))
            ),
            _around_closed(line, closed, periods),
        )
        return False
    last = sessions[-1]
    if last > term.last_on and not line.has_agreed(_ends_on(last)):
        line.doubt(
            "ends-after-term",
            "Weeks",
            _("The last session would be on {date}, after the last day of term, {last}.").format(
                date=say_day_and_date(last), last=say_date(term.last_on)
            ),
            _around_the_end(line, sessions, term),
        )
        return False
    late = [p for p in periods if p[0] > last]
    if late:
        line.notice(
            "left-out-too-late",
            "Not on",
            _("{dates} is left out, but the last session is already on {last}.").format(
                dates=say_periods(late), last=say_date(last)
            ),
        )
    return True


def _around_closed(line: Line, closed: list[date], periods: list[Period]) -> list[Suggestion]:
    without = say_periods(sorted([*periods, *((day, day) for day in closed)]))
    offered = [Suggestion(_("Leave it out; the run ends later"), {"Not on": without})]
    if len(closed) == 1:
        offered.append(line.agreeing(_meets_on(closed[0]), _("Meet all the same")))
    return offered


def _around_the_end(line: Line, sessions: list[date], term: TermDates) -> list[Suggestion]:
    within = [day for day in sessions if day in term]
    offered = []
    if within:
        said = ngettext("{count} session, the last on {date}", "{count} sessions, the last on {date}", len(within))
        offered.append(
            Suggestion(
                said.format(count=len(within), date=say_day_and_date(within[-1])), {"Weeks": str(len(within))}
            )
        )
    keep = _("Keep {count}, the last on {date}").format(count=len(sessions), date=say_day_and_date(sessions[-1]))
    return [*offered, line.agreeing(_ends_on(sessions[-1]), keep)]


def _meets_on(day: date) -> str:
    return f"meets on closed day {say_date(day)}"


def _ends_on(day: date) -> str:
    return f"ends after term {say_date(day)}"


def _is_left_out(day: date, periods: list[Period]) -> bool:
    return any(first <= day <= last for first, last in periods)
