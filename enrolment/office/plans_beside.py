"""Two plans of one term side by side: the runs on which they differ, and how good each is known to be."""

from dataclasses import dataclass

from django.db.models import QuerySet

from courses.models import Run
from courses.models.runs import RunQuerySet
from enrolment.trainers.models import TermPlan, Trainer


@dataclass
class Difference:
    """A run, and who would teach it by the one plan and by the other."""

    run: Run
    one: list[Trainer]
    other: list[Trainer]


def plans_beside(plans: QuerySet[TermPlan], plan: TermPlan) -> list[TermPlan]:
    """Those of `plans` that were worked out for the term of `plan`, put away or not, the latest five first."""
    worked_out = plans.filter(term=plan.term, found__has_key="pairs").exclude(pk=plan.pk)
    return list(worked_out.order_by("-asked_at", "-pk")[:5])


def differences(one: TermPlan, other: TermPlan, runs: RunQuerySet) -> list[Difference]:
    """Those of `runs` that the plans give to different people, by their first day. A fixed number of queries."""
    only = one.teaching ^ other.teaching
    trainers = Trainer.objects.in_bulk({trainer for _run, trainer in one.teaching | other.teaching})
    rows = runs.filter(pk__in={run for run, _trainer in only}).with_first_day().for_lists()
    rows = rows.order_by("first_on", "locality", "course__code")
    return [Difference(run, *(_of(run, plan, trainers) for plan in (one, other))) for run in rows]


def _of(run: Run, plan: TermPlan, trainers: dict[int, Trainer]) -> list[Trainer]:
    theirs = [trainers[trainer] for number, trainer in plan.teaching if number == run.pk and trainer in trainers]
    return sorted(theirs, key=lambda trainer: (trainer.kind != Trainer.Kind.PEER, trainer.name))
