"""Verbs on calls after an absence: made and taken back with the register, noted by whoever rings."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from college.refusals import Refusal
from courses.closed_days import working_day_after
from courses.models import Policy, Run, Session
from enrolment.places.actions import give_on
from enrolment.places.models import Enrolment
from enrolment.registers.absence import calls_asked_for
from enrolment.registers.models import FollowUp, FollowUpEvent, Mark
from enrolment.registers.queries import may_give_on, names_for

Outcome, Became = FollowUp.Outcome, FollowUpEvent.Became


class NotOpen(Refusal):
    sentence = _("This call is done already. What was said stands below.")


class ChooseHowItWent(Refusal):
    sentence = _("Say how it went.")


class KeepThePlace(Refusal):
    sentence = _("Their place can’t be given on: they came since, or your rules say to wait longer.")


class TryOnceMore(Refusal):
    sentence = _("Try once more before you leave it. Another day or another hour often helps.")


def bring_into_line(*, session: Session, now: dt.datetime, only: Iterable[int] | None = None) -> None:
    """Make the calls that the closed registers from `session` on ask for; take back those no longer asked for.

    `only`: the enrolments whose marks changed, else all on that register. A call that somebody has
    tried already is never taken back. Nothing happens while the register is open; the same again
    changes nothing. The run is locked.
    """
    only = None if only is None else list(only)
    if only == []:
        return
    closed = list(
        Session.objects.filter(run=session.run_id, status="held", register__closed_at__isnull=False).order_by(
            "held_on", "starts", "pk"
        )
    )
    if session not in closed:
        return
    people = names_for(session) if only is None else names_for(session).filter(pk__in=only)
    marks = Mark.objects.filter(session__in=closed, enrolment__in=people)
    statuses = {(mark.enrolment_id, mark.session_id): mark.status for mark in marks}
    known: dict[int, dict[int, FollowUp]] = {}
    for call in FollowUp.objects.filter(enrolment__in=people, session__in=closed).prefetch_related("events"):
        known.setdefault(call.enrolment_id, {})[call.session_id] = call
    for enrolment in people:
        counted = [s for s in closed if enrolment.began_on is None or s.held_on >= enrolment.began_on]
        asked_for = _asked_for([(s, statuses.get((enrolment.pk, s.pk))) for s in counted])
        later = counted[counted.index(session) :]
        _settle(enrolment, later, asked_for, known.get(enrolment.pk, {}), now)


def _asked_for(marked: list[tuple[Session, str | None]]) -> dict[int, str]:
    """Session id → reason, by the college's rule."""
    policy = Policy.current()
    found = calls_asked_for(
        [status for _session, status in marked], after_first=policy.call_after_first, in_a_row=policy.call_in_a_row
    )
    return {marked[place][0].pk: reason for place, reason in found.items()}


def _settle(
    enrolment: Enrolment, sessions: list[Session], asked_for: dict[int, str], known: dict[int, FollowUp], now
) -> None:
    for session in sessions:
        call = known.get(session.pk)
        if call and call.outcome == Outcome.OPEN and session.pk not in asked_for and not call.events.all():
            call.outcome, call.closed_at = Outcome.TAKEN_BACK, now
            call.save(update_fields=["outcome", "closed_at"])
    for session in sessions:
        call = known.get(session.pk)
        if session.pk not in asked_for or (call and call.outcome != Outcome.TAKEN_BACK):
            continue
        if FollowUp.objects.filter(enrolment=enrolment, outcome=Outcome.OPEN).exists():
            continue  # one call is to be made already
        call = call or FollowUp(enrolment=enrolment, session=session, made_at=now)
        call.reason, call.outcome, call.closed_at = asked_for[session.pk], Outcome.OPEN, None
        call.due_on = working_day_after(timezone.localdate(now), Policy.current().call_within_days)
        call.save()


@transaction.atomic
def note_call(*, call: FollowUp, became: str, said: str, tries: int, by, now: dt.datetime) -> FollowUp:
    """Somebody rang: how it went, and in few words what was said. Without a reply the call stays open.

    `tries`: how many tries the page showed, so that a form sent twice notes one. After
    Policy.call_tries without a reply the office may leave it ("rests"); nothing ever follows
    from an absence by itself. "given_on" gives their place to the next person (queries.may_give_on) and
    tells them. Refuses NotOpen, ChooseHowItWent, TryOnceMore, KeepThePlace.
    """
    Run.objects.select_for_update().get(pk=call.session.run_id)
    call = FollowUp.objects.select_related("enrolment__learner", "session").get(pk=call.pk)
    before = call.events.count()
    if before > tries:
        return call
    if call.outcome != Outcome.OPEN:
        raise NotOpen
    if became not in Became.values:
        raise ChooseHowItWent
    if became == Became.RESTS and before < Policy.current().call_tries:
        raise TryOnceMore
    if became == Became.GIVEN_ON:
        if not may_give_on(call, today=timezone.localdate(now)):
            raise KeepThePlace
        give_on(enrolment=call.enrolment, by=by, now=now)
    FollowUpEvent.objects.create(follow_up=call, became=became, said=said.strip(), by=by, at=now)
    if became != Became.NO_REPLY:
        call.outcome, call.closed_at = Outcome(became), now
        call.save(update_fields=["outcome", "closed_at"])
    return call
