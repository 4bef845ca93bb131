"""What a sheet of runs or trainers writes, line by line; called with the term locked, by applying.py alone."""

import datetime as dt
from abc import ABC, abstractmethod
from typing import Any

from courses.actions.catalogue import make_course
from courses.actions.runs import RunFacts, change_run, make_run
from courses.actions.venues import make_venue
from courses.models import Audience, Course, Locality, Run, SheetImport, Strand, Venue
from courses.sheets.words import folded
from enrolment.office.imports import runs, trainers
from enrolment.office.imports.comparing import Plan, Planned, State
from enrolment.trainers.actions import propose, release, save_trainer
from enrolment.trainers.models import Allocation, Trainer

# The facts that somebody changed on screen and ticked, by line number and name.
Ticks = set[tuple[int, str]]


class Facts(ABC):
    """Writes rows that a sheet may also change later: the facts nobody touched on screen, and those ticked."""

    def __init__(self, sheet: SheetImport, ticks: Ticks, by, now: dt.datetime):
        self.sheet, self.ticks, self.by, self.now = sheet, ticks, by, now

    def order(self, plan: Plan) -> list[Planned]:
        """Rows that are there by id, as everywhere, then the new ones in the order of the sheet."""
        there = plan.of(State.CHANGED, State.SAME)
        return [*sorted(there, key=lambda line: line.target.pk), *plan.of(State.NEW)]

    def line(self, line: Planned) -> Run | Trainer:
        return self.write(line, line.to_write(self.ticks))

    @abstractmethod
    def write(self, line: Planned, writes: dict[str, Any]) -> Run | Trainer:
        """Make or change the row of `line` by the facts that `writes` holds; the row."""


class Programme(Facts):
    """Writes runs. Courses and venues that are new are made on the way, once each."""

    def __init__(self, *given):
        super().__init__(*given)
        self.localities = list(Locality.objects.all())
        self.strands = {folded(strand.name): strand for strand in Strand.objects.all()}
        self.audiences = {audience.name: audience for audience in Audience.objects.all()}
        self.courses = {folded(course.code): course for course in Course.objects.all()}
        self.venues = list(Venue.objects.select_related("locality"))
        self.trainers = {(trainer.kind, folded(trainer.name)): trainer for trainer in Trainer.objects.all()}

    def write(self, line: Planned, writes: dict[str, Any]) -> Run:
        if line.state == State.NEW:
            run = self._make(line)
            writes = line.values
        else:
            run = line.target
            changes = runs.changes_from(writes, self._venue(line) if "venue" in writes else None)
            if changes:
                run = change_run(run=run, by=self.by, now=self.now, **changes)
        for kind in ("peer", "professional"):
            if writes.get(kind):
                self._ask(run, kind, writes[kind])
        return run

    def _make(self, line: Planned) -> Run:
        said = line.read.run
        facts = RunFacts(
            term=self.sheet.term,
            course=self._course(said),
            locality=runs.locality_named(said.locality, self.localities),
            **runs.changes_from(line.values, self._venue(line)),
        )
        return make_run(facts=facts, by=self.by, now=self.now)

    def _course(self, said) -> Course:
        key = folded(said.code)
        if key not in self.courses:
            self.courses[key] = make_course(
                code=said.code,
                title=said.title,
                strand=self.strands[folded(said.strand)],
                audiences=[self.audiences[name] for name in said.audiences],
                by=self.by,
                now=self.now,
            )
        return self.courses[key]

    def _venue(self, line: Planned) -> Venue | None:
        said = line.read.run
        if not said.venue:
            return None
        found = runs.venue_named(line.values["venue"], self.venues)
        if found is None:
            found = make_venue(
                name=said.venue,
                locality=runs.locality_named(said.venue_locality, self.localities),
                is_online=said.format == Run.Format.ONLINE,
                by=self.by,
                now=self.now,
            )
            self.venues.append(found)
        return found

    def _ask(self, run: Run, kind: str, name: str) -> None:
        """The named trainer in place of whoever of that kind was asked before."""
        wanted = self.trainers[kind, folded(name)]
        before = Allocation.objects.live().filter(run=run, trainer__kind=kind).exclude(trainer=wanted)
        for allocation in before.order_by("pk"):
            release(allocation=allocation, by=self.by, now=self.now)
        propose(run=run, trainer=wanted, by=self.by, now=self.now)


def hold_trainers(plan: Plan) -> None:
    """Nobody of `plan` says anything else of themselves until it is written."""
    known = [line.target.pk for line in plan.of(State.CHANGED, State.SAME)]
    list(Trainer.objects.filter(pk__in=known).select_for_update(of=("self",)).order_by("pk"))


class Trainers(Facts):
    """Writes trainers."""

    def __init__(self, *given):
        super().__init__(*given)
        self.localities = {locality.name: locality for locality in Locality.objects.all()}
        self.strands = {strand.name: strand for strand in Strand.objects.all()}

    def write(self, line: Planned, writes: dict[str, Any]) -> Trainer:
        if line.state == State.NEW:
            return self._save(line.read.trainer.name, line.values, None)
        if not writes:
            return line.target
        now = {**trainers.values_of_trainer(line.target), **writes}
        return self._save(line.target.name, now, line.target)

    def _save(self, name: str, values: dict[str, Any], trainer: Trainer | None) -> Trainer:
        facts = trainers.facts_from(name, values, self.localities, self.strands)
        return save_trainer(facts=facts, trainer=trainer, by=self.by, now=self.now)
