"""When a run meets: its first day, its times, its weekly sessions and the dates left out."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .dates import nearest_weekday, say_date, say_day_and_date, say_weekday
from .doubts import Suggestion
from .first_days import read_first_day
from .known import TermDates
from .lines import Line, read_number
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
    first = read_first_day(line, term)
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


def _left_out_dates_fit(line: Line, first: date, periods: list[Period], term: TermDates) -> bool:
    for period in periods:
        if period[0] == period[1] and period[0].weekday() != first.weekday():
            meant = nearest_weekday(period[0], first.weekday())
            others = [p for p in periods if p != period]
            line.doubt(
                "left-out-on-another-day",
                "Not on",
                _("{date} is left out, but the run meets on a {weekday}.").format(
                    date=say_day_and_date(period[0]), weekday=say_weekday(first)
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
            Suggestion(said.format(count=len(within), date=say_day_and_date(within[-1])), {"Weeks": str(len(within))})
        )
    keep = _("Keep {count}, the last on {date}").format(count=len(sessions), date=say_day_and_date(sessions[-1]))
    return [*offered, line.agreeing(_ends_on(sessions[-1]), keep)]


def _meets_on(day: date) -> str:
    return f"meets on closed day {say_date(day)}"


def _ends_on(day: date) -> str:
    return f"ends after term {say_date(day)}"


def _is_left_out(day: date, periods: list[Period]) -> bool:
    return any(first <= day <= last for first, last in periods)
