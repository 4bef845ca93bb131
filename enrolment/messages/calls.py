"""Verbs on calls that somebody of the college makes: what came of one, and telling the person another way."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from college.models import Message, User
from college.outbox.actions import NotWaiting, mark_sent_by_hand, send_otherwise
from college.refusals import Refusal
from courses.closed_days import working_day_after
from courses.models import Policy
from enrolment.learners.calls import mark_call_done
from enrolment.learners.models import CallRequest, Learner
from enrolment.messages.actions import ways_to
from enrolment.messages.models import CallTry

Outcome = CallTry.Outcome
# Tries are kept for as long as it matters who rang whom.
KEPT = dt.timedelta(days=365)


class SaidMeanwhile(Refusal):
    sentence = _("Somebody else has rung them since you opened this page. See below what came of it.")


class NoDay(Refusal):
    sentence = _("Write the day on which they want to be rung: today or later.")


class NotThatWay(Refusal):
    sentence = _("We can't reach them that way any more. Look at the page again.")


@transaction.atomic
def note_call(
    *,
    to: Learner | CallRequest,
    number: int,
    outcome: str,
    again_on: dt.date | None = None,
    told: Sequence[Message] = (),
    by: User,
    now: dt.datetime,
) -> CallTry:
    """`by` rang a learner, or somebody who asked to be rung, and `outcome` came of it.

    `number`: the how-manieth try it is, from 1; the same said twice by the same person is written once.
    `again_on`: a local day, for somebody who wants to be rung another time. Who was reached has been told
    `told`, the messages that waited for a person. Refuses SaidMeanwhile, NoDay.
    """
    type(to)._default_manager.select_for_update(of=("self",)).get(pk=to.pk)
    of = {"learner": to} if isinstance(to, Learner) else {"request": to}
    today = timezone.localdate(now)
    policy = Policy.current()
    again_after = {
        Outcome.NO_ANSWER: policy.ring_again_days,
        Outcome.LEFT_MESSAGE: policy.ring_again_after_message_days,
    }
    if outcome in again_after:
        again_on = working_day_after(today, again_after[Outcome(outcome)])
    elif outcome != Outcome.RING_BACK:
        again_on = None
    elif again_on is None or again_on < today:
        raise NoDay
    made, is_new = CallTry.objects.get_or_create(
        number=number, **of, defaults={"outcome": Outcome(outcome), "again_on": again_on, "by": by, "at": now}
    )
    if not is_new and (made.outcome, made.by_id) != (outcome, by.pk):
        raise SaidMeanwhile
    if is_new and outcome == Outcome.REACHED:
        _told(to, told, by, now)
    return made


def _told(to: Learner | CallRequest, told: Sequence[Message], by: User, now: dt.datetime) -> None:
    if isinstance(to, CallRequest):
        mark_call_done(call=to, by=by, now=now)
    for message in told:
        try:
            mark_sent_by_hand(message=message, by=by, now=now)
        except NotWaiting:  # it has gone meanwhile: they hear it twice
            continue


@transaction.atomic
def tell_otherwise(
    *, learner: Learner, messages: Sequence[Message], channel: str, by: User, now: dt.datetime
) -> list[Message]:
    """Send what waits for a person by another way that is known of `learner`. Refuses NotThatWay.

    Gives back the messages that are on their way now; one that has gone meanwhile is left as it is.
    """
    learner = Learner.objects.select_for_update(of=("self",)).get(pk=learner.pk)
    address = dict(ways_to(learner)).get(Message.Channel(channel))
    if not address:
        raise NotThatWay
    sent = []
    for message in messages:
        try:
            sent.append(send_otherwise(message=message, channel=channel, to_address=address, by=by, now=now))
        except NotWaiting:
            continue
    return sent


@transaction.atomic
def forget_tries(*, now: dt.datetime, most: int = 1000) -> int:
    """Delete at most `most` tries of more than a year ago."""
    old = CallTry.objects.filter(at__lt=now - KEPT).order_by("pk").values_list("pk", flat=True)[:most]
    return CallTry.objects.filter(pk__in=list(old)).delete()[0]
