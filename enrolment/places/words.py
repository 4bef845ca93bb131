"""The words of messages about a place, for many at once; registered with the outbox."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from django.db.models import Count
from django.utils import timezone

from college.look.vocabulary import speaking
from college.models import Message, Wording
from college.outbox.words import Attachment, Words, write_for
from courses.models import Run, Venue
from courses.queries import current_editions, with_words
from courses.vocabulary import words_around
from enrolment.messages.easy_read import current_easy_words
from enrolment.messages.formats import EASY_READ, asked_for
from enrolment.messages.own_words import current_words
from enrolment.messages.words import EVENTS, said_to_learner, session_of
from enrolment.places.calendar import calendar_file
from enrolment.places.models import Enrolment
from enrolment.places.transfer import others_like


def words_about_places(messages: Sequence[Message]) -> dict[int, Callable[[], Words]]:
    """What each of `messages` says to the learner of the enrolment it is about, in the words of its run.

    A fixed number of queries.
    """
    enrolments = _enrolments({message.about for message in messages})
    titles = current_editions(enrolment.run.course_id for enrolment in enrolments.values())
    told = [message.facts[name] for message in messages for name in ("before", "after") if name in message.facts]
    venues = Venue.objects.in_bulk({session["venue"] for session in told if session["venue"]})
    lost = {message.about for message in messages if message.event == "cancelled"}
    instead = _instead(enrolment for code, enrolment in enrolments.items() if code in lost)
    college, own, easy = Wording.current(), current_words(), current_easy_words()

    def say(message: Message, enrolment: Enrolment) -> Words:
        sessions = {
            name: session_of(message.facts[name], venues) for name in ("before", "after") if name in message.facts
        }
        edition, course = titles.get(enrolment.run.course_id), enrolment.run.course
        with speaking(college.words, words_around(enrolment.run)):
            said = said_to_learner(
                message,
                enrolment=enrolment,
                title=edition.title if edition else course.title,
                college=college,
                others=instead.get(enrolment.run_id, ()) if message.event == "cancelled" else (),
                own=own,
                easy=easy if asked_for(enrolment.learner, EASY_READ) else {},
                **sessions,
            )
            return Words(**said, attachments=_files(message, enrolment))

    return {
        message.pk: partial(say, message, enrolments[message.about])
        for message in messages
        if message.about in enrolments
    }


def _instead(enrolments: Iterable[Enrolment]) -> dict[int, list[Run]]:
    """By id of a run that was called off: what its people could come to instead."""
    runs = {enrolment.run_id: enrolment.run for enrolment in enrolments}
    return {pk: with_words(others_like(run, now=timezone.now())) for pk, run in runs.items()}


def _enrolments(codes: set[str]) -> dict[str, Enrolment]:
    # The changes are counted before the sessions are read: a file never bears a number above its dates.
    rows = Enrolment.objects.filter(code__in=codes).annotate(changes=Count("run__events"))
    rows = rows.select_related("learner__user", "run__course", "run__venue", "run__locality").prefetch_related(
        "run__sessions__venue", "learner__needs"
    )
    return {enrolment.code: enrolment for enrolment in rows}


def _files(message: Message, enrolment: Enrolment) -> list[Attachment]:
    if not message.facts.get("calendar") or message.channel != Message.Channel.EMAIL:
        return []
    changes: int = enrolment.changes  # type: ignore[attr-defined]  # annotated above
    words = calendar_file(enrolment, changes=changes, now=message.written_at)
    return [Attachment("college-sessions.ics", "text/calendar; method=PUBLISH", words)]


write_for(EVENTS, words_about_places)
