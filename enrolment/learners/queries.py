"""Questions about learners and their unfinished forms."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable

from django.db.models import Exists, Q, QuerySet
from django.utils import timezone

from courses.models import Policy, Term
from enrolment.learners.models import Learner, ReferralDraft


def learner_of(user) -> Learner | None:
    """The learner who signs in as `user`; None for visitors and for staff who never joined.

    Whoever signs in with the account of a record that was merged is the person whose record is kept.
    """
    if not user.is_authenticated:
        return None
    learner = getattr(user, "learner", None)  # none raises what getattr takes for "has no such thing"
    while learner and learner.merged_into:
        learner = learner.merged_into
    return learner


def asks_again(learner: Learner, *, today: dt.date) -> bool:
    """Whether a new term has begun since the learner said what helps: ask "still right?", once a term.

    Never of somebody who asked for nothing.
    """
    said = learner.needs_confirmed_at or learner.joined_at
    began = Term.objects.filter(starts_on__lte=today, starts_on__gt=timezone.localdate(said))
    return learner.needs.filter(Exists(began)).exists()


def open_draft(*, run_code: str, code: str, now: dt.datetime) -> ReferralDraft | None:
    """The draft of that run by its code, unless it is older than Policy.draft_hours."""
    draft = draft_called(code, now=now)
    return draft if draft and draft.run.code == run_code else None


def draft_called(code: str, *, now: dt.datetime) -> ReferralDraft | None:
    """The draft by its code alone, unless it is older than Policy.draft_hours."""
    draft = ReferralDraft.objects.filter(code=code).select_related("run__locality").first()
    return None if draft is None or _is_old(draft, now) else draft


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


def learner_of_calendar(code: str) -> Learner | None:
    """Whose own calendar has that secret: of a record that was put together with another, the one that is kept."""
    found = Learner.objects.filter(calendar_code=code).first()
    while found and found.merged_into:  # it may have been put together with yet another one since
        found = found.merged_into
    return found


def how_many_read(language: str) -> int:
    """How many learners told the college that they read `language`, a code."""
    return Learner.objects.filter(user__language=language, merged_into=None).count()


# Shorter ones are no numbers of anybody.
LEAST_FIGURES = 7


def with_phone(phone: str) -> list[Learner]:
    """Learners with that telephone number, by its figures alone: people write spaces and +44 as they like."""
    figures = figures_of(phone)
    if len(figures) < LEAST_FIGURES:
        return []
    rows = Learner.objects.filter(merged_into=None).exclude(phone="").values_list("pk", "phone")
    return list(Learner.objects.filter(pk__in=[pk for pk, theirs in rows if figures_of(theirs) == figures]))


def figures_of(phone: str) -> str:
    """A telephone number without spaces, and without the code of the country where it is ours."""
    return re.sub(r"^(00|\+)44", "0", re.sub(r"[^\d+]", "", phone))


def with_email(email: str) -> list[Learner]:
    """Learners with that e-mail address, whatever its capitals."""
    email = email.strip()
    return list(Learner.objects.filter(email__iexact=email, merged_into=None)) if email else []


def surely_the_same(*, name: str, phone: str, email: str) -> Learner | None:
    """The one learner with that telephone number or e-mail address who is called `name`, first or full.

    Families share telephones, so the name must be the same as well; None where there is none, or more.
    """
    wanted = name.strip().casefold()
    found = {
        learner.pk: learner
        for learner in with_phone(phone) + with_email(email)
        if wanted in (learner.name.casefold(), learner.full_name.casefold())
    }
    return next(iter(found.values())) if len(found) == 1 else None


def to_complete(learners: QuerySet[Learner]) -> QuerySet[Learner]:
    """Those of `learners` who came on the day, or from a sheet, and whom nobody has read the learning agreement yet.

    Who signs in by e-mail reads it on their own page.
    """
    return learners.filter(Q(user=None) | Q(user__email=None), agreed_at=None).order_by("joined_at", "pk")


def names_of(codes: Iterable[str]) -> dict[str, str]:
    """The names of those learners by code, for rows that somebody was shown already."""
    return dict(Learner.objects.filter(code__in=list(codes)).values_list("code", "name"))


def ways_of(enrolments: QuerySet) -> list[tuple[str, int]]:
    """How many of the learners with `enrolments` are told by which way, in words."""
    learners = Learner.objects.filter(enrolments__in=enrolments)
    return sorted(Counter(str(learner.get_route_display()) for learner in learners).items())
