"""Who is told what, by which way: every change of a place reaches its learner."""

import datetime as dt
import re
from collections.abc import Sequence

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from college.models import Message, Wording
from college.outbox.actions import Attachment, post
from courses.models import Run, Session
from courses.queries import current_edition
from enrolment.learners.models import Learner

Channel = Message.Channel
Route = Learner.Route

# What can be told; each has templates/messages/<event>.{subject,txt,html,sms}.
EVENTS = (
    "confirmed",
    "moved_up",
    "waiting",
    "withdrawn",
    "cancelled",
    "declined",
    "certificate",
    "session_moved",
    "session_cancelled",
)


def tell(
    *,
    event: str,
    enrolment,
    key: str,
    now: dt.datetime,
    attachments: Sequence[Attachment] = (),
    before: Session | None = None,
    after: Session | None = None,
) -> Message:
    """Write to the learner of `enrolment` about `event`, by the way they chose.

    Called inside the transaction that it reports; `key` names the event, and the same key
    writes once. Subjects and texts on a locked screen never name a course. Someone who
    wants a call is written to by post, else texted; with a landline alone the message stands
    on the office's list, to be told by telephone. `before` and `after`: the session that was
    moved or called off, as it stood and as it stands.
    """
    if event not in EVENTS:
        raise ValueError(f"Nothing is told of {event!r}.")
    learner = enrolment.learner
    channel, address = way_to(learner)
    with translation.override(learner.user.language if learner.user and learner.user.language else None):
        context = _context(event, enrolment, now) | {"before": before, "after": after}
        subject = _render(event, "subject", context)
        kind = "sms" if channel == Channel.TEXT else "txt"
        return post(
            key=key,
            channel=channel,
            subject="" if channel == Channel.TEXT else subject,
            text=_render(event, kind, context),
            html=_render(event, "html", context) if channel == Channel.EMAIL else "",
            to_user=learner.user,
            to_address=address,
            about=enrolment.code,
            attachments=attachments if channel == Channel.EMAIL else (),
            now=now,
        )


def way_to(learner: Learner) -> tuple[str, str]:
    """The channel and address that reach `learner`, by the route they chose."""
    if learner.route == Route.EMAIL and learner.email:
        return Channel.EMAIL, learner.email
    if learner.route == Route.TEXT and learner.phone:
        return Channel.TEXT, learner.phone
    if learner.route == Route.LETTER and learner.address:
        return Channel.LETTER, learner.address
    return _for_a_call(learner)


def _for_a_call(learner: Learner) -> tuple[str, str]:
    if learner.address:
        return Channel.LETTER, learner.address
    if is_mobile(learner.phone):
        return Channel.TEXT, learner.phone
    if learner.phone:
        return Channel.LETTER, learner.phone
    return Channel.EMAIL, learner.email


def is_mobile(phone: str) -> bool:
    """Whether `phone`, as somebody wrote it, is a mobile number of the United Kingdom."""
    return re.sub(r"[^\d+]", "", phone).startswith(("07", "+447", "00447"))


def _context(event: str, enrolment, now: dt.datetime) -> dict:
    run: Run = enrolment.run
    coming = [session for session in run.sessions_on() if session.ends_at > now]
    return {
        "event": event,
        "learner": enrolment.learner,
        "enrolment": enrolment,
        "run": run,
        "sessions": coming,
        "next_session": coming[0] if coming else None,
        "venue": (coming[0].venue if coming else None) or run.venue,
        "title": title_of(run),
        "address": f"{settings.BASE_URL}/my/places/{enrolment.code}/",
        "college": Wording.current(),
    }


def title_of(run: Run) -> str:
    """The course's title as it is public, else its working title."""
    edition = current_edition(run.course)
    return edition.title if edition else run.course.title


def _render(event: str, kind: str, context: dict) -> str:
    words = render_to_string(f"messages/{event}.{kind}", context).strip()
    return " ".join(words.split()) if kind in ("subject", "sms") else words + "\n"
