"""What stand-ins are told; the words are made before they leave, as those of askings are."""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial

from college.models import Message, Wording
from college.outbox.words import Words, write_for
from enrolment.trainers.standing_in.models import StandIn
from enrolment.trainers.telling import say, tell

EVENTS = ("asked_to_stand_in", "stand_in_ended")


def tell_stand_in(event: str, stand_in: StandIn, *, now: dt.datetime) -> None:
    """Write to whoever is asked to come instead, once for each event; nothing where no way reaches them."""
    tell(event, stand_in.trainer, {"stand_in": stand_in.pk}, key=f"{event}:{stand_in.code}", now=now)


def words_for_stand_ins(messages: Sequence[Message]) -> dict[int, Callable[[], Words]]:
    """What each of `messages` says. One query and the college's."""
    rows = StandIn.objects.select_related(
        "trainer__user", "gap__session__run__course", "gap__session__run__locality", "gap__session__run__venue",
        "gap__session__venue",
    )  # fmt: skip
    found, college = rows.in_bulk({message.facts["stand_in"] for message in messages}), Wording.current()

    def say_of(message: Message, asked: StandIn) -> Words:
        session = asked.gap.session
        told = {"stand_in": asked, "session": session}
        return say(message, asked.trainer, told, college, about=[session])

    return {
        message.pk: partial(say_of, message, asked)
        for message in messages
        if (asked := found.get(message.facts["stand_in"]))
    }


write_for(EVENTS, words_for_stand_ins)
