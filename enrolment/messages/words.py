"""What learners read about a place: templates/messages/<event>.{subject,txt,html,sms}, made before it is sent."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import get_language

from college.languages import figures_together
from college.look.vocabulary import speaking
from college.models import Message, Wording
from courses.models import Run, Session, Venue
from enrolment.learners.models import Learner
from enrolment.messages.easy_read import said_easily
from enrolment.messages.formats import PLAIN_EMAIL, asked_for
from enrolment.messages.models import EasyReadWords, MessageWords
from enrolment.messages.own_words import FOR_PEOPLE_WITH_A_PLACE, fill

# What can be told; each has templates/messages/<event>.{subject,txt,html,sms}.
EVENTS = (
    "requested",
    "guardian_asked",
    "guardian_said_no",
    "confirmed",
    "moved_up",
    "waiting",
    "transferred",
    "offered",
    "offer_ended",
    "withdrawn",
    "given_on",
    "cancelled",
    "declined",
    "certificate",
    "session_moved",
    "session_cancelled",
)


def facts_of(session: Session) -> dict[str, Any]:
    """A session as it stands now, to be told of after it has changed."""
    return {
        "held_on": session.held_on.isoformat(),
        "starts": session.starts.isoformat(),
        "ends": session.ends.isoformat(),
        "zone": session.zone,
        "venue": session.venue_id,
    }


def session_of(facts: Mapping[str, Any], venues: Mapping[int, Venue]) -> Session:
    """The session that `facts_of` wrote down, its venue among `venues` by id; never saved."""
    return Session(
        held_on=dt.date.fromisoformat(facts["held_on"]),
        starts=dt.time.fromisoformat(facts["starts"]),
        ends=dt.time.fromisoformat(facts["ends"]),
        zone=facts["zone"],
        venue=venues.get(facts["venue"]),
    )


def said_to_learner(
    message: Message,
    *,
    enrolment,
    title: str,
    college: Wording,
    own: Mapping[str, MessageWords],
    easy: Mapping[str, EasyReadWords],
    before: Session | None = None,
    after: Session | None = None,
    others: Sequence[Run] = (),
) -> dict[str, Any]:
    """Subject, text and HTML of `message` in the learner's language, as its channel takes them.

    `enrolment` with its learner, run and sessions; `title` the course's public one; `others`, with their
    words, are runs to come to instead. Subjects and texts on a locked screen never name a course. `own`: the
    college's own words by event; `easy`: those in Easy Read, for somebody who asked for it. Sessions still to
    come are those after the message was written.
    """
    context = _context(message, enrolment, college) | {"title": title, "before": before, "after": after}
    context["others"] = [{"run": other, "address": f"{settings.BASE_URL}/join/{other.code}/"} for other in others]
    return in_words(message, enrolment.learner, context, own.get(message.event), easy.get(message.event))


def in_words(
    message: Message,
    learner: Learner,
    context: Mapping[str, Any],
    own: MessageWords | None = None,
    easy: EasyReadWords | None = None,
) -> dict[str, Any]:
    """Subject, text and HTML of `message` out of its event's templates: the learner's language, the college's words.

    `own`: what the college says instead, to those who read its own language; `easy`: what it says to somebody who
    asked for Easy Read, but for text messages, which are short anyway.
    """
    waits = message.event in FOR_PEOPLE_WITH_A_PLACE and context["enrolment"].status != "confirmed"
    language = learner.reads
    if language != settings.LANGUAGE_CODE or waits:
        own = easy = None
    with translation.override(language), speaking(context["college"].words):
        if message.channel == Message.Channel.TEXT:
            said = " ".join(fill(own.text, context).split()) if own and own.text else ""
            return {"text": said or _render(message.event, "sms", context), "language": language}
        context = {**context, "own_lead": fill(own.lead, context) if own else ""}
        said, pictures = message.event, []
        if easy and (sentences := said_easily(easy, context)):
            context["easy"] = sentences
            said, pictures = "easy", ["", *(picture for _sentence, picture in sentences)]
        has_html = message.channel == Message.Channel.EMAIL and not asked_for(learner, PLAIN_EMAIL)
        return {
            "subject": _render(message.event, "subject", context),
            "text": _render(said, "txt", context),
            "html": _render(said, "html", context) if has_html else "",
            "pictures": pictures,
            "language": language,
        }


def _context(message: Message, enrolment, college: Wording) -> dict:
    run: Run = enrolment.run
    coming = [session for session in run.sessions_on() if session.ends_at > message.written_at]
    return {
        "event": message.event,
        "learner": enrolment.learner,
        "enrolment": enrolment,
        "run": run,
        "sessions": coming,
        "next_session": coming[0] if coming else None,
        "venue": (coming[0].venue if coming else None) or run.venue,
        "address": f"{settings.BASE_URL}/my/places/{enrolment.code}/",
        "talk_address": f"{settings.BASE_URL}/my/talk/",
        "college": college,
    }


def _render(event: str, kind: str, context: Mapping[str, Any]) -> str:
    words = render_to_string(f"messages/{event}.{kind}", context).strip()
    words = " ".join(words.split()) if kind in ("subject", "sms") else words + "\n"
    return figures_together(words, get_language())
