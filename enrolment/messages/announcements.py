"""The words of announcements: the office's own, with the reader's sessions that they are about."""

from collections.abc import Callable, Sequence
from functools import partial

from django.conf import settings

from college.languages import marked
from college.models import Message, Wording
from college.outbox.words import Words, write_for
from courses.models import Session
from enrolment.learners.models import Learner
from enrolment.messages.models import Announcement
from enrolment.messages.words import in_words

EVENT = "announcement"


def words_of_announcements(messages: Sequence[Message]) -> dict[int, Callable[[], Words]]:
    """What each of `messages` says; no course by name. Four queries and the college's."""
    announced = Announcement.objects.in_bulk({message.facts["announcement"] for message in messages})
    ids = {session for message in messages for session in message.facts["sessions"]}
    sessions = Session.objects.select_related("venue", "run__venue").in_bulk(ids)
    rows = Learner.objects.filter(code__in={message.about for message in messages})
    rows = rows.select_related("user").prefetch_related("needs")
    learners = {learner.code: learner for learner in rows}
    college = Wording.current()
    made: dict[int, Callable[[], Words]] = {}
    for message in messages:
        learner, announcement = learners.get(message.about), announced.get(message.facts["announcement"])
        if learner and announcement:
            theirs = [sessions[each] for each in message.facts["sessions"] if each in sessions]
            made[message.pk] = partial(say, message, learner, announcement.text, theirs, college)
    return made


def say(message: Message, learner: Learner, text: str, sessions: Sequence[Session], college: Wording) -> Words:
    """The words of one `message`, which need not be saved: a page shows them before anything is sent."""
    context = {
        "learner": learner,
        "college": college,
        "said": text,
        "said_in": marked(""),
        "address": f"{settings.BASE_URL}/my/",
        "coming": [(session, session.venue or session.run.venue) for session in sessions],
    }
    return Words(**in_words(message, learner, context))


write_for([EVENT], words_of_announcements)
