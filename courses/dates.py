"""Days and times in plain words: "Tuesday 12 January 2027, 10am to 12 midday".

Always with the weekday. Times are those on the clock of the place where people meet.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import pairwise

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

EVERY_OTHER = {
    0: gettext_lazy("Every other Monday"),
    1: gettext_lazy("Every other Tuesday"),
    2: gettext_lazy("Every other Wednesday"),
    3: gettext_lazy("Every other Thursday"),
    4: gettext_lazy("Every other Friday"),
    5: gettext_lazy("Every other Saturday"),
    6: gettext_lazy("Every other Sunday"),
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
    if time.hour < 12:
        return _("%(time)sam") % {"time": said}
    # Other languages name the part of the day.
    if time.hour < 17:
        return pgettext("from noon to five", "%(time)spm") % {"time": said}
    return pgettext("from five to midnight", "%(time)spm") % {"time": said}


def hours_words(starts: dt.time, ends: dt.time) -> str:
    """10am to 12 midday"""
    return _("%(starts)s to %(ends)s") % {"starts": time_words(starts), "ends": time_words(ends)}


def session_words(session: Session) -> str:
    """Tuesday 12 January 2027, 10am to 12 midday"""
    return _("%(day)s, %(times)s") % {
        "day": day_words(session.held_on),
        "times": hours_words(session.starts, session.ends),
    }


# So many days are said one by one; more only in number.
FEW = 4


def run_words(sessions: Sequence[Session]) -> str:
    """All meetings of a run in one line. Sessions in order.

    "Tuesdays, 12 January to 2 February 2027, 1pm to 3pm", "Every other Tuesday, …", "Tuesdays and Thursdays, …";
    a few days without such an order are named, more of them counted; a single meeting is said in full.
    """
    if not sessions:
        return _("Dates to be confirmed")
    first, last = sessions[0], sessions[-1]
    if len(sessions) == 1:
        return session_words(first)
    days = sorted({session.held_on for session in sessions})
    if len({(session.starts, session.ends) for session in sessions}) > 1:
        if len(sessions) <= FEW:
            return "; ".join(session_words(session) for session in sessions)
        return _("%(when)s, at different times") % {"when": _days_words(days)}
    return _("%(when)s, %(times)s") % {"when": _days_words(days), "times": hours_words(first.starts, last.ends)}


def days_one_by_one(sessions: Sequence[Session]) -> list[str]:
    """Each meeting, short, where `run_words` cannot say all: many days of no order, or at different times."""
    if len(sessions) <= FEW:
        return []
    if len({(session.starts, session.ends) for session in sessions}) > 1:
        return [f"{short_day_words(one.held_on)}, {hours_words(one.starts, one.ends)}" for one in sessions]
    days = sorted({session.held_on for session in sessions})
    return [] if _weeks_between(days) or _several_weekdays(days) else [short_day_words(day) for day in days]


def _days_words(days: list[dt.date]) -> str:
    """Days in order, as people say them."""
    first, last = days[0], days[-1]
    span: dict[str, object] = {
        "first": date_alone(first) if first.year != last.year else day_and_month(first),
        "last": date_alone(last),
    }
    weeks = _weeks_between(days)
    if weeks == 1:
        return _("%(weekday)s, %(first)s to %(last)s") % (span | {"weekday": EVERY[first.weekday()]})
    if weeks:
        return _("%(every_other)s, %(first)s to %(last)s") % (span | {"every_other": EVERY_OTHER[first.weekday()]})
    if weekdays := _several_weekdays(days):
        names = in_one_sentence([str(EVERY[weekday]) for weekday in weekdays])
        return _("%(weekday)s, %(first)s to %(last)s") % (span | {"weekday": names})
    if len(days) <= FEW:
        alone = [_day_in_a_row(day, is_last=day == last or day.year != last.year) for day in days]
        return in_one_sentence(alone)
    return _("%(count)d days from %(first)s to %(last)s") % (span | {"count": len(days)})


def _day_in_a_row(day: dt.date, *, is_last: bool) -> str:
    """Tuesday 12 January; the last one with its year"""
    return day_words(day) if is_last else write(day, pgettext("a day: weekday, day, month", "l j F"))


def in_one_sentence(names: Sequence[str]) -> str:
    """Mondays, Tuesdays and Fridays; "" of none."""
    *firsts, last = names or [""]
    return _("%(firsts)s and %(last)s") % {"firsts": ", ".join(firsts), "last": last} if firsts else last


def _weeks_between(days: list[dt.date]) -> int:
    """1 where these days are weekly, 2 where they are fortnightly, few enough being left out to name them; else 0."""
    if len({day.weekday() for day in days}) > 1:
        return 0
    gaps = [(after - before).days // 7 for before, after in pairwise(days)]
    weeks = 2 if len(days) > 2 and all(gap % 2 == 0 for gap in gaps) else 1
    left_out = sum(gap // weeks - 1 for gap in gaps)
    return weeks if left_out * weeks < len(days) else 0


def _several_weekdays(days: list[dt.date]) -> list[int]:
    """The two or three weekdays on which these days fall week by week; empty where they don't."""
    weekdays = sorted({day.weekday() for day in days})
    apart = [[day for day in days if day.weekday() == weekday] for weekday in weekdays]
    is_so = 2 <= len(weekdays) <= 3 and all(len(some) > 1 and _weeks_between(some) == 1 for some in apart)
    return weekdays if is_so else []


def weeks_left_out(sessions: Iterable[Session]) -> list[dt.date]:
    """The days on which a weekly or fortnightly run does not meet though it meets before and after.

    Empty where it meets in no such order.
    """
    days = sorted({session.held_on for session in sessions})
    weeks = dt.timedelta(weeks=_weeks_between(days)) if days else None
    if not weeks:
        return []
    count = (days[-1] - days[0]) // weeks + 1
    return [date for date in (days[0] + weeks * n for n in range(count)) if date not in days]


def how_many(sessions: Sequence[Session]) -> str:
    """1 session, 6 sessions"""
    return ngettext("%(count)d session", "%(count)d sessions", len(sessions)) % {"count": len(sessions)}
