"""Whom the office rings: who could not be reached otherwise, and who asked for a call; each with its next step."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from college.models import Message
from college.outbox.words import read
from courses.dates import short_day_words
from courses.permissions import Permission, may
from enrolment.learners.models import CallRequest, Learner
from enrolment.messages.models import CallTry
from enrolment.office.queries import by_hand, messages_by_hand

Outcome = CallTry.Outcome


@dataclass
class ToRing:
    """One person to ring: what they are to be told, and the calls made so far."""

    who: Learner | CallRequest
    messages: list[Message]
    tries: list[CallTry]
    today: dt.date

    @property
    def is_learner(self) -> bool:
        return isinstance(self.who, Learner)

    @property
    def last(self) -> CallTry | None:
        return self.tries[-1] if self.tries else None

    @property
    def number(self) -> int:
        """The number of the next try."""
        return (self.last.number if self.last else 0) + 1

    @property
    def is_due(self) -> bool:
        """Whether somebody should do something today, a local day."""
        return not (self.last and self.last.again_on and self.last.again_on > self.today)

    @property
    def next_step(self) -> str:
        if self.last and self.last.outcome == Outcome.WRONG_NUMBER:
            return _("Find another number")
        if self.last and self.last.again_on and self.is_due:
            return _("Ring again")
        if self.last and self.last.again_on:
            return _("Ring again %(day)s") % {"day": short_day_words(self.last.again_on)}
        return _("Ring them")


def to_ring(user, *, today: dt.date) -> list[ToRing]:
    """Everyone whom `user` sees and who is to be rung, in a fixed number of queries; who asked for it first.

    Learners with a telephone for whom a message waits that no service can bring them.
    """
    if not may(user, Permission.SEE_LEARNERS):
        return []
    asked = CallRequest.objects.filter(done_at=None).prefetch_related("tries")
    found = [ToRing(call, [], list(call.tries.all()), today) for call in asked]
    return found + _unreached(by_hand(user, wanted=_unsaid(user)), today)


def messages_to_say(user, learner: Learner) -> list[Message]:
    """What `learner` is to be told, the oldest first, with its words."""
    about = Q(about=learner.code) | Q(about__in=learner.enrolments.values("code"))
    return read(_unsaid(user).filter(about)[:20])


def _unsaid(user):
    return messages_by_hand(user).filter(Q(channel=Message.Channel.CALL) | Q(status=Message.Status.FAILED))


def _unreached(rows, today: dt.date) -> list[ToRing]:
    theirs: dict[int, ToRing] = {}
    for row in rows:
        if row.learner and row.learner.phone:
            theirs.setdefault(row.learner.pk, ToRing(row.learner, [], [], today)).messages.append(row.message)
    for call in CallTry.objects.filter(learner__in=list(theirs)).order_by("number"):
        if call.learner_id:
            theirs[call.learner_id].tries.append(call)
    return list(theirs.values())
