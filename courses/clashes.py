"""Two things in one room at one time: who else is there, across terms and localities."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from courses.dates import session_words
from courses.models import Run, Session, Venue


@dataclass(frozen=True)
class Meeting:
    """When and where people would meet: a local day, and hours on the wall clock."""

    venue: Venue | None
    held_on: dt.date
    starts: dt.time
    ends: dt.time


def venue_clashes(meetings: Iterable[Meeting], *, besides: Run | None = None) -> list[Session]:
    """The sessions of other runs that are in a room when one of `meetings` would be, in one query.

    Half-open: one that ends at noon and one that begins at noon don't clash. Online venues and
    sessions that are called off never clash. `besides`: the run itself.
    """
    rooms = [meeting for meeting in meetings if meeting.venue and not meeting.venue.is_online]
    if not rooms:
        return []
    venues = {meeting.venue.pk for meeting in rooms}
    there = (
        Session.objects.filter(held_on__in={meeting.held_on for meeting in rooms})
        .filter(Q(venue__in=venues) | Q(venue__isnull=True, run__venue__in=venues))
        .exclude(status="cancelled")
        .select_related("run__course", "run__locality", "run__term", "run__venue", "venue")
    )
    if besides:
        there = there.exclude(run=besides)
    return [session for session in there if any(_meet(session, meeting) for meeting in rooms)]


def _meet(session: Session, meeting: Meeting) -> bool:
    venue_id = session.venue_id or session.run.venue_id
    same_day = session.held_on == meeting.held_on and venue_id == meeting.venue.pk
    return same_day and session.starts < meeting.ends and meeting.starts < session.ends


def meetings_of(run: Run) -> list[Meeting]:
    """Where and when `run` meets; its sessions that aren't called off."""
    return [Meeting(s.venue or run.venue, s.held_on, s.starts, s.ends) for s in run.sessions_on()]


def in_the_room(session: Session) -> str:
    """A clash in words: which other run is where, and when."""
    return _("%(venue)s: %(course)s, %(place)s, %(term)s is there on %(when)s.") % {
        "venue": session.venue or session.run.venue,
        "course": session.run.course,
        "place": session.run.locality,
        "term": session.run.term,
        "when": session_words(session),
    }
