"""Verbs on registers: mark who came, close the list, let an unpaired run start."""

import datetime as dt
from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from college.refusals import Refusal
from courses.actions.sessions import hold_session
from courses.models import Run, Session
from courses.permissions import Permission, may
from enrolment.registers.follow_ups import bring_into_line
from enrolment.registers.models import Mark, MarkEvent, MarkFlag, Register
from enrolment.registers.queries import is_put_right_by_office, names_for
from enrolment.trainers.queries import is_first_session, pair_of


class CantMark(Refusal):
    """This mark can't be given; the sentence says why."""


class NotPaired(Refusal):
    sentence = gettext_lazy(
        "This first session has no pair of trainers yet. Ring the office: a manager can let it start."
    )


class ForTheOffice(Refusal):
    sentence = gettext_lazy("The office settles this one. Ring them if you know what is right.")


class NotFinished(Refusal):
    """The register can't be closed yet; the sentence says what is open."""


def _refuse_what_cannot_be_marked(session: Session, register: Register, status: str, now: dt.datetime) -> None:
    if session.status == "cancelled" or session.run.status in ("draft", "cancelled"):
        raise CantMark(_("This session was called off, so there is nothing to mark."))
    today = now.astimezone(session.starts_at.tzinfo).date()
    if session.held_on > today and status != Mark.Status.APOLOGIES:
        raise CantMark(_("This session has not come yet. Only apologies can be written down before."))
    if status == Mark.Status.APOLOGIES or register.unpaired_reason:
        return
    if session.status == "scheduled" and is_first_session(session) and not pair_of(session.run).is_complete:
        raise NotPaired


@transaction.atomic
def record_marks(
    *,
    session: Session,
    statuses: dict[int, str],
    by,
    now: dt.datetime,
    device: UUID | None = None,
    seen: Mapping[int, int] | None = None,
) -> int:
    """Write the marks of `session`: enrolment id → a `Mark.Status`. Returns how many changed.

    The same marks again change nothing. Every change is kept with the time of the server
    (`now`) and, where a browser tells its name, the device. `seen`: enrolment id → the version
    of the mark that the page showed. Where somebody else has said otherwise since, both are
    kept and flagged as marks from phones are: the latest shows, unless the office's word
    stood there. Refuses a session that was called off
    or has not come, an unknown status, a name that isn't on this register, and a first
    session without its pair unless a manager let it start (design: pair of trainers).
    """
    Run.objects.select_for_update().get(pk=session.run_id)
    session = Session.objects.select_related("run__course").get(pk=session.pk)
    register, _made = Register.objects.get_or_create(session=session)
    names = {enrolment.pk: enrolment for enrolment in names_for(session)}
    marks = {mark.enrolment_id: mark for mark in Mark.objects.filter(session=session)}
    changed = []
    for enrolment_id, status in statuses.items():
        if status not in Mark.Status.values:
            raise CantMark(_("Choose one of the marks on the list."))
        if enrolment_id not in names:
            raise CantMark(_("A name on this list is no longer on the register. Load the page again."))
        _refuse_what_cannot_be_marked(session, register, status, now)
        mark = marks.get(enrolment_id) or Mark(enrolment=names[enrolment_id], session=session, version=0)
        unseen = _unseen(mark, (seen or {}).get(enrolment_id, mark.version), by)
        if _write(mark, status, unseen, session.run, MarkEvent(by=by, at=now, device=device)):
            changed.append(enrolment_id)
    bring_into_line(session=session, now=now, only=changed)
    return len(changed)


def _unseen(mark: Mark, version: int, by) -> list[MarkEvent]:
    """What other trainers or the office said since that `version`; who sent apologies may come all the same."""
    if version >= mark.version:
        return []
    own = {by.pk, mark.enrolment.learner.user_id}
    return [event for event in mark.events.order_by("pk")[version:] if event.by_id not in own]


def _write(mark: Mark, status: str, unseen: list[MarkEvent], run: Run, event: MarkEvent) -> bool:
    if mark.status == status:
        return False
    is_shown = not is_put_right_by_office(unseen, run)
    if is_shown:
        mark.status = status
    mark.version += 1
    mark.save()
    event.mark, event.became = mark, status
    event.save()
    if unseen:
        MarkFlag.objects.create(event=event, kind=MarkFlag.Kind.DISAGREES, raised_at=event.at)
    return is_shown


@transaction.atomic
def settle_mark(*, mark: Mark, status: str, by, now: dt.datetime) -> bool:
    """A person has looked at a flagged mark and says what is right. Returns whether the mark changed.

    It is kept as an event even where nothing changes, so that a phone which has not seen it
    can't undo it unnoticed. Where nothing is flagged any more, nothing happens. Refuses an
    unknown status, and for trainers what only the office can know.
    """
    Run.objects.select_for_update().get(pk=mark.session.run_id)
    mark = Mark.objects.select_related("session__run__locality").get(pk=mark.pk)
    flags = list(MarkFlag.objects.open().filter(event__mark=mark))
    if not flags:
        return False
    if status not in Mark.Status.values:
        raise CantMark(_("Choose one of the marks on the list."))
    kinds = {flag.kind for flag in flags}
    if kinds & {"released", "not_listed"} and not may(by, Permission.TAKE_REGISTERS, mark.session.run.locality):
        raise ForTheOffice
    has_changed = mark.status != status
    mark.status = status
    mark.version += 1
    mark.save(update_fields=["status", "version"])
    MarkEvent.objects.create(mark=mark, became=status, by=by, at=now)
    MarkFlag.objects.filter(pk__in=[flag.pk for flag in flags]).update(settled_at=now, settled_by=by)
    bring_into_line(session=mark.session, now=now, only=[mark.enrolment_id])
    return has_changed


@transaction.atomic
def close_register(*, session: Session, by, now: dt.datetime) -> Register:
    """Close the register: the session was held. Twice is once.

    Refuses while a name has no mark, before the day of the session, and for a session
    that was called off. Whom to ring is decided here (absence); who met the rule for a
    certificate by `certificates.actions.close_register`.
    """
    Run.objects.select_for_update().get(pk=session.run_id)
    session = Session.objects.select_related("run__course").get(pk=session.pk)
    register, _made = Register.objects.get_or_create(session=session)
    if register.closed_at:
        return register
    _refuse_what_cannot_be_marked(session, register, Mark.Status.PRESENT, now)
    open_names = names_for(session).exclude(marks__session=session).count()
    if open_names:
        raise NotFinished(
            _("%(count)s names have no mark yet. Mark everyone, then close the register.") % {"count": open_names}
        )
    hold_session(session=session, by=by, now=now)
    register.closed_at, register.closed_by = now, by
    register.save(update_fields=["closed_at", "closed_by"])
    bring_into_line(session=session, now=now)
    return register


@transaction.atomic
def let_start_unpaired(*, session: Session, reason: str, by, now: dt.datetime) -> Register:
    """A manager lets the first session start without its pair, with a reason that is kept.

    Refuses an empty reason, and where the only trainer asked never to teach alone.
    """
    Run.objects.select_for_update().get(pk=session.run_id)
    register, _made = Register.objects.get_or_create(session=session)
    if not reason.strip():
        raise NotPaired(_("Write why the session starts without its pair."))
    if alone := pair_of(session.run).never_alone:
        raise NotPaired(
            _("%(name)s never teaches alone. Find somebody for this session, move it, or call it off.")
            % {"name": alone.name}
        )
    if not register.unpaired_reason:
        register.unpaired_reason, register.unpaired_by = reason.strip(), by
        register.save(update_fields=["unpaired_reason", "unpaired_by"])
    return register
