"""Who is told what, by which way: every change of a place reaches its learner."""

import datetime as dt
import re
from typing import Any

from django.utils import translation

from college.languages import figures_together
from college.models import Message
from college.outbox.actions import post
from courses.models import Session
from enrolment.learners.models import Learner
from enrolment.messages.words import EVENTS, facts_of

Channel = Message.Channel
Route = Learner.Route


def tell(
    *,
    event: str,
    enrolment,
    key: str,
    now: dt.datetime,
    with_calendar: bool = False,
    before: Session | None = None,
    after: Session | None = None,
) -> None:
    """Write to the learner of `enrolment` about `event`, by the way they chose; nothing while it is untold.

    Called inside the transaction that it reports; `key` names the event, and the same key
    writes once. Only the event and its facts are written here; the words are made before they
    are sent (words.py), with no row locked. Someone who wants a call is written to by post, else
    texted; with a landline alone they are to be told by telephone, and stand on the office's
    list. `with_calendar` sends an e-mail's reader their sessions as a file. `before` and `after`:
    the session that was moved or called off, as it stood and as it stands.
    """
    if event not in EVENTS:
        raise ValueError(f"Nothing is told of {event!r}.")
    if enrolment.is_untold:
        return
    learner = enrolment.learner
    channel, address = way_to(learner)
    facts: dict[str, Any] = {"calendar": True} if with_calendar else {}
    facts |= {name: facts_of(session) for name, session in (("before", before), ("after", after)) if session}
    post(
        key=key,
        channel=channel,
        event=event,
        facts=facts,
        to_user=learner.user,
        to_address=address,
        about=enrolment.code,
        now=now,
    )


def write_to(*, learner: Learner, key: str, subject, text, now: dt.datetime, **named) -> None:
    """Write to `learner` about themselves rather than a place: by the way they chose, in the language they read.

    `subject` and `text` are lazily translated; `text` has their %(name)s, and whatever else is `named`, lazily
    translated too where it is in words. The same key writes once.
    """
    channel, address = way_to(learner)
    language = learner.reads
    with translation.override(language):
        post(
            key=key,
            channel=channel,
            subject="" if channel == Channel.TEXT else str(subject),
            text=figures_together(str(text) % {"name": learner.name, **named}, language),
            to_user=learner.user,
            to_address=address,
            about=learner.code,
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


def ways_to(learner: Learner) -> list[tuple[str, str]]:
    """Every channel by which `learner` could be written to, with its address; the cheapest first."""
    ways = [
        (Channel.EMAIL, learner.email),
        (Channel.TEXT, learner.phone if is_mobile(learner.phone) else ""),
        (Channel.LETTER, learner.address),
    ]
    return [(channel, address) for channel, address in ways if address]


def _for_a_call(learner: Learner) -> tuple[str, str]:
    if learner.address:
        return Channel.LETTER, learner.address
    if is_mobile(learner.phone):
        return Channel.TEXT, learner.phone
    if learner.phone:
        return Channel.CALL, learner.phone
    return Channel.EMAIL, learner.email


def is_mobile(phone: str) -> bool:
    """Whether `phone`, as somebody wrote it, is a mobile number of the United Kingdom."""
    return re.sub(r"[^\d+]", "", phone).startswith(("07", "+447", "00447"))
