"""Verbs on certificates: decided when the last register closes, corrected with it.

Issuing and printing are separate: a certificate is a row of words, printed as often as wished.
"""

import datetime as dt
from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from courses.actions.sessions import finish_run
from courses.models import Run, Session
from enrolment.certificates.eligibility import TookPart, is_over, threshold_of, took_part
from enrolment.certificates.models import Certificate
from enrolment.certificates.moves import issue, lock, take_back
from enrolment.certificates.queries import is_given_by_hand, was_taken_back_by_hand
from enrolment.certificates.words import CourseWords, attendance_words, course_words, words_for
from enrolment.places.actions import settle
from enrolment.places.models import Enrolment
from enrolment.registers import actions as registers
from enrolment.registers import sync
from enrolment.registers.models import Mark, Register
from enrolment.registers.sent import SentMark
from enrolment.registers.sync import Answer


@transaction.atomic
def close_register(*, session: Session, by, now: dt.datetime) -> Register:
    """Close the register of `session`, and where it was the run's last, settle the run.

    Refuses what `registers.actions.close_register` refuses. Twice is once.
    """
    lock(session.run_id)
    register = registers.close_register(session=session, by=by, now=now)
    settle_run(run=session.run, by=by, now=now)
    return register


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
    """Write marks as `registers.actions.record_marks` does; a settled run is decided anew."""
    lock(session.run_id)
    changed = registers.record_marks(session=session, statuses=statuses, by=by, now=now, device=device, seen=seen)
    if changed:
        settle_run(run=session.run, by=by, now=now)
    return changed


@transaction.atomic
def receive_mark(*, sent: SentMark, by, now: dt.datetime) -> Answer:
    """Keep a mark that a phone sends later, as `registers.sync.receive_mark`; a settled run is decided anew."""
    answer = sync.receive_mark(sent=sent, by=by, now=now)
    if answer.has_changed and answer.session is not None:
        settle_run(run=answer.session.run, by=by, now=now)
    return answer


@transaction.atomic
def settle_mark(*, mark: Mark, status: str, by, now: dt.datetime) -> bool:
    """Settle a flagged mark as `registers.actions.settle_mark` does; a settled run is decided anew."""
    lock(mark.session.run_id)
    has_changed = registers.settle_mark(mark=mark, status=status, by=by, now=now)
    if has_changed:
        settle_run(run=mark.session.run, by=by, now=now)
    return has_changed


@transaction.atomic
def settle_run(*, run: Run, by, now: dt.datetime) -> list[Certificate]:
    """Decide for everyone on a run that is over: completed, with a certificate, or not. Returns new ones.

    The rule is the course's threshold, else the college's (domain guide, section 6). Does nothing
    while a session is to come or a register is open. The same again changes nothing; after a
    correction the old certificate is taken back and one with the right words is issued.
    `by` is None for the system.
    """
    run = lock(run.pk)
    if not is_over(run):
        return []
    finish_run(run=run, by=by, now=now)
    enrolments = list(run.enrolments.attending().select_related("learner__user").order_by("pk"))
    facts, threshold, course = took_part(run, enrolments), threshold_of(run.course), course_words(run)
    newest = _newest_certificates(enrolments)
    issued = []
    for enrolment in enrolments:
        fact = facts[enrolment.pk]
        last = newest.get(enrolment.pk)
        completed = fact.meets(threshold) or is_given_by_hand(last, fact)
        settle(enrolment=enrolment, completed=completed, by=by, now=now)
        certificate = _bring_into_line(enrolment, fact if completed else None, course, last, by, now)
        if certificate is not None:
            issued.append(certificate)
    return issued


def _newest_certificates(enrolments: list[Enrolment]) -> dict[int, Certificate]:
    """The last certificate of each enrolment, live or taken back, by enrolment id."""
    rows = Certificate.objects.filter(enrolment__in=enrolments, kind=Certificate.Kind.TOOK_PART)
    rows = rows.prefetch_related("events").order_by("issued_at", "pk")
    return {certificate.enrolment_id: certificate for certificate in rows}


def _bring_into_line(
    enrolment: Enrolment,
    fact: TookPart | None,
    course: CourseWords,
    last: Certificate | None,
    by,
    now: dt.datetime,
) -> Certificate | None:
    """Issue, take back or leave: `fact` is None where no certificate is due. Returns one newly issued.

    What a person took back stays taken back: the register knows nothing of their reason.
    """
    if last is not None and was_taken_back_by_hand(last):
        return None
    live = last if last is not None and last.status == Certificate.Status.ISSUED else None
    if fact is None:
        if live is not None:
            take_back(live, by=by, now=now, reason="register_corrected")
        return None
    attendance = attendance_words(fact.held, fact.attended)
    if live is not None:
        printed = {name: live.words.get(name) for name in attendance}
        if printed == attendance and (live.sessions_attended, live.sessions_held) == fact.counts:
            return None
        take_back(live, by=by, now=now, reason="register_corrected")
    # A correction of the register corrects the attendance; all other words stay as first printed.
    words = (last.words if last is not None else words_for(enrolment, course)) | attendance
    # A correction says nothing new to someone who knows of their certificate.
    reason, by_hand = ("register_corrected", last.given_by_hand) if last is not None else ("", False)
    return issue(enrolment, words, fact.counts, by=by, now=now, reason=reason, by_hand=by_hand, told=last is None)
