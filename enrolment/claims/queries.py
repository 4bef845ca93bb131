"""Questions about claims: what a trainer has taught and may still claim for."""

import datetime as dt
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from college.models import User
from courses.models import Policy, Session
from enrolment.claims.models import Claim, ClaimEvent, ClaimQuerySet, Rates
from enrolment.trainers.models import AllocationEvent, Trainer
from enrolment.trainers.standing_in.models import Gap, StandIn


def sessions_of(trainer: Trainer) -> QuerySet[Session]:
    """The sessions that `trainer` teaches or taught: of runs they said yes to, and those they stood in at.

    Of a run that they joined or left on the way, those while they were on it; never one they could not
    come to, nor one that was called off.
    """
    spans = [
        Q(run=run, held_on__gte=first) & (Q(held_on__lte=last) if last else Q())
        for run, first, last in _on_runs(trainer)
    ]
    stood_in = StandIn.objects.filter(trainer=trainer, status="accepted", gap__session=OuterRef("pk"))
    missed = Gap.objects.filter(allocation__trainer=trainer, ended_at=None, session=OuterRef("pk"))
    own = reduce(or_, spans, Q(pk=None)) & ~Exists(missed)
    rows = Session.objects.filter(own | Exists(stood_in), run__status__in=["published", "finished"])
    return rows.exclude(status="cancelled").order_by("held_on", "starts", "pk")


def _on_runs(trainer: Trainer) -> list[tuple[int, dt.date, dt.date | None]]:
    """(run, first local day, last local day or None) for each time that the trainer said yes to a run."""
    said_yes = AllocationEvent.objects.filter(allocation__trainer=trainer, became="accepted")
    rows = AllocationEvent.objects.filter(allocation__in=said_yes.values("allocation")).select_related("allocation")
    spans: dict[int, tuple[int, dt.date, dt.date | None]] = {}
    for event in rows:
        asked_on = timezone.localdate(event.allocation.made_at)
        left_on = timezone.localdate(event.at) if event.became == "released" else None
        spans[event.allocation_id] = (event.allocation.run_id, asked_on, left_on)
    return list(spans.values())


def sessions_taught(trainer: Trainer, *, now: dt.datetime) -> QuerySet[Session]:
    """Those of them that are over at `now` (aware)."""
    local = timezone.localtime(now)
    over = Q(held_on__lt=local.date()) | Q(held_on=local.date(), ends__lte=local.time())
    return sessions_of(trainer).filter(over)


def sessions_to_claim(trainer: Trainer, *, now: dt.datetime) -> QuerySet[Session]:
    """Those for which nothing is claimed yet and still may be (Policy.claim_days), the latest first."""
    since = timezone.localdate(now) - dt.timedelta(days=Policy.current().claim_days)
    claimed = Claim.objects.live().filter(trainer=trainer, session=OuterRef("pk"))
    rows = sessions_taught(trainer, now=now).filter(~Exists(claimed), held_on__gte=since)
    return rows.select_related("run__course", "run__locality").order_by("-held_on", "-starts")


def claims_of(trainer: Trainer) -> ClaimQuerySet:
    """What `trainer` has claimed, the latest session first; withdrawn ones are no more."""
    return Claim.objects.live().filter(trainer=trainer).with_its_session().order_by("-session__held_on", "-pk")


def sent_back_to(user: User) -> ClaimQuerySet:
    """The claims of whoever teaches as `user` that wait for a change of theirs, the oldest first."""
    return Claim.objects.filter(trainer__user=user, status="sent_back").with_its_session()


def claim_for_session(trainer: Trainer, session: Session) -> Claim | None:
    """What `trainer` claims for `session`, if anything."""
    return claims_of(trainer).filter(session=session).first()


def history_of(claim: Claim) -> list[ClaimEvent]:
    """What happened to it, the first first."""
    return list(claim.events.select_related("by"))


def rates_on(day: dt.date) -> Rates:
    """The rates that hold on a local day."""
    return Rates.objects.on(day)


def all_rates() -> list[Rates]:
    """Every rate that was set, the latest first."""
    return list(Rates.objects.select_related("by"))
