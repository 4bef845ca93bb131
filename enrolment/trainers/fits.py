"""Who could teach a run: the facts of the solver, in words, for whoever asks by hand."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from courses.models import Run
from enrolment.trainers.gathering import gather
from enrolment.trainers.models import Trainer
from enrolment.trainers.solving.fitness import HABITS
from enrolment.trainers.solving.suggesting import Suggestion, suggestions
from enrolment.trainers.words import Names, bar_words, merits_words


@dataclass
class Fit:
    """How a trainer fits a run: what forbids it, what is to be weighed, what speaks for it; in sentences."""

    trainer: Trainer
    hindrances: list[str]
    remarks: list[str]
    merits: list[str]

    @property
    def is_good(self) -> bool:
        """Whether nothing at all stands between them: whom the solver could choose as well."""
        return not self.hindrances and not self.remarks


def fits_for(
    run: Run, trainers: Iterable[Trainer] | None = None, *, today: dt.date, is_anew: bool = False
) -> list[Fit]:
    """Everyone who is not on `run` yet, or of them `trainers`, best first: in a fixed number of queries.

    is_anew: as if nobody were on it, so that they stand among the others.
    Counts the sessions from `today` (local date) on; of a run that has met for the last time, all of them,
    for who taught is written down afterwards, too. Empty for a run called off or without a session.
    """
    meets = run.sessions_on()
    if meets and meets[-1].held_on < today:
        today = meets[0].held_on
    wanted = None if trainers is None else {trainer.pk for trainer in trainers}
    term = gather(Run.objects.filter(pk=run.pk), today=today)
    if is_anew:
        term = replace(term, stays=frozenset(), asked=frozenset())
    found = [each for told in term.runs for each in suggestions(term, told)]
    rows = Trainer.objects.in_bulk([each.trainer.id for each in found])
    names = Names.read()
    return [
        _fit(each, rows[each.trainer.id], term.runs[0], names)
        for each in found
        if wanted is None or each.trainer.id in wanted
    ]


def _fit(found: Suggestion, trainer: Trainer, run, names: Names) -> Fit:
    words = {bar: bar_words(bar, run, found.trainer, names) for bar in sorted(found.bars)}
    return Fit(
        trainer,
        [said for bar, said in words.items() if bar not in HABITS],
        [said for bar, said in words.items() if bar in HABITS],
        merits_words(found, run, names),
    )
