"""In which format a learner reads what the college writes."""

from collections.abc import Sequence

from django.db.models import Q

from college.models import Message
from college.outbox.letters import knows_large_print
from enrolment.learners.models import Need

LARGE_PRINT = "large_print"


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
