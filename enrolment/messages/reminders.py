"""Reminders of sessions: who wants them, one message for all that is near, and its words."""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial

from django.conf import settings
from django.db import transaction

from college.look.vocabulary import speaking
from college.models import Message, User, Wording
from college.outbox.actions import post
from college.outbox.words import Words, write_for
from courses.models import Session
from courses.vocabulary import words_in_common
from enrolment.learners.models import Learner
from enrolment.messages.actions import way_to
from enrolment.messages.easy_read import current_easy_words
from enrolment.messages.formats import EASY_READ, asked_for
from enrolment.messages.models import EasyReadWords, MessageWords, NoReminders
from enrolment.messages.own_words import current_words
from enrolment.messages.words import in_words

EVENT = "reminder"


@transaction.atomic
def choose_reminders(*, learner: Learner, wanted: bool, by: User, now: dt.datetime) -> None:
    """The learner wants reminders of sessions, or none. Twice is once."""
    if wanted:
        NoReminders.objects.filter(learner=learner).delete()
    else:
        NoReminders.objects.get_or_create(learner=learner, defaults={"since": now})


def wants_reminders(learner: Learner) -> bool:
    return not NoReminders.objects.filter(learner=learner).exists()


def remind(*, learner: Learner, sessions: Sequence[tuple[Session, int]], on: dt.date, now: dt.datetime) -> None:
    """One message about each of `sessions`, given with how many days before it this reminder counts.

    At most one a learner and day (`on`, local): the same day again writes nothing.
    """
    channel, address = way_to(learner)
    post(
        key=f"reminder:{learner.code}:{on.isoformat()}",
        channel=channel,
        event=EVENT,
        facts={"sessions": [mark_of(session, days) for session, days in sessions]},
        to_user=learner.user,
        to_address=address,
        about=learner.code,
        now=now,
    )


def mark_of(session: Session, days: int) -> list:
    """What is remembered of a reminder: a session that moved is another one, and is reminded of anew."""
    return [session.pk, session.starts_at.isoformat(), days]


def words_of_reminders(messages: Sequence[Message]) -> dict[int, Callable[[], Words]]:
    """What each of `messages` says: days, hours and places, and no course by name. Five queries and the college's."""
    ids = {mark[0] for message in messages for mark in message.facts["sessions"]}
    sessions = Session.objects.select_related("venue", "run__venue", "run__locality", "run__course").in_bulk(ids)
    rows = Learner.objects.filter(code__in={message.about for message in messages})
    rows = rows.select_related("user").prefetch_related("needs")
    learners = {learner.code: learner for learner in rows}
    college, own, easy = Wording.current(), current_words().get(EVENT), current_easy_words().get(EVENT)
    made: dict[int, Callable[[], Words]] = {}
    for message in messages:
        if message.about in learners:
            theirs = [sessions[mark[0]] for mark in message.facts["sessions"] if mark[0] in sessions]
            learner = learners[message.about]
            instead = easy if asked_for(learner, EASY_READ) else None
            made[message.pk] = partial(say, message, learner, theirs, college, own, instead)
    return made


def say(
    message: Message,
    learner: Learner,
    coming: Sequence[Session],
    college: Wording,
    own: MessageWords | None,
    easy: EasyReadWords | None,
) -> Words:
    """The words of one `message`, which need not be saved; `own` and `easy` are the college's own for reminders."""
    context = {
        "learner": learner,
        "college": college,
        "address": f"{settings.BASE_URL}/my/",
        "coming": [(session, session.venue or session.run.venue) for session in coming],
    }
    with speaking(college.words, words_in_common(coming)):
        return Words(**in_words(message, learner, context, own, easy))


write_for([EVENT], words_of_reminders)
