"""How an enrolment changes: the row, its history, its offer and its message, all in one transaction.

Only verbs of this room call what stands here, with the run locked (tests/architecture holds that).
"""

import datetime as dt

from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from college.refusals import Refusal
from courses.closed_days import working_day_after
from courses.models import Policy, Run
from courses.states import may_go
from enrolment.learners.models import Learner
from enrolment.messages.actions import tell
from enrolment.places.gates import awaits_talk
from enrolment.places.models import Enrolment, EnrolmentEvent, Offer
from enrolment.places.states import ENROLMENT

LAST_MINUTE = dt.time(23, 59)


class CantChange(Refusal):
    sentence = _("This place has changed meanwhile. Please look at the page again.")


def hold_run(run_id: int) -> None:
    """Lock the run before anything else is locked, for a verb that asks for a place on its way."""
    Run.objects.select_for_update().only("pk").get(pk=run_id)


def lock_run(name: int | str) -> Run:
    """The run of that id or code, with its term and sessions, locked until the transaction ends.

    The first lock of every verb on places. Raises Run.DoesNotExist.
    """
    which = {"code": name} if isinstance(name, str) else {"pk": name}
    run = Run.objects.select_for_update(of=("self",)).select_related("term").get(**which)
    prefetch_related_objects([run], "sessions")
    return run


def locked(enrolment: Enrolment) -> Enrolment:
    """The enrolment as it is once its run is locked.

    Not its learner: leaving breaks no limit, and learners are only ever locked all at once,
    in order of their ids.
    """
    run = lock_run(enrolment.run_id)
    fresh = Enrolment.objects.select_related("learner__user").get(pk=enrolment.pk)
    fresh.run = run
    return fresh


def lock_learners(ids) -> dict[int, Learner]:
    """The learners by id, locked in order of their ids; after the run."""
    rows = Learner.objects.select_for_update(of=("self",)).select_related("user").filter(pk__in=ids)
    return {learner.pk: learner for learner in rows.order_by("pk")}


def begin(
    *,
    learner: Learner,
    run: Run,
    status: str,
    source: str,
    by,
    now: dt.datetime,
    began_on: dt.date | None = None,
    told: str = "",
    reason: str = "",
    asked_at: dt.datetime | None = None,
    untold: bool = False,
) -> Enrolment:
    """A new enrolment; sessions count from `began_on`, or from today where the run has begun already.

    `told` names the message where it isn't called after the state; `asked_at` where they asked before `now`;
    `untold`: nothing is sent about it until places.arrivals tells them.
    """
    today = timezone.localdate(now)
    if began_on is None and any(session.held_on < today for session in run.sessions_on()):
        began_on = today
    enrolment = Enrolment.objects.create(
        learner=learner, run=run, status=status, source=source, asked_at=asked_at or now, began_on=began_on,
        is_untold=untold,
    )  # fmt: skip
    event = _write(enrolment, "", by=by, now=now, reason=reason)
    if source != Enrolment.Source.WALK_IN:  # someone who came on the day was told to their face
        _tell(enrolment, event, told or status, now)
    return enrolment


def move(
    enrolment: Enrolment, became: str, *, by, now: dt.datetime, reason: str = "", told: str | None = None
) -> Enrolment:
    """Let `enrolment` (with its learner and locked run) become `became`, and tell the learner.

    `told` names the message where it isn't called after the new state; "" tells nothing.
    Refuses CantChange where the machine has no such step.
    """
    if not may_go(ENROLMENT, enrolment.status, became):
        raise CantChange
    was, enrolment.status = enrolment.status, became
    enrolment.save(update_fields=["status", "is_resting", "began_on", "source"])
    event = _write(enrolment, was, by=by, now=now, reason=reason)
    if was == "offered":
        _end_offer(enrolment, became, reason, now)
    told = became if told is None else told
    if told:
        _tell(enrolment, event, told, now)
    return enrolment


def standing_of_newcomer(learner: Learner, *, is_met: bool = False) -> str:
    """What a place given to `learner` becomes: theirs, or kept for them until they have had a welcome talk.

    Somebody who `is_met` needs no talk. For somebody under age it is kept until their parent or guardian agrees.
    """
    is_kept = learner.awaits_guardian or (not is_met and awaits_talk(learner))
    return "requested" if is_kept else "confirmed"


def give(
    enrolment: Enrolment, *, by, now: dt.datetime, reason: str = "", told: str = "moved_up", is_met: bool = False
) -> Enrolment:
    """Somebody who waited has a place now; sessions count from today where the run has begun.

    Where the college talks with newcomers first, it is kept for them until then, unless somebody `is_met`.
    """
    today = timezone.localdate(now)
    if any(session.held_on < today for session in enrolment.run.sessions_on()):
        enrolment.began_on = today
    enrolment.is_resting = False
    became = standing_of_newcomer(enrolment.learner, is_met=is_met)
    return move(enrolment, became, by=by, now=now, reason=reason, told=told if became == "confirmed" else became)


def offer(enrolment: Enrolment, *, by, now: dt.datetime) -> Enrolment:
    """Hold a place for somebody who waits: Policy's working days, to the end of the last; never past the run."""
    policy, learner = Policy.current(), enrolment.learner
    is_slow = learner.route in (Learner.Route.CALL, Learner.Route.LETTER)
    days = policy.offer_days_by_post if is_slow else policy.offer_days
    end = dt.datetime.combine(working_day_after(timezone.localdate(now), days), LAST_MINUTE)
    until = min(timezone.make_aware(end), max(session.ends_at for session in enrolment.run.sessions_on()))
    Offer.objects.create(enrolment=enrolment, made_at=now, until=until)
    return move(enrolment, "offered", by=by, now=now)


def _end_offer(enrolment: Enrolment, became: str, reason: str, now: dt.datetime) -> None:
    outcome = {
        "confirmed": Offer.Outcome.ACCEPTED,
        "requested": Offer.Outcome.ACCEPTED,
        "waiting": Offer.Outcome.DECLINED,
    }.get(became, Offer.Outcome.ENDED)
    if reason == Offer.Outcome.RUN_OUT:
        outcome = Offer.Outcome.RUN_OUT
    enrolment.offers.filter(outcome=Offer.Outcome.OPEN).update(outcome=outcome, ended_at=now)


def note(enrolment: Enrolment, *, by, now: dt.datetime, reason: str) -> EnrolmentEvent:
    """History of what changes no state, such as resting on the waiting list."""
    return _write(enrolment, enrolment.status, by=by, now=now, reason=reason)


def _write(enrolment: Enrolment, was: str, *, by, now: dt.datetime, reason: str = "") -> EnrolmentEvent:
    return EnrolmentEvent.objects.create(
        enrolment=enrolment, was=was, became=enrolment.status, by=by, by_system=by is None, at=now, reason=reason
    )


def tell_of(enrolment: Enrolment, *, key: str, now: dt.datetime, told: str = "") -> None:
    """Tell the learner how `enrolment` stands, once for each `key`; `told` names the message as in `move`."""
    has_place = enrolment.status == "confirmed"
    event = told or enrolment.status
    if event == "requested" and enrolment.learner.awaits_guardian:
        event = "guardian_asked"
    tell(event=event, enrolment=enrolment, key=key, now=now, with_calendar=has_place)


def _tell(enrolment: Enrolment, event: EnrolmentEvent, told: str, now: dt.datetime) -> None:
    tell_of(enrolment, key=f"place:{enrolment.code}:{event.pk}", now=now, told=told)
