"""Reminders that wait to be sent, of sessions that don't concern their reader any more."""

import datetime as dt
from collections.abc import Iterable

from college.models import Message
from college.outbox.actions import say_instead, take_back
from courses.models import Session
from enrolment.learners.models import Learner
from enrolment.messages.reminders import EVENT, mark_of
from enrolment.places.models import Enrolment
from enrolment.registers.models import Mark

MOST = 2000


def take_back_overtaken(*, learner: Learner | None = None, now: dt.datetime) -> int:
    """Take unsent reminders back, all or `learner`'s, whose reader need not be reminded any more.

    The session was moved or called off or has begun; or its reader gave the place up or can't come.
    One that speaks of other sessions as well goes on speaking of those. Says how many changed; safe twice.
    """
    waiting = Message.objects.filter(event=EVENT, status=Message.Status.WAITING)
    if learner:
        waiting = waiting.filter(about=learner.code)
    reminders = list(waiting.order_by("pk")[:MOST])
    standing = _standing(reminders, now) if reminders else set()
    changed = 0
    for reminder in reminders:
        marks = reminder.facts["sessions"]
        left = [mark for mark in marks if (reminder.about, mark[0], mark[1]) in standing]
        if not left:
            changed += take_back(messages=[reminder], now=now)
        elif left != marks:
            changed += say_instead(message=reminder, facts={"sessions": left}, now=now)
    return changed


def _standing(reminders: Iterable[Message], now: dt.datetime) -> set[tuple]:
    """Code of the learner, id and start of each session still to come for somebody with a place on it."""
    ids = {mark[0] for reminder in reminders for mark in reminder.facts["sessions"]}
    coming = Session.objects.filter(pk__in=ids, status="scheduled", run__status="published")
    starts = {session.pk: mark_of(session, 0)[1] for session in coming if session.starts_at > now}
    codes = {reminder.about for reminder in reminders}
    places = Enrolment.objects.filter(learner__code__in=codes, status="confirmed", run__sessions__in=starts)
    held = set(places.values_list("learner__code", "run__sessions"))
    marks = Mark.objects.filter(session__in=starts, status=Mark.Status.APOLOGIES, enrolment__learner__code__in=codes)
    held -= set(marks.values_list("enrolment__learner__code", "session"))
    return {(code, session, starts[session]) for code, session in held if session in starts}
