"""Days and times in plain words: "Tuesday 12 January 2027, 10am to 12 midday".

Always with the weekday. Times are those on the clock of the place where people meet.
"""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.utils.dateformat import format as write
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from courses.models import Session

EVERY = {
    0: gettext_lazy("Mondays"),
    1: gettext_lazy("Tuesdays"),
    2: gettext_lazy("Wednesdays"),
    3: gettext_lazy("Thursdays"),
    4: gettext_lazy("Fridays"),
    5: gettext_lazy("Saturdays"),
    6: gettext_lazy("Sundays"),
}


def day_words(date: dt.date) -> str:
    """Tuesday 12 January 2027"""
    return write(date, pgettext("a day: weekday, day, month, year", "l j F Y"))


def short_day_words(date: dt.date) -> str:
    """Tue 12 Jan"""
    return write(date, pgettext("a day: short weekday, day, short month", "D j M"))


def day_and_month(date: dt.date) -> str:
    """12 January"""
    return write(date, pgettext("a day: day, month", "j F"))


def date_alone(date: dt.date) -> str:
    """12 January 2027, where the weekday is said beside it."""
    return write(date, pgettext("a day: day, month, year", "j F Y"))


def time_words(time: dt.time) -> str:
    """10am, 1.30pm, 12 midday, 12 midnight"""
    if (time.hour, time.minute) == (12, 0):
        return _("12 midday")
    if (time.hour, time.minute) == (0, 0):
        return _("12 midnight")
    hour = time.hour % 12 or 12
    said = f"{hour}.{time.minute:02}" if time.minute else f"{hour}"
    return (_("%(time)sam") if time.hour < 12 else _("%(time)spm")) % {"time": said}


def hours_words(starts: dt.time, ends: dt.time) -> str:
    """10am to 12 midday"""
    return _("%(starts)s to %(ends)s") % {"starts": time_words(starts), "ends": time_words(ends)}


def session_words(session: Session) -> str:
    """Tuesday 12 January 2027, 10am to 12 midday"""
    return _("%(day)s, %(times)s") % {
        "day": day_words(session.held_on),
        "times": hours_words(session.starts, session.ends),
    }


def run_words(sessions: Sequence[Session]) -> str:
    """All meetings of a run in one line. Sessions in order.

    "Tuesdays, 12 January to 2 February 2027, 1pm to 3pm"; a single meeting is said in full.
    """
    if not sessions:
        return _("Dates to be confirmed")
    first, last = sessions[0], sessions[-1]
    if len(sessions) == 1:
        return session_words(first)
    span: dict[str, object] = {
        "first": date_alone(first.held_on) if first.held_on.year != last.held_on.year else day_and_month(first.held_on),
        "last": date_alone(last.held_on),
    }
    weekdays = {session.held_on.weekday() for session in sessions}
    hours = {(session.starts, session.ends) for session in sessions}
    if len(hours) == 1:
        span["times"] = hours_words(first.starts, first.ends)
        if len(weekdays) == 1:
            span["weekday"] = EVERY[weekdays.pop()]
            return _("%(weekday)s, %(first)s to %(last)s, %(times)s") % span
        return _("%(first)s to %(last)s, %(times)s") % span
    return _("%(first)s to %(last)s, at different times") % span


def weeks_left_out(sessions: Iterable[Session]) -> list[dt.date]:
    """The days on which a weekly run does not meet though it meets before and after.

    Empty where it does not meet on one weekday only.
    """
    days = sorted({session.held_on for session in sessions})
    if not days or len({date.weekday() for date in days}) > 1:
        return []
    week = dt.timedelta(weeks=1)
    count = (days[-1] - days[0]) // week + 1
    return [date for date in (days[0] + week * n for n in range(count)) if date not in days]


def how_many(sessions: Sequence[Session]) -> str:
    """1 session, 6 sessions"""
    return ngettext("%(count)d session", "%(count)d sessions", len(sessions)) % {"count": len(sessions)}
