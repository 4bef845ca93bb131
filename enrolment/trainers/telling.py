"""What trainers are told about being asked: templates/messages/<event>.{subject,txt,html,sms}, made before it is sent.

No subject and no text message names a course: whoever else sees the phone learns that the college wrote.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from college.languages import of_pages
from college.look.vocabulary import speaking
from college.models import Message, Wording
from college.outbox.actions import post
from college.outbox.words import Words, write_for
from courses.models import Run, Session
from courses.vocabulary import words_in_common
from enrolment.messages.actions import is_mobile
from enrolment.trainers.models import Allocation, Trainer

Channel = Message.Channel
EVENTS = ("asked_to_teach", "asked_again", "no_longer_asked")


def way_to(trainer: Trainer) -> tuple[str, str] | None:
    """The channel and address that reach `trainer` as they wish; with a landline alone they are rung. None: no way."""
    has_mobile = is_mobile(trainer.phone)
    if trainer.email and not (has_mobile and trainer.route == Trainer.Route.TEXT):
        return Channel.EMAIL, trainer.email
    if has_mobile:
        return Channel.TEXT, trainer.phone
    return (Channel.CALL, trainer.phone) if trainer.phone else None


def tell(event: str, trainer: Trainer, facts: dict[str, Any], *, key: str, now: dt.datetime) -> None:
    """Write to `trainer` about `event`, inside the transaction that it reports; nothing where no way reaches them.

    `facts`: the ids that its words are made of. The same key writes once.
    """
    way = way_to(trainer)
    if way is None:
        return
    channel, address = way
    post(
        key=key,
        channel=channel,
        event=event,
        facts=facts,
        to_user=trainer.user,
        to_address=address,
        about=trainer.code,
        now=now,
    )


def tell_of(event: str, allocations: Sequence[Allocation], *, now: dt.datetime) -> None:
    """One message to one trainer about all of `allocations`, which are told of `event` once."""
    facts = {"allocations": [allocation.pk for allocation in allocations]}
    tell(event, allocations[0].trainer, facts, key=f"{event}:{allocations[0].code}", now=now)


def words_of_askings(messages: Sequence[Message]) -> dict[int, Callable[[], Words]]:
    """What each of `messages` says. Three queries and the college's."""
    ids = {number for message in messages for number in message.facts["allocations"]}
    rows = Allocation.objects.select_related("trainer__user", "run__course", "run__venue", "run__locality")
    found = rows.prefetch_related("run__sessions").in_bulk(ids)
    college = Wording.current()
    theirs = {
        message.pk: [found[number] for number in message.facts["allocations"] if number in found]
        for message in messages
    }

    def say_of(message: Message, asked: Sequence[Allocation]) -> Words:
        return say(message, asked[0].trainer, {"asked": asked}, college, about=[each.run for each in asked])

    return {message.pk: partial(say_of, message, asked) for message in messages if (asked := theirs[message.pk])}


def say(
    message: Message, trainer: Trainer, told: dict[str, Any], college: Wording, *, about: Sequence[Run | Session]
) -> Words:
    """The words of one `message` to `trainer`, in the language that they read; `about`: what it tells of."""
    context = told | {"learner": trainer, "college": college, "teaching": f"{settings.BASE_URL}/teaching/"}
    context["may_answer"] = bool(settings.NOTIFY_CALLBACK_TOKEN)
    with translation.override(of_pages(trainer.user)), speaking(college.words, words_in_common(about)):
        if message.channel != Channel.EMAIL:
            return Words(_render(message.event, "sms", context))
        return Words(
            _render(message.event, "txt", context) + "\n",
            _render(message.event, "subject", context),
            _render(message.event, "html", context),
        )


def _render(event: str, kind: str, context: dict[str, Any]) -> str:
    words = render_to_string(f"messages/{event}.{kind}", context).strip()
    return " ".join(words.split()) if kind in ("subject", "sms") else words


write_for(EVENTS, words_of_askings)
