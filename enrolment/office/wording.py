"""How messages of each kind read to a real person, with words that need not be saved yet. Nothing is written."""

import copy
import datetime as dt
from collections.abc import Mapping

from django.db.models import QuerySet

from college.models import Message, User, Wording
from college.outbox.words import Words
from courses.queries import current_editions
from enrolment.messages.models import EasyReadWords, MessageWords
from enrolment.messages.reminders import EVENT as REMINDER
from enrolment.messages.reminders import say as say_reminder
from enrolment.messages.words import said_to_learner
from enrolment.places.models import Enrolment
from enrolment.places.permissions import enrolments_for

WEEK = dt.timedelta(weeks=1)
MOST = 20
# Whose place shows best how a message reads.
STATUSES = {"waiting": ["waiting"], "offered": ["offered"], "offer_ended": ["waiting", "offered"]}


def readers_of(user: User, event: str) -> QuerySet[Enrolment]:
    """Places whose people could get such a message, the latest first, in the user's localities."""
    wanted = STATUSES.get(event, ["confirmed"])
    rows = enrolments_for(user).filter(status__in=wanted).select_related("learner__user", "run__venue")
    return rows.prefetch_related("run__sessions__venue").order_by("-asked_at", "-pk")[:MOST]


def as_read(
    event: str,
    enrolment: Enrolment,
    *,
    own: MessageWords | None,
    easy: EasyReadWords | None = None,
    now: dt.datetime,
) -> list[tuple[str, Words]]:
    """How the person of `enrolment` reads a message of `event`: as an e-mail or letter, and as a text message."""
    ways = (Message.Channel.EMAIL, Message.Channel.TEXT)
    return [(way, _read(Message(event=event, channel=way, written_at=now), enrolment, own, easy)) for way in ways]


def _read(message: Message, enrolment: Enrolment, own: MessageWords | None, easy: EasyReadWords | None) -> Words:
    college = Wording.current()
    sessions = enrolment.run.sessions_on()
    coming = [session for session in sessions if session.ends_at > message.written_at] or sessions
    for session in coming:
        session.run = enrolment.run
    if message.event == REMINDER:
        return say_reminder(message, enrolment.learner, coming[:1], college, own, easy)
    course = enrolment.run.course
    edition = current_editions([course.pk]).get(course.pk)
    title = edition.title if edition else course.title
    changed = _changed(message.event, coming[0])
    said = said_to_learner(
        message,
        enrolment=enrolment,
        title=title,
        college=college,
        own={message.event: own} if own else {},
        easy={message.event: easy} if easy else {},
        **changed,
    )
    return Words(**said)


def _changed(event: str, session) -> Mapping:
    """A session that was moved by a week, or called off, where the message is about one."""
    after = copy.copy(session)
    after.held_on = session.held_on + WEEK
    changes = {"session_moved": {"before": session, "after": after}, "session_cancelled": {"before": session}}
    return changes.get(event, {})
