"""A calendar file for a place: neutral, in local time, the same entry however often it is sent."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Count
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from courses.models import Run, RunEvent, Session

# How long a calendar waits before it looks again (RFC 7986).
AGAIN = dt.timedelta(hours=6)


def calendar_file(enrolment, *, changes: int | None = None, now: dt.datetime) -> str:
    """The sessions of one place as iCalendar (RFC 5545); `changes` of the run, if counted already.

    Titles are neutral: a calendar is shown on locked screens and to colleagues. Each session
    keeps its UID; SEQUENCE rises with every change of the run; a session that was called off
    stays in the file as cancelled, so that calendars take it away.
    """
    return _written([(enrolment, enrolment.run.events.count() if changes is None else changes)], now)


def calendar_of(places: Sequence, *, now: dt.datetime) -> str:
    """The same of all `places` of one learner, for a calendar that looks again by itself. One query more."""
    runs = [place.run_id for place in places]
    counted = RunEvent.objects.filter(run__in=runs).order_by().values("run").annotate(many=Count("pk"))
    changes = dict(counted.values_list("run", "many"))
    return _written([(place, changes.get(place.run_id, 0)) for place in places], now, is_looked_at_again=True)


def _written(places: Iterable[tuple[Any, int]], now: dt.datetime, *, is_looked_at_again: bool = False) -> str:
    """places: each with the changes of its run."""
    calendar = Calendar()
    calendar.add("prodid", "-//Recovery College//Sessions//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    if is_looked_at_again:
        calendar.add("x-wr-calname", _("College sessions"))
        calendar.add("refresh-interval", AGAIN, parameters={"value": "DURATION"})
    days = []
    for place, changes in places:
        for session in sorted(place.run.sessions.all(), key=lambda session: session.starts_at):
            calendar.add_component(_entry(session, place.run, place.code, changes, now))
            days.append(session.held_on)
    if days:
        # Unbounded, the file would carry every clock change from 1970 to 2038: most of its length and cost.
        calendar.add_missing_timezones(dt.date(min(days).year - 1, 1, 1), dt.date(max(days).year + 1, 12, 31))
    return calendar.to_ical().decode()


def _entry(session: Session, run: Run, code: str, sequence: int, now: dt.datetime) -> Event:
    entry = Event()
    entry.add("uid", f"{session.code}-{code}@{urlsplit(settings.BASE_URL).hostname or 'localhost'}")
    entry.add("summary", _("College session"))
    entry.add("dtstart", session.starts_at)
    entry.add("dtend", session.ends_at)
    entry.add("dtstamp", now)
    entry.add("sequence", sequence)
    entry.add("status", "CANCELLED" if session.status == "cancelled" else "CONFIRMED")
    venue = session.venue or run.venue
    if venue and not venue.is_online:
        entry.add("location", ", ".join(filter(None, [venue.name, *venue.address.splitlines(), venue.postcode])))
    elif venue:
        entry.add("location", _("Online"))
    return entry
