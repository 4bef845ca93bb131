"""What a trainer is told of their pathway: where they stand now. A text message leaves that behind the sign-in."""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial

from college.models import Message, Wording
from college.outbox.actions import take_back
from college.outbox.words import Words, write_for
from enrolment.trainers.pathway.models import Step
from enrolment.trainers.pathway.words import level_words
from enrolment.trainers.telling import say, tell

EVENT = "level_changed"


def tell_level(step: Step, *, now: dt.datetime) -> None:
    """Write to the trainer whose `step`, one of LEVELS, was just written down, where a way reaches them."""
    tell(EVENT, step.trainer, {"step": step.pk}, key=_key(step), now=now)


def untell_level(step: Step, *, now: dt.datetime) -> None:
    """`step` was written down wrongly: what is not sent yet is not sent."""
    take_back(messages=Message.objects.filter(key=_key(step)), now=now)


def _key(step: Step) -> str:
    return f"{EVENT}:{step.pk}"


def words_for_levels(messages: Sequence[Message]) -> dict[int, Callable[[], Words]]:
    """What each of `messages` says. One query and the college's."""
    ids = {message.facts["step"] for message in messages}
    found, college = Step.objects.select_related("trainer__user").in_bulk(ids), Wording.current()

    def say_of(message: Message, step: Step) -> Words:
        return say(message, step.trainer, {"level": partial(level_words, step.key, step.done_on)}, college, about=[])

    return {
        message.pk: partial(say_of, message, step) for message in messages if (step := found.get(message.facts["step"]))
    }


write_for([EVENT], words_for_levels)
