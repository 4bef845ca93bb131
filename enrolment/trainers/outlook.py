"""What a plan would change, and why runs stay without their pair: read from today's rows, in words."""

import datetime as dt
from dataclasses import dataclass, field, replace

from courses.models import Run
from courses.permissions import Permission, runs_for
from enrolment.trainers.gathering import gather
from enrolment.trainers.models import Allocation, TermPlan, Trainer
from enrolment.trainers.solving.fitness import Bar
from enrolment.trainers.solving.model import needs_of
from enrolment.trainers.solving.plan import Plan, diaries
from enrolment.trainers.solving.putting import GONE, HAS_PAIR, Refused, putting, standing
from enrolment.trainers.solving.reasons import Gap, gaps_of
from enrolment.trainers.solving.term import Term
from enrolment.trainers.words import Names, bar_words, change_words, refusal_words, side_words, whole_change


@dataclass
class SideSaid:
    """One of the two who lacks: the sentence, and under it who it could be and what keeps each."""

    sentence: str
    barred: list[tuple[str, str]]


@dataclass
class GapSaid:
    """A run that stays without its pair: why, and the smallest change that would give it one."""

    run: Run
    sides: list[SideSaid]
    change: str


@dataclass
class ChangeSaid:
    """What the plan does on one run."""

    run: Run
    asks: list[Trainer] = field(default_factory=list)
    takes_off: list[Trainer] = field(default_factory=list)


@dataclass
class Outlook:
    """For the page of a plan: what it changes, what stays without its pair, what it has to leave as it is."""

    changes: list[ChangeSaid] = field(default_factory=list)
    gaps: list[GapSaid] = field(default_factory=list)
    refused: list[tuple[Run, str]] = field(default_factory=list)

    @property
    def asked(self) -> int:
        return sum(len(change.asks) for change in self.changes)

    @property
    def taken_off(self) -> int:
        return sum(len(change.takes_off) for change in self.changes)


def outlook(plan: TermPlan, user, *, today: dt.date) -> Outlook:
    """What `plan` does to the term as it is today (local date); once it is in force, what it did.

    Gaps are read anew each time, so that each reason is one of today's. A fixed number of queries.
    """
    runs = runs_for(user, Permission.ALLOCATE).filter(term=plan.term)
    term = gather(runs, today=today)
    if plan.status == TermPlan.Status.READY:
        outcome = putting(term, plan.pairs, plan.asked_then)
        asks, takes_off, refused = outcome.to_ask, outcome.to_release, outcome.refused
        after = standing(replace(term, asked=term.asked - takes_off))
    else:
        asks, takes_off = _did(plan.found.get("made", [])), _did(plan.found.get("taken_off", []))
        refused = [Refused(**each) for each in plan.found.get("refused", [])]
        after = standing(term)
    new = frozenset(asks) - after.stays if plan.status == TermPlan.Status.READY else frozenset()
    said = _Saying(after, new, runs)
    left = {each.run for each in refused}
    gaps = gaps_of(after, Plan(new, _unfilled(after, new, left), 0, 0))
    return Outlook(
        said.changes(asks, takes_off),
        [said.gap(gap) for gap in gaps],
        [(said.runs[each.run], said.refusal(each)) for each in refused if each.run in said.runs],
    )


def _did(allocations: list[int]) -> set[tuple[int, int]]:
    return set(Allocation.objects.filter(pk__in=allocations).values_list("run", "trainer"))


def _unfilled(term: Term, new: frozenset[tuple[int, int]], left: set[int]) -> tuple[int, ...]:
    people, filled = {trainer.id: trainer for trainer in term.trainers}, {run for run, _trainer in new}
    lacking = (run.id for run in term.runs if run.id not in filled | left and needs_of(term, run, people)[1])
    return tuple(lacking)


class _Saying:
    """Puts ids into the words and rows that the page shows."""

    def __init__(self, term: Term, new: frozenset[tuple[int, int]], runs):
        self.plain = {run.id: run for run in term.runs}
        self.people = {trainer.id: trainer for trainer in term.trainers}
        self.term, self.diary, self.names = term, diaries(term, new), Names.read()
        rows = runs.with_first_day().for_lists().order_by("first_on", "locality", "course__code")
        self.runs = {run.pk: run for run in rows}
        self.trainers = Trainer.objects.in_bulk()

    def changes(self, asks: set[tuple[int, int]], takes_off: set[tuple[int, int]]) -> list[ChangeSaid]:
        found = {number: ChangeSaid(run) for number, run in self.runs.items()}
        for pairs, part in ((asks, "asks"), (takes_off, "takes_off")):
            for run, trainer in sorted(pairs):
                if run in found:
                    getattr(found[run], part).append(self.trainers[trainer])
        return [change for change in found.values() if change.asks or change.takes_off]

    def gap(self, gap: Gap) -> GapSaid:
        run = self.plain[gap.run]
        sides = [
            SideSaid(
                side_words(side, run, self.names),
                [(self.trainers[t].name, bar_words(bar, run, self.people[t], self.names)) for t, bar in side.barred],
            )
            for side in gap.sides
        ]
        changes = [
            change_words(
                each, run, self.people[each.trainer], self.trainers[each.trainer].name,
                self._taken(each.trainer), self.names,
            )
            for each in gap.changes
        ]  # fmt: skip
        return GapSaid(self.runs[gap.run], sides, whole_change(changes, is_free=not gap.sides))

    def _taken(self, trainer: int) -> list:
        return [*self.term.elsewhere.get(trainer, ()), *(m for run in self.diary[trainer] for m in run.meetings)]

    def refusal(self, refused: Refused) -> str:
        if refused.why in (GONE, HAS_PAIR) or refused.run not in self.plain or refused.trainer not in self.people:
            return refusal_words(refused.why)
        person, run = self.people[refused.trainer], self.plain[refused.run]
        why = [bar_words(Bar(bar), run, person, self.names) for bar in refused.bars]
        return f"{self.trainers[refused.trainer].name}: {' '.join(why)}"
