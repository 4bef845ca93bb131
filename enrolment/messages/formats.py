"""In which format a learner reads what the college writes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Q

from college.models import Message
from college.outbox.letters import knows_large_print
from enrolment.learners.answers import NEED_GROUPS, NEED_WORDS
from enrolment.learners.models import Learner, Need

LARGE_PRINT, EASY_READ, PLAIN_EMAIL = "large_print", "easy_read", "plain_email"
# What a letter of ours does by itself, or an e-mail; every other format is somebody's to arrange.
_OURS = {LARGE_PRINT, EASY_READ, PLAIN_EMAIL}
FORMATS = {kind for group, _heading, kinds in NEED_GROUPS for kind, _words in kinds if group == "format"}


def asked_for(learner: Learner, kind: str) -> bool:
    """Whether `learner` asked for the format `kind`. Fetch the needs of many before."""
    return any(need.kind == kind and need.status != Need.Status.NO_LONGER for need in learner.needs.all())


def formats_to_arrange(learners: Iterable[Learner]) -> dict[int, list[str]]:
    """By learner id the formats they asked for that no message has by itself, such as braille; in one query."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    rows = Need.objects.filter(learner__in=list(learners), kind__in=FORMATS - _OURS).exclude(
        status=Need.Status.NO_LONGER
    )
    for learner, kind in rows.order_by("pk").values_list("learner_id", "kind"):
        found[learner].append(str(NEED_WORDS[kind]))
    return found


@knows_large_print
def asked_for_large_print(messages: Sequence[Message]) -> set[int]:
    """Ids of those of `messages` whose learner asked for large print, in one query."""
    users = [message.to_user_id for message in messages if message.to_user_id]
    places = [message.about for message in messages if message.about]
    whose = Q(learner__user__in=users) | Q(learner__enrolments__code__in=places)
    needs = Need.objects.filter(whose, kind=LARGE_PRINT).exclude(status=Need.Status.NO_LONGER)
    rows = needs.values_list("learner__user", "learner__enrolments__code")
    asked = set(rows)
    people, codes = {user for user, _code in asked}, {code for _user, code in asked}
    return {
        message.pk
        for message in messages
        if (message.to_user_id in people if message.to_user_id else message.about in codes)
    }
