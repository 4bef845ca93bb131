"""Applying a sheet: all of it in one go, or nothing."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from college.refusals import Refusal
from courses.actions.catalogue import make_course
from courses.actions.runs import RunFacts, change_run, make_run
from courses.actions.venues import make_venue
from courses.models import Audience, Course, Locality, Run, SheetImport, Strand, Term, Venue
from courses.sheets.words import folded
from enrolment.office.actions.sheets import NotOpen
from enrolment.office.imports import runs, trainers
from enrolment.office.imports.comparing import Plan, Planned, State
from enrolment.office.imports.planning import plan_for
from enrolment.trainers.actions import propose, release, save_trainer
from enrolment.trainers.models import Allocation, Trainer

Ticks = set[tuple[int, str]]


class CantApply(Refusal):
    """Nothing was applied; the sentence names the line and what to do."""


@transaction.atomic
def apply_sheet(*, sheet: SheetImport, overwrite: Iterable[tuple[int, str]] = (), by, now: dt.datetime) -> SheetImport:
    """Make and change what the lines of `sheet` say: all in one go, or nothing.

    overwrite: (line number, fact) pairs that were changed on screen and that the
    sheet may overwrite; no other is. Applying twice is applying once. Refuses while
    a line is in doubt, and whatever the verbs on runs and trainers refuse.
    """
    # One sheet of a term at a time, so that no run is made twice.
    Term.objects.select_for_update().get(pk=sheet.term_id)
    sheet = SheetImport.objects.select_for_update(of=("self",)).select_related("term").get(pk=sheet.pk)
    if sheet.status == SheetImport.Status.APPLIED:
        return sheet
    if sheet.status != SheetImport.Status.DRY_RUN:
        raise NotOpen
    plan = plan_for(sheet, by=by)
    _refuse_doubts(plan)
    write = _Programme(sheet, by, now) if sheet.kind == SheetImport.Kind.PROGRAMME else _Trainers(sheet, by, now)
    ticks = set(overwrite)
    for line in _in_lock_order(plan):
        try:
            _note(sheet, line, write.line(line, line.to_write(ticks)))
        except (Refusal, ValidationError) as refused:
            sentence = " ".join(refused.messages) if isinstance(refused, ValidationError) else str(refused)
            said = _("Line {number}: {sentence} Nothing was applied.")
            raise CantApply(said.format(number=line.number, sentence=sentence)) from refused
    for state in (State.SET_ASIDE, State.NOT_YOURS, State.OVER):
        numbers = [line.number for line in plan.of(state)]
        sheet.lines.filter(number__in=numbers).update(outcome=state, is_set_aside=state == State.SET_ASIDE)
    sheet.status, sheet.applied_at = SheetImport.Status.APPLIED, now
    sheet.save(update_fields=["status", "applied_at"])
    return sheet


def _refuse_doubts(plan: Plan) -> None:
    doubtful = plan.in_doubt
    if doubtful:
        said = ngettext(
            "Line {lines} is still in doubt. Settle it or set it aside, then apply.",
            "Lines {lines} are still in doubt. Settle them or set them aside, then apply.",
            len(doubtful),
        )
        raise CantApply(said.format(lines=", ".join(str(line.number) for line in doubtful[:10])))


def _in_lock_order(plan: Plan) -> list[Planned]:
    """Rows that are there by id, as everywhere, then the new ones in the order of the sheet."""
    there = plan.of(State.CHANGED, State.SAME)
    return [*sorted(there, key=lambda line: line.target.pk), *plan.of(State.NEW)]


def _note(sheet: SheetImport, line: Planned, row: Run | Trainer) -> None:
    outcome = State.SAME if line.state == State.CHANGED and not line.differences else line.state
    sheet.lines.filter(number=line.number).update(made_code=row.code, values=line.values, outcome=outcome)


class _Programme:
    """Writes runs. Courses and venues that are new are made on the way, once each."""

    def __init__(self, sheet: SheetImport, by, now: dt.datetime):
        self.sheet, self.by, self.now = sheet, by, now
        self.localities = list(Locality.objects.all())
        self.strands = {folded(strand.name): strand for strand in Strand.objects.all()}
        self.audiences = {audience.name: audience for audience in Audience.objects.all()}
        self.courses = {folded(course.code): course for course in Course.objects.all()}
        self.venues = list(Venue.objects.select_related("locality"))
        self.trainers = {(trainer.kind, folded(trainer.name)): trainer for trainer in Trainer.objects.all()}

    def line(self, line: Planned, writes: dict[str, Any]) -> Run:
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


class _Trainers:
    """Writes trainers."""

    def __init__(self, sheet: SheetImport, by, now: dt.datetime):
        self.by, self.now = by, now
        self.localities = {locality.name: locality for locality in Locality.objects.all()}
        self.strands = {strand.name: strand for strand in Strand.objects.all()}

    def line(self, line: Planned, writes: dict[str, Any]) -> Trainer:
        if line.state == State.NEW:
            return self._save(line.read.trainer.name, line.values, None)
        if not writes:
            return line.target
        now = {**trainers.values_of_trainer(line.target), **writes}
        return self._save(line.target.name, now, line.target)

    def _save(self, name: str, values: dict[str, Any], trainer: Trainer | None) -> Trainer:
        facts = trainers.facts_from(name, values, self.localities, self.strands)
        return save_trainer(facts=facts, trainer=trainer, by=self.by, now=self.now)
