"""Verbs on what a learner has told the college: details changed, what helps said anew or still right."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from college.fields import opaque_code
from college.models import User
from college.outbox.actions import post
from college.refusals import Refusal
from enrolment.learners.actions import CantBeReached, NoName, refuse_merged
from enrolment.learners.answers import NEED_WORDS, Answers
from enrolment.learners.models import Learner, Need

# What somebody may change about themself, or the office for them; everything else has a verb of its own.
CHANGEABLE = frozenset(
    {
        "name", "full_name", "route", "email", "phone", "address", "may_leave_message", "safe_times",
        "emergency_name", "emergency_phone", "capacities", "heard",
    }
)  # fmt: skip


class UnknownHelp(Refusal):
    sentence = gettext_lazy("One of the ticks is not on our list. Please look at the page again.")


@transaction.atomic
def change_details(*, learner: Learner, given: dict[str, Any], by: User | None, now: dt.datetime) -> Learner:
    """Keep what changed about a learner; the same again changes nothing.

    `given` holds some of CHANGEABLE by name; a "language" among them is the account's. Where the
    e-mail address changes, the old one is told so, once. Somebody without e-mail who asks for texts has
    their sign-in codes texted to that number, and to no number they had before. With which address the learner signs
    in stays as it was: `college.signin` asks the new mailbox first.

    Refuses NoName, and CantBeReached where the chosen way lacks its contact.
    """
    unknown = given.keys() - CHANGEABLE - {"language"}
    if unknown:
        raise ValueError(f"Nobody changes these here: {sorted(unknown)}")
    rows = Learner.objects.select_for_update(of=("self",)).select_related("user")
    learner = refuse_merged(rows.get(pk=learner.pk))
    before = learner.email
    for name in CHANGEABLE & given.keys():
        value = given[name]
        setattr(learner, name, value.strip() if isinstance(value, str) else value)
    learner.email = learner.email.lower()
    _check(learner)
    learner.save(update_fields=sorted(CHANGEABLE))
    if "language" in given and learner.user and learner.user.language != given["language"]:
        learner.user.language = given["language"]
        learner.user.save(update_fields=["language"])
    _keep_mobile(learner)
    if before and before != learner.email:
        _tell_old_address(learner, before, now)
    return learner


def _check(learner: Learner) -> None:
    if not learner.name:
        raise NoName
    said = Answers(route=learner.route, email=learner.email, phone=learner.phone, address=learner.address)
    if not said.contact:
        raise CantBeReached


def _keep_mobile(learner: Learner) -> None:
    """Codes go to the number that they asked us to text, for as long as it is theirs."""
    user = learner.user
    if user is None or user.email:
        return
    mobile = learner.phone if learner.route == Learner.Route.TEXT or user.mobile == learner.phone else ""
    if user.mobile != mobile:
        user.mobile = mobile
        user.save(update_fields=["mobile"])


@transaction.atomic
def open_calendar(*, learner: Learner, by: User, now: dt.datetime) -> Learner:
    """Give a learner's own calendar an address that nobody can guess; a new one each time, the old one is dead."""
    learner = refuse_merged(Learner.objects.select_for_update(of=("self",)).get(pk=learner.pk))
    learner.calendar_code = opaque_code() + opaque_code()
    learner.save(update_fields=["calendar_code"])
    return learner


@transaction.atomic
def close_calendar(*, learner: Learner, by: User, now: dt.datetime) -> Learner:
    """Their own calendar has no address any more. Twice is once."""
    learner = Learner.objects.select_for_update(of=("self",)).get(pk=learner.pk)
    learner.calendar_code = None
    learner.save(update_fields=["calendar_code"])
    return learner


def _tell_old_address(learner: Learner, address: str, now: dt.datetime) -> None:
    """In words that name neither the person nor the new address: others may read the old mailbox."""
    with translation.override(learner.reads):
        subject = _("We will write to another address")
        text = _(
            "Hello,\n\nsomebody who is with us asked us to write to another e-mail address from now on. "
            "If that was you, all is well. If it was not, please ring us or answer this e-mail.\n"
        )
        post(
            key=f"address-changed:{learner.code}:{now.isoformat()}",
            channel="email",
            subject=subject,
            text=text,
            to_user=learner.user,
            to_address=address,
            about=learner.code,
            now=now,
        )


@transaction.atomic
def say_needs(*, learner: Learner, kinds: Iterable[str], words: str, by: User | None, now: dt.datetime) -> Learner:
    """What helps the learner, as they say it now: `kinds` of NEED_WORDS and their own `words`.

    What was said before stays with all that was arranged for it; what is new is to be arranged;
    what they no longer ask for goes, except that the office hears of what it had arranged.
    Saying it confirms it for the term. Refuses UnknownHelp.
    """
    wanted = set(kinds)
    if wanted - NEED_WORDS.keys():
        raise UnknownHelp
    learner = refuse_merged(Learner.objects.select_for_update(of=("self",)).get(pk=learner.pk))
    held = list(learner.needs.order_by("pk"))
    words = words.strip()
    for need in held:
        still = need.kind in wanted if need.kind else need.own_words == words
        _keep(need) if still else _let_go(need)
    known = {need.kind for need in held if need.kind}
    new = [Need(learner=learner, kind=kind, asked_at=now) for kind in NEED_WORDS if kind in wanted - known]
    if words and words not in {need.own_words for need in held}:
        new.append(Need(learner=learner, own_words=words, asked_at=now))
    Need.objects.bulk_create(new)
    return _confirm(learner, now)


def _keep(need: Need) -> None:
    """Asked for again before the office had undone it: what was arranged stands."""
    if need.status == Need.Status.NO_LONGER:
        need.status = Need.Status.TO_ARRANGE
        need.save(update_fields=["status"])


def _let_go(need: Need) -> None:
    if need.status == Need.Status.ARRANGED:
        need.status = Need.Status.NO_LONGER
        need.save(update_fields=["status"])
    elif need.status != Need.Status.NO_LONGER:
        need.delete()


@transaction.atomic
def confirm_needs(*, learner: Learner, by: User | None, now: dt.datetime) -> Learner:
    """What helps is still right, said in one press. Twice is once."""
    learner = refuse_merged(Learner.objects.select_for_update(of=("self",)).get(pk=learner.pk))
    return _confirm(learner, now)


def _confirm(learner: Learner, now: dt.datetime) -> Learner:
    learner.needs_confirmed_at = now
    learner.save(update_fields=["needs_confirmed_at"])
    return learner
