"""Two records side by side, as the page shows them before they are put together."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from college.models import User
from enrolment.learners.models import CAPACITIES, HEARD, Learner, Merge
from enrolment.learners.permissions import learners_for
from enrolment.learners.questions import unasked_questions
from enrolment.office.actions.handing_over import fills_in
from enrolment.office.actions.merging import UNDONE_WITHIN, runs_of_both
from enrolment.places.permissions import enrolments_for

SHOWN = (
    "name", "full_name", "email", "phone", "address", "route", "safe_times", "emergency_name", "emergency_phone",
    "capacities", "heard", "joined_at",
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One thing that both records may say; `is_taken` where the kept one takes it from the other."""

    label: str
    kept: str
    gone: str
    after: str
    is_taken: bool


def compared(kept: Learner, gone: Learner) -> list[Row]:
    """What each record says and what would stand afterwards; nothing that neither says."""
    taken = fills_in(kept, gone)
    rows = []
    hidden = unasked_questions()
    for name in SHOWN:
        if name in hidden:
            continue
        mine, theirs = _words(kept, name, getattr(kept, name)), _words(gone, name, getattr(gone, name))
        if mine or theirs:
            after = _words(kept, name, taken.get(name, getattr(kept, name)))
            label = str(Learner._meta.get_field(name).verbose_name).capitalize()
            rows.append(Row(label, mine, theirs, after, name in taken))
    return rows


def _words(learner: Learner, name: str, value: Any) -> str:
    if name == "route":
        return str(Learner.Route(value).label)
    if name == "heard":
        return str(dict(HEARD).get(value, ""))
    if name == "capacities":
        return ", ".join(str(words) for key, words in CAPACITIES if key in value)
    if isinstance(value, dt.datetime):
        return date_format(timezone.localdate(value), "j F Y")
    return str(value or "")


def places_of_both(user: User, kept: Learner, gone: Learner) -> dict:
    """Their places that `user` may see, how many there are elsewhere, and the runs that stand in the way."""
    mine = enrolments_for(user).order_by("-asked_at", "-pk")
    lists = {name: list(mine.filter(learner=learner)) for name, learner in (("kept", kept), ("gone", gone))}
    everywhere = kept.enrolments.count() + gone.enrolments.count()
    return lists | {
        "elsewhere": everywhere - sum(map(len, lists.values())),
        "needs": gone.needs.count(),
        "in_the_way": runs_of_both(kept, gone),
    }


def merges_to_undo(user: User, learner: Learner, *, now: dt.datetime) -> QuerySet[Merge]:
    """The records put together with that of `learner` lately, for whoever may see both."""
    lately = Merge.objects.filter(kept=learner, kept__in=learners_for(user), undone_at=None, at__gt=now - UNDONE_WITHIN)
    return lately.select_related("gone", "by")
