"""What a sheet would make and change, line by line, before anything is saved."""

import datetime as dt
from collections import defaultdict

from django.utils import timezone
from django.utils.translation import gettext as _

from courses.models import Locality, Run, SheetImport, SheetLine
from courses.permissions import Permission, localities_for
from courses.sheets.doubts import Doubt, Suggestion
from courses.sheets.lines import AGREED
from courses.sheets.words import folded
from enrolment.office.imports import runs, trainers
from enrolment.office.imports.comparing import Plan, Planned, State, compare
from enrolment.office.imports.matching import NEW_RUN, Match, agreeing, answers, match_runs, says_new
from enrolment.office.imports.people import plan_people
from enrolment.office.imports.reading import read_sheet
from enrolment.trainers.models import Trainer
from enrolment.trainers.queries import pairs_of


def plan_for(sheet: SheetImport, *, by, now: dt.datetime | None = None) -> Plan:
    """The plan of `sheet` for `by`, who may only plan for some localities; None is the system.

    `now` (aware; this moment where it isn't said) matters to people alone: which runs are over.

    Takes the same number of queries for 3 lines and for 300.
    """
    lines = list(sheet.lines.all())
    mine = _localities_of(by)
    if sheet.kind == SheetImport.Kind.PEOPLE:
        plan = plan_people(sheet, lines, mine, by=by, now=now or timezone.now())
    else:
        plan_kind = _plan_programme if sheet.kind == SheetImport.Kind.PROGRAMME else _plan_trainers
        plan = plan_kind(sheet, lines, mine)
    mended = {line.number: [column for column in line.mended if column != AGREED] for line in lines}
    for line in plan.lines:
        line.mended = mended[line.number]
    return plan


def last_written(sheet: SheetImport) -> dict[str, SheetLine]:
    """The newest applied line that wrote each row, by the row's code; trainers of any term."""
    lines = SheetLine.objects.filter(sheet__kind=sheet.kind, sheet__status=SheetImport.Status.APPLIED)
    if sheet.kind == SheetImport.Kind.PROGRAMME:
        lines = lines.filter(sheet__term=sheet.term_id)
    lines = lines.exclude(made_code="").exclude(sheet=sheet).order_by("sheet__applied_at", "pk")
    return {line.made_code: line for line in lines}


def _localities_of(by) -> set[str]:
    found = Locality.objects.all() if by is None else localities_for(by, Permission.PLAN_TERM)
    return {folded(name) for name in found.values_list("name", flat=True)}


def _without_row(read, names: list[str], mine: set[str]) -> Planned | None:
    """The plan of a line that comes to no row: set aside, somebody else's, or in doubt."""
    if read.is_set_aside:
        return Planned(read, State.SET_ASIDE)
    foreign = [name for name in names if name and folded(name) not in mine]
    if foreign:
        return Planned(
            read,
            State.NOT_YOURS,
            sentence=_("You don't plan for {locality}, so this line is left out. Ask its coordinator.").format(
                locality=", ".join(foreign)
            ),
        )
    return Planned(read, State.DOUBT) if read.doubts else None


def _plan_programme(sheet: SheetImport, lines: list[SheetLine], mine: set[str]) -> Plan:
    found = list(
        Run.objects.filter(term=sheet.term_id)
        .select_related("course", "locality", "venue__locality", "term")
        .prefetch_related("sessions", "reserved_places")
        .order_by("pk")
    )
    pairs = pairs_of(found)
    now = {run.code: runs.values_of_run(run, pairs[run.pk]) for run in found}
    last = {code: line.values for code, line in last_written(sheet).items()}
    planned = []
    wanted = []
    known = {folded(locality) for locality in Locality.objects.values_list("name", flat=True)}
    for read in read_sheet(sheet, lines):
        locality = read.cells.get("Locality", "")
        without = _without_row(read, [locality] if folded(locality) in known else [], mine)
        if without:
            planned.append(without)
        else:
            wanted.append(read)
    unsettled = {
        (folded(line.read.cells.get("Locality", "")), folded(line.read.cells.get("Code", "")))
        for line in planned
        if line.state in (State.DOUBT, State.SET_ASIDE)
    }
    matches = match_runs([(read.run, says_new(read.cells)) for read in wanted if read.run], found, now, last, unsettled)
    matched: set[int] = {match.run.pk for match in matches.values() if match.run}
    for read in wanted:
        planned.append(_plan_run(read, matches[read.number], now, last, matched))
    unmentioned = [
        run
        for run in found
        if run.pk not in matched
        and run.status in ("draft", "published")
        and folded(run.locality.name) in mine
        and (folded(run.locality.name), folded(run.course.code)) not in unsettled
    ]
    return Plan(sorted(planned, key=lambda line: line.number), unmentioned)


