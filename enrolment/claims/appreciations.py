"""Verbs on appreciation payments: the college thanks a partner group, or takes back what was a mistake."""

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from college.models import User
from college.refusals import Refusal
from courses.models import Partner
from enrolment.claims.models import Appreciation


class NothingPaid(Refusal):
    sentence = _("Write how much was paid.")


class NotPaidYet(Refusal):
    sentence = _("Write it down once it is paid: this day is still to come.")


@transaction.atomic
def note_appreciation(
    *, partner: Partner, pence: int, what_for: str, paid_on: dt.date, key: UUID, by: User, now: dt.datetime
) -> Appreciation:
    """That `partner` was paid `pence` on a local day, and what for. `key` names the form: sent twice it is one.

    Refuses NothingPaid, and NotPaidYet for a day to come.
    """
    if pence < 1:
        raise NothingPaid
    if paid_on > timezone.localdate(now):
        raise NotPaidYet
    facts = {"partner": partner, "pence": pence, "what_for": what_for.strip(), "paid_on": paid_on, "by": by, "at": now}
    noted, _made = Appreciation.objects.get_or_create(key=key, defaults=facts)
    return noted


@transaction.atomic
def take_back(*, appreciation: Appreciation, by: User, now: dt.datetime) -> Appreciation:
    """It was written down by mistake: it stays to be seen, and counts no more. Twice is once."""
    appreciation = Appreciation.objects.select_for_update().get(pk=appreciation.pk)
    if appreciation.taken_back_at is None:
        appreciation.taken_back_by, appreciation.taken_back_at = by, now
        appreciation.save(update_fields=["taken_back_by", "taken_back_at"])
    return appreciation
