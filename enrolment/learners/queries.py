"""Questions about learners and their unfinished forms."""

import datetime as dt
from collections import Counter

from django.db.models import Exists, Q, QuerySet
from django.utils import timezone

from courses.models import Policy, Term
from enrolment.learners.models import Learner, ReferralDraft


def learner_of(user) -> Learner | None:
    """The learner who signs in as `user`; None for visitors and for staff who never joined."""
    if not user.is_authenticated:
        return None
    return Learner.objects.filter(user=user).first()


def asks_again(learner: Learner, *, today: dt.date) -> bool:
    """Whether a new term has begun since the learner said what helps: ask "still right?", once a term.

    Never of somebody who asked for nothing.
    """
    said = learner.needs_confirmed_at or learner.joined_at
    began = Term.objects.filter(starts_on__lte=today, starts_on__gt=timezone.localdate(said))
    return learner.needs.filter(Exists(began)).exists()


def open_draft(*, run_code: str, code: str, now: dt.datetime) -> ReferralDraft | None:
    """The draft of that run by its code, unless it is older than Policy.draft_hours."""
    draft = ReferralDraft.objects.filter(run__code=run_code, code=code).select_related("run__locality").first()
    if draft is None or _is_old(draft, now):
        return None
    return draft


def _is_old(draft: ReferralDraft, now: dt.datetime) -> bool:
    age = now - draft.touched_at
    if age < dt.timedelta(hours=1):  # the least that the rule can say, so it need not be read
        return False
    return age >= dt.timedelta(hours=Policy.current().draft_hours)


def named_like(learners: QuerySet[Learner], sought: str) -> QuerySet[Learner]:
    """Those of `learners` whose names, e-mail or telephone hold `sought`, by name."""
    holds = Q(name__icontains=sought) | Q(full_name__icontains=sought)
    holds |= Q(email__icontains=sought) | Q(phone__icontains=sought)
    return learners.filter(holds).order_by("name", "pk")


def ways_of(enrolments: QuerySet) -> list[tuple[str, int]]:
    """How many of the learners with `enrolments` are told by which way, in words."""
    learners = Learner.objects.filter(enrolments__in=enrolments)
    return sorted(Counter(str(learner.get_route_display()) for learner in learners).items())
