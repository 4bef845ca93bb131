"""Applying a sheet: all of it in one go, or nothing."""

import datetime as dt
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from college.refusals import Refusal
from courses.models import Run, SheetImport, Term
from enrolment.office.actions.bringing import People, forget_words, hold_all
from enrolment.office.actions.sheets import NotOpen
from enrolment.office.actions.writing_facts import Facts, Programme, Ticks, Trainers, hold_trainers
from enrolment.office.imports.comparing import Plan, Planned, State
from enrolment.office.imports.planning import plan_for
from enrolment.places.models import Enrolment
from enrolment.trainers.models import Trainer


class CantApply(Refusal):
    """Nothing was applied; the sentence names the line and what to do."""


@transaction.atomic
def apply_sheet(
    *,
    sheet: SheetImport,
    overwrite: Iterable[tuple[int, str]] = (),
    old_enough: bool = False,
    by,
    now: dt.datetime,
) -> SheetImport:
    """Make and change what the lines of `sheet` say: all in one go, or nothing.

    overwrite: (line number, fact) pairs that were changed on screen and that the
    sheet may overwrite; no other is. old_enough: `by` says so of everybody new in a
    sheet of people, who are told nothing (bringing.tell_brought). Applying twice is
    applying once. Refuses while a line is in doubt, and whatever the verbs on runs,
    trainers, people and places refuse.
    """
    # One sheet of a term at a time, so that no run is made twice.
    Term.objects.select_for_update().get(pk=sheet.term_id)
    sheet = SheetImport.objects.select_for_update(of=("self",)).select_related("term").get(pk=sheet.pk)
    if sheet.status == SheetImport.Status.APPLIED:
        return sheet
    if sheet.status != SheetImport.Status.DRY_RUN:
        raise NotOpen
    plan = plan_for(sheet, by=by, now=now)
    # Read again once it is locked: places may have gone meanwhile, and trainers may have said otherwise.
    if sheet.kind == SheetImport.Kind.PEOPLE:
        hold_all(plan)
        plan = plan_for(sheet, by=by, now=now)
    elif sheet.kind == SheetImport.Kind.TRAINERS:
        hold_trainers(plan)
        plan = plan_for(sheet, by=by, now=now)
    _refuse_doubts(plan)
    write = _writer(sheet, set(overwrite), old_enough, by, now)
    for line in write.order(plan):
        try:
            _note(sheet, line, write.line(line))
        except (Refusal, ValidationError) as refused:
            sentence = " ".join(refused.messages) if isinstance(refused, ValidationError) else str(refused)
            said = _("Line {number}: {sentence} Nothing was applied.")
            raise CantApply(said.format(number=line.number, sentence=sentence)) from refused
    for state in (State.SET_ASIDE, State.NOT_YOURS, State.OVER, State.LEFT_OUT):
        numbers = [line.number for line in plan.of(state)]
        sheet.lines.filter(number__in=numbers).update(outcome=state, is_set_aside=state == State.SET_ASIDE)
    if sheet.kind == SheetImport.Kind.PEOPLE:
        forget_words(sheet.lines.filter(is_set_aside=False))
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


def _writer(sheet: SheetImport, ticks: Ticks, old_enough: bool, by, now: dt.datetime) -> "People | Facts":
    if sheet.kind == SheetImport.Kind.PEOPLE:
        return People(by, now, old_enough=old_enough)
    return (Programme if sheet.kind == SheetImport.Kind.PROGRAMME else Trainers)(sheet, ticks, by, now)


def _note(sheet: SheetImport, line: Planned, row: Run | Trainer | Enrolment) -> None:
    outcome = State.SAME if line.state == State.CHANGED and not line.differences else line.state
    sheet.lines.filter(number=line.number).update(made_code=row.code, values=line.values, outcome=outcome)
