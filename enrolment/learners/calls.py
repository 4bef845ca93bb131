"""Verbs on calls that somebody asked for: ask, ring, forget after a year."""

import datetime as dt
import re

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from college.limits import allow
from college.models import User
from college.refusals import Refusal
from college.signin.names import counted
from enrolment.learners.answers import is_whole_number
from enrolment.learners.models import CallRequest

DAY, YEAR = dt.timedelta(days=1), dt.timedelta(days=365)


class NoNumber(Refusal):
    sentence = _("Write the whole number, such as 07700 900 123. Spaces are fine.")


class TooManyCalls(Refusal):
    sentence = _("So many people have asked for a call today that we can't note more here. Please ring us.")


def ask_for_call(
    *, phone: str, name: str, when: str, about_code: str, network: str, by: User | None, now: dt.datetime
) -> CallRequest:
    """Somebody asks to be rung; asked again before anyone has rung, it stays one call.

    when: a value of CallRequest.When. about_code: a course's code or empty. network: where the form came
    from, counted for a day and never kept in clear. Refuses NoNumber, TooManyCalls. Not one transaction:
    a try stays counted.
    """
    dialled = re.sub(r"[^\d+]", "", phone)
    if not is_whole_number(dialled):
        raise NoNumber
    if not allow(f"calls-network:{counted(network)}", most=20, within=DAY, now=now):
        raise TooManyCalls
    if not allow("calls-in-all", most=500, within=DAY, now=now):
        raise TooManyCalls
    asked = {"name": name.strip(), "when": when, "about_code": about_code, "asked_at": now}
    call, _made = CallRequest.objects.get_or_create(phone=dialled, done_at=None, defaults=asked)
    return call


@transaction.atomic
def mark_call_done(*, call: CallRequest, by: User, now: dt.datetime) -> CallRequest:
    """Somebody has rung. Pressed twice, the first stands."""
    call = CallRequest.objects.select_for_update().get(pk=call.pk)
    if call.done_at is None:
        call.done_at, call.done_by = now, by
        call.save(update_fields=["done_at", "done_by"])
    return call


@transaction.atomic
def forget_calls(*, now: dt.datetime, most: int = 1000) -> int:
    """Delete at most `most` calls that were asked for more than a year ago."""
    ids = CallRequest.objects.filter(asked_at__lt=now - YEAR).order_by("pk").values_list("pk", flat=True)[:most]
    return CallRequest.objects.filter(pk__in=list(ids)).delete()[0]
