"""Who could teach a run, as the office's page of the run shows it, and who instead of somebody."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from courses.models import Run
from enrolment.trainers.fits import Fit, fits_for
from enrolment.trainers.models import Allocation
from enrolment.trainers.queries import SECOND, Pair, pair_of, pairs_of

# So many stand open on the page; the others unfold.
SHOWN = 3


@dataclass
class Part:
    """One of the two who is missing, and whom nothing bars: `best` stand open, `others` unfold."""

    kind: str
    best: list[Fit] = field(default_factory=list)
    others: list[Fit] = field(default_factory=list)


@dataclass
class Who:
    """For a run's page: by what is missing, then who could be asked all the same, then who can't."""

    parts: list[Part]
    perhaps: list[Fit]
    hindered: list[Fit]

    def __bool__(self) -> bool:
        return bool(self.parts or self.perhaps or self.hindered)


def who_could_teach(run: Run, pair: Pair, *, today: dt.date) -> Who:
    """Everyone against `run`, best first, in a fixed number of queries; nobody where it is over or called off."""
    fits = fits_for(run, today=today) if run.status in ("draft", "published") else []
    good = [fit for fit in fits if fit.is_good]
    parts = [_part(kind, [fit for fit in good if _is_of(fit, kind)]) for kind in pair.wanted] if fits else []
    chosen = {fit.trainer.pk for part in parts for fit in [*part.best, *part.others]}
    rest = [fit for fit in fits if not fit.hindrances and fit.trainer.pk not in chosen]
    return Who(parts, rest, [fit for fit in fits if fit.hindrances])


def instead_of(allocation: Allocation, *, today: dt.date) -> list[Fit]:
    """Who fits best in the place of a trainer who can't or does not answer; nobody where it is taken meanwhile."""
    run, pair = allocation.run, pair_of(allocation.run)
    pair = pair.without(allocation)
    if run.status not in ("draft", "published") or not pair.wants(allocation.trainer.kind):
        return []
    fits = fits_for(run, today=today)
    wanted = pair.wanted
    return [fit for fit in fits if fit.is_good and any(_is_of(fit, kind) for kind in wanted)][:SHOWN]


def gaps_left_by(allocations: Iterable[Allocation]) -> list[Allocation]:
    """Of those who said that they can't, the last of each run whose place nobody has been asked for since."""
    latest = {allocation.run_id: allocation for allocation in sorted(allocations, key=lambda each: each.pk)}
    pairs = pairs_of([allocation.run for allocation in latest.values()])
    return [each for each in latest.values() if pairs[each.run_id].wants(each.trainer.kind)]


def _is_of(fit: Fit, kind: str) -> bool:
    return kind in (SECOND, fit.trainer.kind)


def _part(kind: str, fits: list[Fit]) -> Part:
    return Part(kind, fits[:SHOWN], fits[SHOWN:])
