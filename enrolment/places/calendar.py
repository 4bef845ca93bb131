"""A calendar file for a place: neutral, in local time, the same entry however often it is sent."""

import datetime as dt
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from courses.models import Run, Session


def calendar_file(enrolment, *, changes: int | None = None, now: dt.datetime) -> str:
    """The sessions of the run as iCalendar (RFC 5545), for one learner; `changes` of the run, if counted already.

    Titles are neutral: a calendar is shown on locked screens and to colleagues. Each session
    keeps its UID; SEQUENCE rises with every change of the run; a session that was called off
    stays in the file as cancelled, so that calendars take it away.
    """
    run = enrolment.run
    calendar = Calendar()
    calendar.add("prodid", "-//Recovery College//Sessions//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    sequence = run.events.count() if changes is None else changes
    sessions = sorted(run.sessions.all(), key=lambda session: session.starts_at)
    for session in sessions:
        calendar.add_component(_entry(session, run, enrolment.code, sequence, now))
    if sessions:
        # Unbounded, the file would carry every clock change from 1970 to 2038: most of its length and cost.
        first, last = sessions[0].held_on, sessions[-1].held_on
        calendar.add_missing_timezones(dt.date(first.year - 1, 1, 1), dt.date(last.year + 1, 12, 31))
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
