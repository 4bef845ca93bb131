"""What the college wrote to whom."""

from django.db.models import Q, QuerySet

from college.models import Message
from enrolment.learners.models import Learner


def messages_of(learner: Learner) -> QuerySet[Message]:
    """Every message to `learner` or about their places, newest first; no sign-in code, nothing taken back."""
    mine = Q(about=learner.code) | Q(about__in=learner.enrolments.values("code"))
    if learner.user_id:
        mine |= Q(to_user=learner.user_id)
    rows = Message.objects.filter(mine).exclude(key__startswith="sign-in:")
    return rows.exclude(status=Message.Status.TAKEN_BACK).order_by("-written_at", "-pk")
