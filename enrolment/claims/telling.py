"""What claimants are told: that a claim came back. The sum, the course and the question stand behind the sign-in."""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial

from college.models import Message, Wording
from college.outbox.words import Words, write_for
from enrolment.claims.models import Claim
from enrolment.trainers.telling import say, tell

EVENT = "claim_sent_back"


def tell_sent_back(claim: Claim, *, now: dt.datetime) -> None:
    """Write to the trainer whose claim, locked, was just sent back: once each time, where a way reaches them."""
    time = claim.events.filter(became=Claim.Status.SENT_BACK).count()
    tell(EVENT, claim.trainer, {"claim": claim.pk}, key=f"{EVENT}:{claim.code}:{time}", now=now)


def words_for_claims(messages: Sequence[Message]) -> dict[int, Callable[[], Words]]:
    """What each of `messages` says. One query and the college's."""
    rows = Claim.objects.select_related("trainer__user", "session__run__course", "session__run__locality")
    found, college = rows.in_bulk({message.facts["claim"] for message in messages}), Wording.current()

    def say_of(message: Message, claim: Claim) -> Words:
        return say(message, claim.trainer, {"session": claim.session}, college, about=[claim.session])

    return {
        message.pk: partial(say_of, message, claim)
        for message in messages
        if (claim := found.get(message.facts["claim"]))
    }


write_for([EVENT], words_for_claims)
