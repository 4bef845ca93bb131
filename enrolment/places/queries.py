"""Questions about places: how many are left, for whom, and how far down the list someone is.

One reckoning feeds every badge, button and refusal, so no two screens disagree on "full".
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from courses.models import ReservedPlaces, Run
from enrolment.learners.models import Learner
from enrolment.places.models import Enrolment, Offer, holds, waits_ready
from enrolment.places.states import LIVE

BANDS = (5, 10, 20)


@dataclass
class Standing:
    """How a run stands: places, how many are held, kept places nobody has taken yet, who waits ready.

    `own`: the id of the live enrolment there of the learner who was asked about, if there is one.
    """

    capacity: int
    held: int = 0
    waiting: int = 0
    own: int | None = None
    kept: dict[str, int] = field(default_factory=dict)

    def open_to(self, capacities: Iterable[str]) -> int:
        """Places free for someone who comes as `capacities`; below 1 where there are none."""
        others = sum(places for group, places in self.kept.items() if group not in capacities)
        return self.capacity - self.held - others

    def take(self, capacities: Iterable[str]) -> None:
        """Reckon with one more person who has a place."""
        self.held += 1
        for group in capacities:
            if self.kept.get(group):
                self.kept[group] -= 1

    def fits(self, people: Iterable[Learner]) -> bool:
        """Whether there is a place for each of `people`, all at once."""
        trial = replace(self, kept=dict(self.kept))
        for learner in people:
            if trial.open_to(learner.capacities) < 1:
                return False
            trial.take(learner.capacities)
        return True

    @property
    def left(self) -> int:
        """Places that anyone may still have."""
        return max(0, self.open_to(()))

    @property
    def is_full(self) -> bool:
        """Whether a newcomer would wait: no place is left, or somebody ready waits already."""
        return self.left == 0 or self.waiting > 0


@cache  # Django takes longer to put it together than a database to answer it
def _counted() -> QuerySet[Run, Any]:
    return (
        Run.objects.order_by()
        .values("pk")
        .annotate(
            held=Count("enrolments", filter=holds("enrolments__")),
            waiting=Count("enrolments", filter=waits_ready("enrolments__")),
            keeps=Exists(ReservedPlaces.objects.filter(run=OuterRef("pk"))),
        )
    )


def places_left_for(runs: Iterable[Run], *, today: dt.date, of: Learner | None = None) -> dict[int, Standing]:
    """How each of `runs` stands, by id, in one query for any number (three where places are kept).

    `today` is the local date; places kept for a group are everyone's from their `release_on`.
    """
    capacities = {run.pk: run.capacity for run in runs}
    counted = _counted().filter(pk__in=capacities)
    if of:
        own = Q(enrolments__learner=of, enrolments__status__in=LIVE)
        counted = counted.annotate(own=Max("enrolments", filter=own))
    standings, keeping = {}, {}
    for row in counted:
        run, keeps = row.pop("pk"), row.pop("keeps")
        standings[run] = Standing(capacities[run], **row)
        if keeps:
            keeping[run] = standings[run]
    if keeping:
        _reckon_kept(keeping, today)
    return standings


def places_left(run: Run, *, today: dt.date, of: Learner | None = None) -> Standing:
    """How one run stands, with the place that `of` has there."""
    return places_left_for([run], today=today, of=of)[run.pk]


def _reckon_kept(standings: Mapping[int, Standing], today: dt.date) -> None:
    still_kept = Q(release_on__isnull=True) | Q(release_on__gt=today)
    reserves = list(ReservedPlaces.objects.filter(still_kept, run__in=standings))
    taken: Counter[tuple[int, str]] = Counter()
    holders = Enrolment.objects.holding_a_place().filter(run__in={reserve.run_id for reserve in reserves})
    for run, capacities in holders.order_by().values_list("run_id", "learner__capacities"):
        taken.update((run, capacity) for capacity in capacities)
    for reserve in reserves:
        unfilled = reserve.places - taken[reserve.run_id, reserve.kept_for]
        standings[reserve.run_id].kept[reserve.kept_for] = max(0, unfilled)


def ready_for(run: Run) -> QuerySet[Enrolment]:
    """The waiting list of `run` without those who rest, in its order."""
    return run.enrolments.waiting().filter(waits_ready())


def line_of(run: Run) -> list[Enrolment]:
    """The waiting list of `run` in its order, each with `company`: the names of those they come together with."""
    waiting = list(run.enrolments.waiting().select_related("learner"))
    for each in waiting:
        together = [o for o in waiting if each.party and o.party == each.party and o.pk != each.pk]
        each.company = [other.learner.name for other in together]
    return waiting


def runs_to_fill() -> QuerySet[Run]:
    """Published runs with fewer people than places while somebody ready waits."""
    held = Count("enrolments", filter=holds("enrolments__"))
    ready = Count("enrolments", filter=waits_ready("enrolments__"))
    return (
        Run.objects.filter(status="published")
        .annotate(held=held, ready=ready)
        .filter(ready__gt=0, held__lt=F("capacity"))
        .order_by("pk")
    )


def kept_places(now: dt.datetime) -> QuerySet[Enrolment]:
    """Places on runs still to come that are kept until a talk, who asked first before the others."""
    coming = Run.objects.coming(timezone.localdate(now))
    rows = Enrolment.objects.filter(status="requested", run__in=coming.values("pk"))
    return rows.select_related("learner", "run__course", "run__locality").order_by("asked_at", "pk")


def runs_over_capacity() -> QuerySet[Run]:
    """Runs with more people than places, walk-ins aside: never, unless a rule was gone round."""
    held = Count("enrolments", filter=holds("enrolments__"))
    return Run.objects.annotate(held=held).filter(held__gt=F("capacity")).order_by("pk")


def held_in_term(learners: Iterable[int], term_id: int) -> Counter[int]:
    """How many places each learner holds in a term, by learner id; drop-ins don't count."""
    rows = (
        Enrolment.objects.holding_a_place()
        .filter(learner__in=learners, run__term=term_id)
        .exclude(run__format="drop_in")
        .order_by()
        .values("learner_id")
        .annotate(places=Count("pk"))
    )
    return Counter({row["learner_id"]: row["places"] for row in rows})


