"""A trainer's own count of hours and payments a week, against limits that they wrote: theirs, and nobody else's.

It asks for no reason and knows none. Some people may earn or work so much a week and no more
(domain: permitted work, revised each April); the college need not know who, nor of what kind.
"""

import datetime as dt
import json
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from college.models import User
from college.refusals import Refusal
from courses.models import Session
from enrolment.claims.models import Claim
from enrolment.claims.models.own_count import OwnCount
from enrolment.claims.queries import sessions_of
from enrolment.trainers.models import Trainer

WEEK = dt.timedelta(weeks=1)


class NotOnesOwn(Refusal):
    sentence = _("Only the trainer keeps this count.")


class NoLimit(Refusal):
    sentence = _("Write the hours or the pounds that you count against.")


@dataclass(frozen=True)
class Limits:
    """The most hours and pence a week that a trainer wrote, and the day on which that changes. None: not counted."""

    hours: Decimal | None = None
    pence: int | None = None
    changes_on: dt.date | None = None


@dataclass(frozen=True)
class Week:
    """One week from its Monday: what is taught and planned in it, and which involvement payments are claimed."""

    monday: dt.date
    hours: Decimal
    pence: int
    limits: Limits

    @property
    def hours_left(self) -> Decimal | None:
        """Below nothing where the week has more than the limit."""
        return None if self.limits.hours is None else self.limits.hours - self.hours

    @property
    def pence_left(self) -> int | None:
        return None if self.limits.pence is None else self.limits.pence - self.pence


@transaction.atomic
def keep_count(*, trainer: Trainer, limits: Limits, by: User, now: dt.datetime) -> None:
    """Count against `limits` from now on. Refuses NoLimit, and NotOnesOwn for anybody but the trainer."""
    _refuse_others(trainer, by)
    if limits.hours is None and limits.pence is None:
        raise NoLimit
    said = {
        "hours": None if limits.hours is None else str(limits.hours),
        "pence": limits.pence,
        "changes_on": limits.changes_on and limits.changes_on.isoformat(),
    }
    OwnCount.objects.update_or_create(trainer=trainer, defaults={"sealed": json.dumps(said)})


@transaction.atomic
def drop_count(*, trainer: Trainer, by: User, now: dt.datetime) -> None:
    """Count no more; nothing of it stays. Twice is once. Refuses NotOnesOwn."""
    _refuse_others(trainer, by)
    OwnCount.objects.filter(trainer=trainer).delete()


def limits_of(trainer: Trainer, *, by: User) -> Limits | None:
    """What the trainer wrote, for themself; None where they count nothing. Refuses NotOnesOwn."""
    _refuse_others(trainer, by)
    row = OwnCount.objects.filter(trainer=trainer).first()
    if row is None:
        return None
    said = json.loads(row.sealed)
    return Limits(
        None if said["hours"] is None else Decimal(said["hours"]),
        said["pence"],
        dt.date.fromisoformat(said["changes_on"]) if said["changes_on"] else None,
    )


def weeks_of(trainer: Trainer, limits: Limits, *, by: User, now: dt.datetime) -> list[Week]:
    """This week and the next, Monday to Sunday, local days. Refuses NotOnesOwn.

    Hours: sessions taught and still to teach. Payments: involvement payments claimed for sessions of
    that week; miles and receipts are no earnings.
    """
    _refuse_others(trainer, by)
    today = timezone.localdate(now)
    this_monday = today - dt.timedelta(days=today.weekday())
    return [_week(trainer, limits, monday) for monday in (this_monday, this_monday + WEEK)]


def _week(trainer: Trainer, limits: Limits, monday: dt.date) -> Week:
    days = (monday, monday + WEEK - dt.timedelta(days=1))
    sessions = sessions_of(trainer).filter(held_on__range=days)
    claims = Claim.objects.live().filter(trainer=trainer, session__held_on__range=days)
    pence = claims.aggregate(sum=Sum("involvement_pence"))["sum"] or 0
    return Week(monday, sum((_hours(session) for session in sessions), Decimal(0)), pence, limits)


def _hours(session: Session) -> Decimal:
    return Decimal((session.ends_at - session.starts_at).total_seconds()) / 3600


def _refuse_others(trainer: Trainer, by: User) -> None:
    if trainer.user_id is None or trainer.user_id != by.pk:
        raise NotOnesOwn
