"""Days and times in plain words, as they stand on every page, message and print."""

import datetime as dt

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

WEEKDAYS = [
    gettext_lazy("Mondays"),
    gettext_lazy("Tuesdays"),
    gettext_lazy("Wednesdays"),
    gettext_lazy("Thursdays"),
    gettext_lazy("Fridays"),
    gettext_lazy("Saturdays"),
    gettext_lazy("Sundays"),
]


def day_words(day: dt.date) -> str:
    """Tuesday 12 January 2027: the weekday always, no ordinals."""
    return date_format(day, "l j F Y")


def short_day_words(day: dt.date) -> str:
    """Tue 12 Jan"""
    return date_format(day, "D j M")


def time_words(time: dt.time) -> str:
    """10am, 1.30pm, 12 midday, 12 midnight; nobody has to wonder what 12pm is."""
    if time == dt.time(12):
        return _("12 midday")
    if time == dt.time(0):
        return _("12 midnight")
    hour = time.hour % 12 or 12
    minutes = f".{time.minute:02}" if time.minute else ""
    return f"{hour}{minutes}{_('am') if time.hour < 12 else _('pm')}"


def hours_words(starts: dt.time, ends: dt.time) -> str:
    """10am to 12 midday"""
    return _("%(start)s to %(end)s") % {"start": time_words(starts), "end": time_words(ends)}


def session_words(session) -> str:
    """Tuesday 12 January 2027, 10am to 12 midday"""
    return f"{day_words(session.held_on)}, {hours_words(session.starts, session.ends)}"


def run_words(sessions: list) -> str:
    """The rhythm of a run in one line, from its sessions in order.

    "Tuesdays, 10am to 12 midday, 6 sessions from 12 January 2027" where day and hours
    are the same each time; else "6 sessions from Tuesday 12 January 2027".
    """
    if not sessions:
        return _("Dates to be confirmed")
    first = sessions[0]
    if len(sessions) == 1:
        return session_words(first)
    how_many = ngettext("%(count)s session", "%(count)s sessions", len(sessions)) % {"count": len(sessions)}
    if len({(s.held_on.weekday(), s.starts, s.ends) for s in sessions}) > 1:
        return _("%(how_many)s from %(day)s") % {"how_many": how_many, "day": day_words(first.held_on)}
    return _("%(weekday)s, %(hours)s, %(how_many)s from %(day)s") % {
        "weekday": WEEKDAYS[first.held_on.weekday()],
        "hours": hours_words(first.starts, first.ends),
        "how_many": how_many,
        "day": date_format(first.held_on, "j F Y"),
    }
