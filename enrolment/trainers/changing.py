"""Verbs that change who is on a run as somebody saw it: others instead, somebody instead of one who can't."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from college.refusals import Refusal
from courses.models import Run
from enrolment.trainers.actions import AlreadyAnswered, propose, release
from enrolment.trainers.models import Allocation, Trainer
from enrolment.trainers.queries import pair_of


class Moved(Refusal):
    sentence = _(
        "Meanwhile somebody has changed who teaches this run, or one of them has answered. "
        "Nothing was saved. It stands here as it is now: look at it, and press again."
    )


class UndoesYes(Refusal):
    sentence = _("Somebody who has said yes would be taken off. If that is all right, tick “I know”.")


class Filled(Refusal):
    sentence = _("Somebody has been asked for this run meanwhile, and has this place.")


def standing_of(run: Run) -> str:
    """Who is on `run` and what they have said, as a mark by which a change of it is seen."""
    live = Allocation.objects.live().filter(run=run).order_by("pk")
    return ".".join(f"{number}{status[0]}" for number, status in live.values_list("pk", "status"))


@transaction.atomic
def change_trainers(
    *, run: Run, trainers: Iterable[Trainer], seen: str, knows: bool, by, now: dt.datetime
) -> list[Allocation]:
    """Just `trainers` teach `run`: who is new is asked, whoever else is on it is taken off. Twice is once.

    seen: its `standing_of` as it was shown. Refuses where that has moved, what `propose` refuses, and, unless
    the person `knows`, to take off who has said yes; then nothing changes. Returns who was asked anew.
    """
    wanted = {trainer.pk for trainer in trainers}
    Run.objects.select_for_update(of=("self",)).get(pk=run.pk)
    live = list(Allocation.objects.live().filter(run=run).order_by("pk"))
    here = {each.trainer_id for each in live}
    if here == wanted:
        return []
    if standing_of(run) != seen:
        raise Moved
    goes = [each for each in live if each.trainer_id not in wanted]
    if not knows and any(each.status == "accepted" for each in goes):
        raise UndoesYes
    new = Trainer.objects.filter(pk__in=wanted - here).select_for_update(of=("self",)).order_by("pk")
    asked = [propose(run=run, trainer=trainer, by=by, now=now) for trainer in list(new)]
    for each in goes:
        release(allocation=each, by=by, now=now)
    return asked


@transaction.atomic
def ask_as_seen(*, run: Run, trainer: Trainer, seen: str, by, now: dt.datetime) -> Allocation:
    """`propose`, by somebody who saw who was on `run`; refuses where that has moved. Twice is once."""
    Run.objects.select_for_update(of=("self",)).get(pk=run.pk)
    is_on = Allocation.objects.live().filter(run=run, trainer=trainer).exists()
    if not is_on and standing_of(run) != seen:
        raise Moved
    return propose(run=run, trainer=trainer, by=by, now=now)


@transaction.atomic
def ask_instead(*, allocation: Allocation, trainer: Trainer, by, now: dt.datetime) -> Allocation:
    """Ask `trainer` in the place of who can't or doesn't answer, who is asked no longer. Twice is once.

    Refuses what `propose` refuses, and then nothing changes; who has said yes meanwhile; and a place
    for which somebody else has been asked.
    """
    run = Run.objects.select_for_update(of=("self",)).get(pk=allocation.run_id)
    allocation = Allocation.objects.select_related("trainer").get(pk=allocation.pk)
    if allocation.status == "accepted":
        raise AlreadyAnswered
    is_on = Allocation.objects.live().filter(run=run, trainer=trainer).exists()
    if not is_on and not pair_of(run).without(allocation).wants(trainer.kind):
        raise Filled
    if allocation.status == "proposed":
        release(allocation=allocation, by=by, now=now)
    return propose(run=run, trainer=trainer, by=by, now=now)
