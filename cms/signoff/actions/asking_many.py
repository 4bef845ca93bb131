"""Asking for the signatures of many courses at once: all are asked for or none, and nobody is written to twice."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cms.signoff.actions.asking import Signer, write_requests
from cms.signoff.messages import tell
from cms.signoff.models import SignRequest
from college.refusals import Refusal
from courses.models import Course


@dataclass(frozen=True)
class Ask:
    """A course, and who is asked to sign its newest words in one language."""

    course: Course
    lived: Signer
    professional: Signer
    language: str = ""

    @property
    def key(self) -> str:
        return key_of(self.course, self.language)


def key_of(course: Course, language: str) -> str:
    """Tells these words from all others in a form about many."""
    return f"{course.pk}-{language}" if language else str(course.pk)


class NotAllCanBeAsked(Refusal):
    """One of several courses can't be asked for: `ask` says which, and the sentence why."""

    sentence = _("Nobody was asked yet. One of these courses can't be signed now.")

    def __init__(self, ask: Ask, why: Refusal):
        super().__init__(str(why))
        self.ask = ask


@transaction.atomic
def ask_for_many(*, asks: Iterable[Ask], publishes: bool, by, now: dt.datetime) -> list[SignRequest]:
    """Ask both signers of every course in `asks`, as `ask_for_signing` does; each person gets one message for all.

    Where one course is refused nobody is asked: the refusal says which it was.
    """
    waiting: dict[int, list[SignRequest]] = defaultdict(list)
    for ask in sorted(asks, key=lambda ask: (ask.course.pk, ask.language)):
        who = {"lived": ask.lived, "professional": ask.professional}
        try:
            requests = write_requests(
                course=ask.course, language=ask.language, publishes=publishes, by=by, now=now, **who
            )
        except Refusal as refusal:
            raise NotAllCanBeAsked(ask, refusal) from refusal
        for request in requests:
            waiting[request.signer_id].append(request)
    for requests in waiting.values():
        event = "asked" if len(requests) == 1 else "asked_for_several"
        first, how_many = requests[0], len(requests)
        key, courses = f"sign-off asked {first.code}", [request.course for request in requests]
        tell(event, first.signer, courses=courses, key=key, about=first.code, now=now, how_many=how_many)
    return [request for requests in waiting.values() for request in requests]
