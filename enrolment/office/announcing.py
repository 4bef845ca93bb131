"""Whom an announcement is for, by which way each hears it, and how it reads."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet

from college.models import Message, Wording
from college.outbox.words import Words
from courses.models import Run, Session
from courses.permissions import Permission, runs_for
from enrolment.learners.models import Learner
from enrolment.messages.actions import way_to
from enrolment.messages.announcements import EVENT, say
from enrolment.messages.models import Announcement, NoReminders
from enrolment.places.models import Enrolment

Channel = Message.Channel


@dataclass
class Reader:
    """One person, by which way they are told, and their sessions that it is about."""

    learner: Learner
    sessions: list[Session] = field(default_factory=list)

    @property
    def channel(self) -> str:
        return way_to(self.learner)[0]

    @property
    def channel_words(self) -> str:
        return str(Channel(self.channel).label)


@dataclass
class Audience:
    """Who is told, and who asked for no news and need not know."""

    readers: list[Reader]
    left_out: list[Learner]

    @property
    def ways(self) -> list[tuple[str, int]]:
        """How many are told by which way, in words."""
        return sorted(Counter(reader.channel_words for reader in self.readers).items())


def audience_of(runs: Iterable[Run], *, first_on: dt.date | None, last_on: dt.date | None, is_needed: bool) -> Audience:
    """Everyone with a place on `runs`, each once; the days, both or neither, say which sessions it is about.

    Who asked for no news is left out unless it `is_needed`. Three queries.
    """
    about: dict[int, list[Session]] = {run.pk: [] for run in runs}
    if first_on and last_on:
        days = Session.objects.filter(run__in=list(about), held_on__range=(first_on, last_on))
        rows = days.exclude(status="cancelled").select_related("venue", "run__venue")
        for session in rows.order_by("held_on", "starts", "pk"):
            about[session.run_id].append(session)
    places = Enrolment.objects.filter(run__in=list(about), status="confirmed")
    wants_none = set() if is_needed else set(NoReminders.objects.values_list("learner", flat=True))
    readers: dict[int, Reader] = {}
    left_out: dict[int, Learner] = {}
    for place in places.select_related("learner__user").order_by("learner__name", "learner", "pk"):
        if place.learner_id in wants_none:
            left_out[place.learner_id] = place.learner
        else:
            reader = readers.setdefault(place.learner_id, Reader(place.learner))
            reader.sessions = sorted(reader.sessions + about[place.run_id], key=lambda each: each.starts_at)
    return Audience(list(readers.values()), list(left_out.values()))


def runs_with_a_session(runs: QuerySet[Run], first_on: dt.date, last_on: dt.date) -> QuerySet[Run]:
    """Those of `runs` that meet on one of these local days."""
    meet = Session.objects.filter(held_on__range=(first_on, last_on)).exclude(status="cancelled")
    return runs.filter(status="published", pk__in=meet.values("run"))


def as_read(text: str, reader: Reader) -> Words:
    """What `reader` would get. Nothing is written."""
    message = Message(event=EVENT, channel=reader.channel)
    return say(message, reader.learner, text, reader.sessions, Wording.current())


def announcements_for(user) -> QuerySet[Announcement]:
    """Those that speak of runs of the user's localities alone: their pages name people."""
    mine = runs_for(user, Permission.PUBLISH_RUNS).values("pk")
    others = Run.objects.exclude(pk__in=mine).values("pk")
    return Announcement.objects.filter(runs__in=mine).exclude(runs__in=others).select_related("by").distinct()


def messages_of_announcement(announcement: Announcement) -> QuerySet[Message]:
    """What was written to whom, by name."""
    rows = Message.objects.filter(event=EVENT, key__startswith=key_of(announcement, ""))
    return rows.select_related("to_user").order_by("to_user__name", "pk")


def key_of(announcement: Announcement, learner_code: str) -> str:
    return f"announcement:{announcement.code}:{learner_code}"
