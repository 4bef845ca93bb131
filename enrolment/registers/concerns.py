"""Verbs on concerns: raised from a register, opened by safeguarding, escalated when nobody opens it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from college.models import User
from college.outbox.actions import post
from college.refusals import Refusal
from courses.models import Policy, Session
from courses.permissions import Permission, everyone_with
from enrolment.places.models import Enrolment
from enrolment.registers.models import Concern, ConcernEvent

Became = ConcernEvent.Became


class NothingSaid(Refusal):
    sentence = gettext_lazy("Write the least that must be told.")


class NoNumber(Refusal):
    sentence = gettext_lazy("Write the number under which your organisation keeps this.")


@dataclass(frozen=True)
class Said:
    """What a trainer writes down: `about` is one of the register's names, or None for somebody else."""

    words: str
    about: Enrolment | None = None
    incident_number: str = ""


@transaction.atomic
def raise_concern(*, session: Session, said: Said, key: UUID, by: User, now: dt.datetime) -> Concern:
    """Keep a concern and tell everyone who may open it; they read it on the page, not in the message.

    `key` names the form: sent twice it is one concern. Where nobody may open it, managers are
    told at once. Refuses NothingSaid.
    """
    if not said.words.strip():
        raise NothingSaid
    facts = {
        "session": session,
        "enrolment": said.about,
        "words": said.words.strip(),
        "incident_number": said.incident_number.strip(),
        "raised_by": by,
        "raised_at": now,
    }
    concern, is_new = Concern.objects.get_or_create(key=key, defaults=facts)
    if is_new:
        ConcernEvent.objects.create(concern=concern, became=Became.SENT, by=by, at=now)
        if not _tell(concern, Permission.SEE_CONCERNS, _words_to_open(concern), "sent", now):
            _escalate(concern, now)
    return concern


@transaction.atomic
def open_concern(*, concern: Concern, by: User, now: dt.datetime) -> Concern:
    """Somebody who may opens it: "sent" becomes "received" with the first, and every reading is written down."""
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    became = Became.READ if concern.received_at else Became.RECEIVED
    if not concern.received_at:
        concern.received_at, concern.received_by = now, by
        concern.save(update_fields=["received_at", "received_by"])
    ConcernEvent.objects.create(concern=concern, became=became, by=by, at=now)
    return concern


@transaction.atomic
def number_concern(*, concern: Concern, incident_number: str, by: User, now: dt.datetime) -> Concern:
    """The number of the organisation's own incident system, where the matter goes on. Twice is once."""
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    number = incident_number.strip()
    if not number:
        raise NoNumber
    if number != concern.incident_number:
        concern.incident_number = number
        concern.save(update_fields=["incident_number"])
        ConcernEvent.objects.create(concern=concern, became=Became.NUMBERED, by=by, at=now)
    return concern


@transaction.atomic
def escalate(*, concern: Concern, now: dt.datetime) -> bool:
    """Nobody opened it in Policy.concern_minutes: managers are told to ring, and who may open it once more. Once."""
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    late = concern.raised_at + dt.timedelta(minutes=Policy.current().concern_minutes)
    if concern.received_at or concern.escalated_at or now < late:
        return False
    _escalate(concern, now)
    return True


def _escalate(concern: Concern, now: dt.datetime) -> None:
    concern.escalated_at = now
    concern.save(update_fields=["escalated_at"])
    ConcernEvent.objects.create(concern=concern, became=Became.ESCALATED, by_system=True, at=now)
    _tell(concern, Permission.SEE_CONCERNS, _words_to_open(concern), "again", now)
    _tell(concern, Permission.HEAR_OF_CONCERNS, _words_to_ring(), "ring", now)


def _tell(concern: Concern, permission: Permission, text: str, why: str, now: dt.datetime) -> int:
    """How many people were written to."""
    people: Iterable[User] = User.objects.filter(
        everyone_with(permission, concern.session.run.locality), email__isnull=False
    ).distinct()
    told = 0
    for user in people:
        post(
            key=f"concern:{concern.code}:{why}:{user.pk}",
            channel="email",
            subject=_("Please look at this now"),
            text=text,
            to_user=user,
            about=concern.code,
            is_urgent=True,
            now=now,
        )
        told += 1
    return told


def _words_to_open(concern: Concern) -> str:
    address = f"{settings.BASE_URL}/office/concerns/{concern.code}/"
    words = _("Hello,\n\na trainer has raised a concern and waits for somebody to open it:\n%(address)s\n")
    return words % {"address": address}


def _words_to_ring() -> str:
    policy = Policy.current()
    words = _(
        "Hello,\n\na trainer has raised a concern and nobody has opened it yet. Please ring now: %(name)s, %(phone)s.\n"
        "You can't open it yourself, and need not.\n"
    )
    return words % {"name": policy.concern_name or _("your safeguarding lead"), "phone": policy.concern_phone}