def _plan_run(read, match: Match, now: dict, last: dict, matched: set[int]) -> Planned:
    """The plan of one line; a run that it turns out to be about joins `matched`."""
    values = runs.values_of_line(read.run)
    run = match.run
    if run is None and match.choices and not says_new(read.cells):
        run = next((run for run in match.choices if _is_run(run) in answers(read.cells)), None)
        if run is None or run.pk in matched:
            return Planned(read, State.DOUBT, more_doubts=[_which_run(read, match.choices, now)])
        matched.add(run.pk)
    if run is None:
        return Planned(read, State.NEW, values=values, summary=runs.in_words(values))
    if run.status in ("cancelled", "finished"):
        said = _("This run was called off on screen. It stays so.")
        over = _("This run is over. It stays as it is.")
        return Planned(read, State.OVER, run, values, sentence=said if run.status == "cancelled" else over)
    differences = compare(runs.FACTS, values, now[run.code], last.get(run.code))
    state = State.CHANGED if differences else State.SAME
    new_instead = Suggestion(_("It is a new run"), agreeing(read.cells, NEW_RUN)) if match.is_likely else None
    return Planned(read, state, run, values, differences, new_instead=new_instead, summary=runs.in_words(values))


def _is_run(run: Run) -> str:
    return f"is run {run.code}"


def _which_run(read, choices: list[Run], now: dict) -> Doubt:
    sessions = next(fact for fact in runs.FACTS if fact.name == "sessions")
    offered = [
        Suggestion(
            _("It is the run on {dates}").format(dates=sessions.say(now[run.code]["sessions"])),
            agreeing(read.cells, _is_run(run)),
        )
        for run in choices
    ]
    offered.append(Suggestion(_("It is a new run"), agreeing(read.cells, NEW_RUN)))
    return Doubt(
        "which-run",
        read.number,
        "First session",
        _("This course already has runs here that the line could mean. Which is it?"),
        tuple(offered),
    )


def _plan_trainers(sheet: SheetImport, lines: list[SheetLine], mine: set[str]) -> Plan:
    found = Trainer.objects.prefetch_related("localities", "strands", "free_times", "aways", "clearances")
    by_name: dict[str, list[Trainer]] = defaultdict(list)
    for trainer in found.order_by("pk"):
        by_name[folded(trainer.name)].append(trainer)
    last = {code: line.values for code, line in last_written(sheet).items()}
    planned = []
    for read in read_sheet(sheet, lines):
        known = by_name.get(folded(read.cells.get("Name", "")), [])
        names = [*(read.trainer.localities if read.trainer else ()), *_localities_taught(known)]
        without = _without_row(read, names, mine)
        planned.append(without or _plan_trainer(read, known, last))
    return Plan(planned)


def _localities_taught(known: list[Trainer]) -> list[str]:
    return list(dict.fromkeys(locality.name for trainer in known for locality in trainer.localities.all()))


def _plan_trainer(read, known: list[Trainer], last: dict) -> Planned:
    values = trainers.values_of_line(read.trainer)
    if not known:
        return Planned(read, State.NEW, values=values, summary=trainers.in_words(values))
    now = trainers.values_of_trainer(known[0])
    differences = compare(trainers.FACTS, values, now, last.get(known[0].code), known[0].said_themselves)
    state = State.CHANGED if any(not each.is_own for each in differences) else State.SAME
    return Planned(read, state, known[0], values, differences, summary=trainers.in_words(values))
