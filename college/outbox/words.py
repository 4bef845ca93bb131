"""The words of messages that were written as an event and its facts, made when they are first needed.

A verb writes a small row in its transaction: which event, and its facts as ids and times. What the
person reads is made afterwards, with no row locked: by the worker before it sends, or by a page that
shows the message sooner. Each room registers who makes the words of its events. Words once made are
kept in the row, so that every try sends the same ones.
"""

import base64
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from django.conf import settings
from django.db import DatabaseError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from college.outbox.models import Message
from college.refusals import Refusal

log = logging.getLogger(__name__)


class BrokenSubject(Refusal):
    sentence = _("The subject of a message is one line of at most 200 characters. Take out the line breaks.")


class NothingToSay(Exception):
    """What the message was to speak of is not there any more."""


@dataclass(frozen=True)
class Attachment:
    """A file sent along: `type` as in "text/calendar; method=PUBLISH"; `content` text or bytes."""

    name: str
    type: str
    content: str | bytes

    def as_json(self) -> dict[str, str]:
        if isinstance(self.content, bytes):
            return {
                "name": self.name,
                "type": self.type,
                "base64": base64.b64encode(self.content).decode(),
            }
        return {"name": self.name, "type": self.type, "text": self.content}


@dataclass(frozen=True)
class Words:
    """What a message says. Only an e-mail has HTML and files; a text message has no subject.

    `pictures`: in Easy Read, the name of each paragraph's picture, or "". `language`: of these words; the one that
    is spoken where they are made.
    """

    text: str
    subject: str = ""
    html: str = ""
    attachments: Sequence[Attachment] = ()
    pictures: Sequence[str] = ()
    language: str = field(default_factory=lambda: get_language() or settings.LANGUAGE_CODE)

    def as_fields(self) -> dict:
        """As Message keeps them. Refuses a subject of several lines (header injection), and silence."""
        if len(self.subject) > 200 or not self.subject.isprintable():
            raise BrokenSubject
        if not self.text.strip():
            raise NothingToSay
        files = [attachment.as_json() for attachment in self.attachments]
        said = {"subject": self.subject, "text": self.text, "html": self.html, "attachments": files}
        return said | {"pictures": list(self.pictures), "language": self.language}


def paragraphs(said: Words | Message) -> list[tuple[list[str], str]]:
    """Each paragraph of a text as its lines, with the name of the picture beside it, or ""."""
    parts = [part.strip().splitlines() for part in said.text.split("\n\n") if part.strip()]
    missing = [""] * (len(parts) - len(said.pictures))
    return list(zip(parts, [*said.pictures, *missing], strict=False))


# Reads, in a fixed number of queries, all that many messages speak of, and gives for each, by its id, the
# function that makes its words. One that speaks of what is gone is left out.
Writer = Callable[[Sequence[Message]], Mapping[int, Callable[[], Words]]]
_writers: dict[str, Writer] = {}


def write_for(events: Iterable[str], writer: Writer) -> None:
    """Let `writer` make the words of `events`; once each."""
    for event in events:
        if event in _writers:
            raise ValueError(f"Two write the words of {event!r}.")
        _writers[event] = writer


def somebody_writes(event: str) -> bool:
    return event in _writers


def has_words(message: Message) -> bool:
    """Whether `message` has its words, or had them: those of sent messages are forgotten in time."""
    return bool(message.text) or not message.event or message.status == Message.Status.SENT


def read(messages: Iterable[Message]) -> list[Message]:
    """`messages` with their words, for a page: those not made yet are made for it and not kept.

    A fixed number of queries. One whose words can't be made stays without.
    """
    messages = list(messages)
    for message, fields in _made([message for message in messages if not has_words(message)]):
        if isinstance(fields, dict):
            _put(message, fields)
    return messages


def make(messages: Iterable[Message]) -> None:
    """Make and keep the words of those of `messages` that have none yet.

    One whose words can't be made becomes a dead letter with its reason: somebody must reach that
    person otherwise, or try again once it is mended. Whoever made the words first has made them.
    """
    for message, fields in _made([message for message in messages if not has_words(message)]):
        mine = Message.objects.filter(pk=message.pk, text="")
        if not isinstance(fields, dict):
            problem = f"its words could not be made ({type(fields).__name__})"[:80]
            log.error("The words of a message could not be made", extra={"problem": type(fields).__name__})
            fields = {"status": Message.Status.FAILED, "leased_until": None, "last_problem": problem}
            mine = mine.filter(status=Message.Status.WAITING)
        if mine.update(**fields):
            _put(message, fields)
        else:
            message.refresh_from_db()


def _put(message: Message, fields: dict) -> None:
    for name, value in fields.items():
        setattr(message, name, value)


def _made(messages: list[Message]) -> Iterator[tuple[Message, dict | Exception]]:
    """Each message with its words as fields, or with what stood in their way."""
    for event, group in groupby(sorted(messages, key=lambda message: message.event), key=lambda each: each.event):
        theirs = sorted(group, key=lambda message: message.pk)
        try:
            parts = _writers[event](theirs)
        except DatabaseError:  # busy or gone: nothing is wrong with the messages
            raise
        except Exception as fault:
            if len(theirs) == 1:
                yield theirs[0], fault
            else:  # the one that can't be read must not silence the others
                yield from (pair for message in theirs for pair in _made([message]))
            continue
        for message in theirs:
            yield message, _fields(parts.get(message.pk))


def _fields(part: Callable[[], Words] | None) -> dict | Exception:
    try:
        if part is None:
            raise NothingToSay
        return part().as_fields()
    except DatabaseError:
        raise
    except Exception as fault:
        return fault
