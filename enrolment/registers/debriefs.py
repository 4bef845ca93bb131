"""Verbs on notes after a session: a trainer leaves one, the office rings or has read it."""

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from college.models import User
from college.refusals import Refusal
from courses.models import Session
from enrolment.registers.models import Debrief


class NothingLeft(Refusal):
    sentence = _("Write a few words, or tick that you would like to be rung.")


@transaction.atomic
def leave_debrief(*, session: Session, key: UUID, words: str, wants_call: bool, by: User, now: dt.datetime) -> Debrief:
    """A note for the office after `session`, and whether to ring whoever left it. `key` names the form.

    Refuses NothingLeft.
    """
    if not words.strip() and not wants_call:
        raise NothingLeft
    facts = {"session": session, "words": words.strip(), "wants_call": wants_call, "by": by, "at": now}
    debrief, _made = Debrief.objects.get_or_create(key=key, defaults=facts)
    return debrief


@transaction.atomic
def see_to_debrief(*, debrief: Debrief, by: User, now: dt.datetime) -> Debrief:
    """The office has rung, or has read it. Twice is once; the first stands."""
    debrief = Debrief.objects.select_for_update().get(pk=debrief.pk)
    if debrief.done_at is None:
        debrief.done_at, debrief.done_by = now, by
        debrief.save(update_fields=["done_at", "done_by"])
    return debrief
