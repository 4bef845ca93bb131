"""Marks that a phone sends later: each is kept once, and none is ever refused because things have changed.

The mark that shows is the latest received. What a person should look at is flagged until
somebody settles it (design: two devices disagree; reliability, section 4).
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db import transaction

from courses.models import Policy, Run, Session
from enrolment.places.models import Enrolment
from enrolment.registers.follow_ups import bring_into_line
from enrolment.registers.models import Mark, MarkEvent, MarkFlag, Register
from enrolment.registers.queries import is_put_right_by_office, names_for
from enrolment.registers.sent import SentMark
from enrolment.trainers.permissions import may_send_marks, takes_register
from enrolment.trainers.queries import is_first_session, pair_of

Kind = MarkFlag.Kind


class Said(StrEnum):
    """What the server says to one mark."""

    RECEIVED = "received"
    UNKNOWN = "unknown"  # no such name or session for this person; the phone keeps the mark
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Answer:
    """What one mark is answered. `status` and `version` are what the server now has for that name."""

    said: Said
    uuid: UUID | None = None
    status: str = ""
    version: int = 0
    has_changed: bool = False
    session: Session | None = None


@transaction.atomic
def receive_mark(*, sent: SentMark, by, now: dt.datetime) -> Answer:
    """Keep one mark that `by` sends, and show it unless somebody knew better. Twice is once.

    `now` is when it is received: the order of marks is the order in which they come. Unknown
    for a session whose register `by` neither takes nor ever took, a name of another run, and
    an id that another mark bears.
    """
    session = _locked(sent.session)
    enrolment = Enrolment.objects.select_related("learner").filter(code=sent.enrolment_key).first()
    if session is None or enrolment is None or enrolment.run_id != session.run_id:
        return Answer(Said.UNKNOWN, sent.uuid)
    if not may_send_marks(by, session):
        return Answer(Said.UNKNOWN, sent.uuid)
    kept = MarkEvent.objects.filter(uuid=sent.uuid).select_related("mark").first()
    if kept is not None:
        return _again(kept, enrolment, session, sent, by)
    mark = Mark.objects.filter(enrolment=enrolment, session=session).first()
    before = list(mark.events.order_by("pk")) if mark else []
    others = _unseen_from_others(before, sent, enrolment.learner.user_id)
    is_older = _is_older(before, sent)
    is_shown = not is_older and not is_put_right_by_office(others, session.run)
    has_changed = is_shown and (mark is None or mark.status != sent.status)
    mark = mark or Mark(enrolment=enrolment, session=session, status=sent.status, version=0)
    event = _keep(mark, sent, is_shown, by, now)
    kinds = _doubts(session, enrolment, sent, has_changed, by, now)
    if others and others[-1].became != sent.status and not is_older:
        kinds.append(Kind.DISAGREES)
    MarkFlag.objects.bulk_create(MarkFlag(event=event, kind=kind, raised_at=now) for kind in kinds)
    if has_changed:
        bring_into_line(session=session, now=now, only=[enrolment.pk])
    return Answer(Said.RECEIVED, sent.uuid, mark.status, mark.version, has_changed, session)


def _keep(mark: Mark, sent: SentMark, is_shown: bool, by, now: dt.datetime) -> MarkEvent:
    """The event for good, and the mark as it shows from now on."""
    if is_shown:
        mark.status = sent.status
    mark.version += 1
    mark.save()
    return MarkEvent.objects.create(
        mark=mark,
        became=sent.status,
        by=by,
        at=now,
        device_at=sent.device_at,
        device=sent.device,
        uuid=sent.uuid,
        number=sent.number,
        seen_version=sent.seen_version,
    )


def _locked(code: str) -> Session | None:
    """The session as it is once its run is locked."""
    run_id = Session.objects.filter(code=code).values_list("run_id", flat=True).first()
    if run_id is None:
        return None
    Run.objects.select_for_update().get(pk=run_id)
    return Session.objects.select_related("run__course", "run__locality").get(code=code)


def _again(kept: MarkEvent, enrolment: Enrolment, session: Session, sent: SentMark, by) -> Answer:
    mark = kept.mark
    is_same = (mark.enrolment_id, mark.session_id) == (enrolment.pk, session.pk)
    if not is_same or kept.became != sent.status or kept.by_id != by.pk:
        return Answer(Said.UNKNOWN, sent.uuid)
    return Answer(Said.RECEIVED, sent.uuid, mark.status, mark.version, session=session)


def _unseen_from_others(before: list[MarkEvent], sent: SentMark, learner: int | None) -> list[MarkEvent]:
    """What others gave since the version that this phone had seen; who sent apologies may come all the same."""
    unseen = before[sent.seen_version :]
    return [event for event in unseen if event.device != sent.device and event.by_id != learner]


def _is_older(before: list[MarkEvent], sent: SentMark) -> bool:
    """Whether the same phone has already sent what it gave after this one."""
    return any(event.device == sent.device and (event.number or 0) > sent.number for event in before)


def _doubts(session, enrolment, sent, has_changed, by, now) -> list[Kind]:
    """Why a person should look at this mark; nothing where it only repeats what is known."""
    register, _made = Register.objects.get_or_create(session=session)
    doubts = []
    if not names_for(session).filter(pk=enrolment.pk).exists():
        doubts.append(Kind.NOT_LISTED)
    if not takes_register(by, session):
        doubts.append(Kind.RELEASED)
    if register.closed_at and has_changed:
        doubts.append(Kind.CLOSED)
    if session.status == "cancelled" or session.run.status == "cancelled":
        doubts.append(Kind.CALLED_OFF)
    elif sent.status != Mark.Status.APOLOGIES and _is_unpaired(session, register):
        doubts.append(Kind.UNPAIRED)
    if _is_clock_wrong(session, sent, now):
        doubts.append(Kind.CLOCK)
    return doubts


def _is_unpaired(session: Session, register: Register) -> bool:
    if register.unpaired_reason or session.status != "scheduled" or not is_first_session(session):
        return False
    return not pair_of(session.run).is_complete


def _is_clock_wrong(session: Session, sent: SentMark, now: dt.datetime) -> bool:
    """No time at all, one that has not come, or one before the day that was marked."""
    if sent.device_at is None:
        return True
    if sent.device_at > now + dt.timedelta(minutes=Policy.current().clock_minutes):
        return True
    if sent.status == Mark.Status.APOLOGIES:
        return False
    return sent.device_at.astimezone(session.starts_at.tzinfo).date() < session.held_on
