"""Other trainers for a run, tried: what they would break and undo, in words, before anything is saved."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from courses.dates import session_words
from courses.models import Run, Session
from enrolment.trainers.doubled import taken_beside
from enrolment.trainers.fits import Fit
from enrolment.trainers.models import Allocation, Trainer
from enrolment.trainers.queries import Pair


@dataclass
class Chosen:
    """One who would teach the run. `elsewhere`: where they are already, by session."""

    fit: Fit
    is_new: bool
    elsewhere: list[Session] = field(default_factory=list)

    @property
    def doubled(self) -> list[str]:
        """Where they would be needed at the same time, or could not come from in time."""
        said = _("%(course)s, %(place)s: %(when)s")
        return [
            said % {"course": each.run.course.title, "place": each.run.locality.name, "when": session_words(each)}
            for each in self.elsewhere
        ]


@dataclass
class Trial:
    """What would come of it. `missing`: what the run would still lack, in words."""

    chosen: list[Chosen]
    goes: list[Allocation]
    missing: str
    is_untrained: bool

    @property
    def asks(self) -> list[Trainer]:
        return [each.fit.trainer for each in self.chosen if each.is_new]

    @property
    def undoes(self) -> list[Allocation]:
        """Who has said yes and would be taken off."""
        return [each for each in self.goes if each.status == Allocation.Status.ACCEPTED]

    @property
    def is_change(self) -> bool:
        return bool(self.asks or self.goes)

    @property
    def breaks(self) -> list[Chosen]:
        """Those for whom a rule would be broken, or something is to be weighed."""
        return [each for each in self.chosen if each.fit.hindrances or each.fit.remarks]

    @property
    def may_be_saved(self) -> bool:
        """Whether no rule keeps anybody who would be asked; who is on it already stays whatever has come since."""
        return self.is_change and not any(each.is_new and each.fit.hindrances for each in self.chosen)


def trial_of(run: Run, chosen: Iterable[Trainer], pair: Pair, fits: Iterable[Fit], *, today: dt.date) -> Trial:
    """`run` as it would be with just those of `chosen`. pair: who is on it; fits: everyone, as if nobody were."""
    wanted = {trainer.pk for trainer in chosen}
    here = {each.trainer_id for each in pair.everyone}
    elsewhere = taken_beside(run, wanted, today=today)
    people = [
        Chosen(fit, fit.trainer.pk not in here, elsewhere.get(fit.trainer.pk, []))
        for fit in fits
        if fit.trainer.pk in wanted
    ]
    after = Pair(rule=pair.rule)
    for each in people:
        side = after.peers if each.fit.trainer.kind == Trainer.Kind.PEER else after.professionals
        side.append(Allocation(run=run, trainer=each.fit.trainer))
    trained = [each.fit.trainer.train_the_trainer == Trainer.TrainTheTrainer.DONE for each in people]
    goes = [each for each in pair.everyone if each.trainer_id not in wanted]
    return Trial(people, goes, after.missing, bool(trained) and not any(trained))