def band_of(enrolment: Enrolment) -> int | None:
    """The least of 5, 10, 20 that `enrolment` is among on its waiting list; None further down or resting.

    A band and no number: a place in a list of people is nobody's to compare.
    """
    if enrolment.status != "waiting" or enrolment.is_resting:
        return None
    first = list(ready_for(enrolment.run).values_list("pk", flat=True)[: BANDS[-1]])
    place = first.index(enrolment.pk) + 1 if enrolment.pk in first else BANDS[-1] + 1
    return next((band for band in BANDS if place <= band), None)


def places_of(learner: Learner) -> QuerySet[Enrolment]:
    """All enrolments of `learner` with what a page prints of them, in a fixed number of queries."""
    return (
        learner.enrolments.select_related("run__course", "run__term", "run__locality", "run__venue")
        .prefetch_related("run__sessions__venue")
        .order_by("-asked_at", "-pk")
    )


def with_first_run(learners: QuerySet[Learner]) -> list[tuple[Learner, Enrolment | None]]:
    """Each of `learners` with their first place, in two queries."""
    found = list(learners)
    rows = Enrolment.objects.filter(learner__in=found).select_related("run__course", "run__locality")
    first = {enrolment.learner_id: enrolment for enrolment in rows.order_by("-asked_at", "-pk")}
    return [(learner, first.get(learner.pk)) for learner in found]


def with_own_place(runs: QuerySet[Run], learner: Learner) -> QuerySet[Run]:
    """Each of `runs` with `own_code`, the code of the live enrolment that `learner` has there, or None."""
    own = Enrolment.objects.live().filter(run=OuterRef("pk"), learner=learner)
    return runs.annotate(own_code=Subquery(own.values("code")[:1]))


def live_enrolment(learner: Learner, run: Run) -> Enrolment | None:
    """The live enrolment of `learner` on `run`, if there is one."""
    return learner.enrolments.live().filter(run=run).first()


def enrolment_called(code: str) -> Enrolment | None:
    """The enrolment by its code, with what its pages say; for whoever a gate has let through."""
    return Enrolment.objects.filter(code=code).select_related("learner", "run__term", "run__venue").first()


def offers_due(now: dt.datetime) -> QuerySet[Offer]:
    """Places held for an answer that has not come in time, the longest overdue first."""
    return Offer.objects.filter(outcome=Offer.Outcome.OPEN, until__lte=now).order_by("until", "pk")


def offer_called(code: str) -> Offer | None:
    """The offer by its code, with what its page says; for whoever a gate has let through."""
    rows = Offer.objects.select_related("enrolment__learner__user", "enrolment__run__course", "enrolment__run__venue")
    rows = rows.select_related("enrolment__run__locality")
    return rows.filter(code=code).first()
