"""Bringing the shared programme: dry run, mending, applying, and bringing it again."""

import datetime as dt

import pytest

from courses.actions.runs import change_run
from courses.models import Course, Locality, Run, RunEvent, Session, SheetImport, Venue
from courses.sheets.doubts import SheetRefusal
from enrolment.models import Allocation
from enrolment.office.actions.applying import CantApply
from enrolment.office.actions.sheets import (
    NoSuchCell,
    NotOpen,
    continue_drafts,
    mend_line,
    put_away,
    restore_line,
    set_line_aside,
)
from enrolment.office.imports.comparing import State
from enrolment.office.imports.planning import plan_for
from enrolment.trainers.actions import TrainerFacts, save_trainer
from tests.courses.sheets.sheets import GOOD, HEADINGS, PROGRAMME, csv_of, rows_of
from tests.courses.sheets.test_shared_programme import DOUBTS

from .conftest import NOW, applied, apply, bring, settle

pytestmark = pytest.mark.django_db


def counts(plan) -> dict[str, int]:
    return {state: count for state, count in plan.counts().items() if count}


def line_of(plan, number):
    return next(line for line in plan.lines if line.number == number)


def run_of(code: str, locality: str) -> Run:
    return Run.objects.get(course__code=code, locality__name=locality)


def changed_sheet(changes: dict[int, dict[str, str]]) -> bytes:
    """The shared sheet with cells written otherwise, by line number and column."""
    rows = rows_of(PROGRAMME)
    for number, cells in changes.items():
        for column, words in cells.items():
            rows[number - 1][rows[1].index(column)] = words
    return csv_of(rows)


def one_line(**cells) -> bytes:
    return csv_of([HEADINGS, list((GOOD | {k.replace("_", " "): v for k, v in cells.items()}).values())])


def test_a_dry_run_makes_nothing_and_shows_every_doubt(term, coordinator):
    sheet = bring(term, coordinator)
    plan = plan_for(sheet, by=coordinator)
    assert counts(plan) == {"new": 37, "doubt": 9}
    assert [(d.line_number, d.code) for line in plan.in_doubt for d in line.doubts] == DOUBTS
    assert not Run.objects.exists()
    assert not Course.objects.exists()


def test_a_sheet_in_doubt_is_not_applied(term, coordinator):
    sheet = bring(term, coordinator)
    with pytest.raises(CantApply, match="Lines 8, 17, 18, 23, 31, 34, 36, 46, 47 are still in doubt"):
        apply(sheet, coordinator)
    assert not Run.objects.exists()


def test_once_settled_it_is_applied_in_one_go(term, coordinator):
    sheet = applied(term, coordinator)
    assert sheet.status == "applied"
    assert Run.objects.filter(status="draft").count() == 46
    assert Course.objects.count() == 24
    assert Session.objects.filter(held_on__gt=term.ends_on).count() == 0
    caring = run_of("CAR01", "Rotherham")
    assert (caring.capacity, caring.minimum) == (12, 4)
    assert [(kept.kept_for, kept.places) for kept in caring.reserved_places.all()] == [("carer", 2)]
    assert run_of("INV03", "Doncaster").venue is None
    assert run_of("REB03", "North Lincolnshire").is_listed is False
    assert run_of("INV02", "Rotherham").notes.startswith("Interpreter booked")
    first = run_of("SKL07", "Rotherham").sessions_on()[0]
    assert (first.held_on, first.starts, first.ends) == (dt.date(2027, 2, 3), dt.time(10), dt.time(12))
    assert RunEvent.objects.filter(what="made", by=coordinator).count() == 46


def test_applying_twice_is_applying_once(term, coordinator):
    sheet = applied(term, coordinator)
    apply(sheet, coordinator)
    assert Run.objects.count() == 46


def test_bringing_the_same_sheet_again_changes_nothing_and_asks_nothing(term, coordinator):
    applied(term, coordinator)
    again = bring(term, coordinator)
    assert counts(plan_for(again, by=coordinator)) == {"same": 46}
    apply(again, coordinator)
    assert Run.objects.count() == 46
    assert not RunEvent.objects.exclude(what="made").exists()


def test_what_the_sheet_changed_is_written_where_nobody_touched_it(term, coordinator):
    applied(term, coordinator)
    again = bring(term, coordinator, changed_sheet({3: {"Places": "14", "Time": "1.30pm - 3.30pm"}}))
    plan = plan_for(again, by=coordinator)
    assert counts(plan) == {"changed": 1, "same": 45}
    assert [(d.fact.name, d.needs_tick) for d in line_of(plan, 3).differences] == [
        ("sessions", False),
        ("capacity", False),
    ]
    apply(again, coordinator)
    run = run_of("UND02", "Doncaster")
    assert run.capacity == 14
    assert {session.starts for session in run.sessions.all()} == {dt.time(13, 30)}
    assert run.sessions.count() == 4


def test_what_was_changed_on_screen_is_shown_and_kept_without_a_tick(term, coordinator):
    applied(term, coordinator)
    run = run_of("UND02", "Doncaster")
    change_run(run=run, capacity=9, notes="rung the venue", by=coordinator, now=NOW)
    for _time in range(2):
        again = bring(term, coordinator)
        line = line_of(plan_for(again, by=coordinator), 3)
        assert [(d.fact.name, d.now, d.sheet, d.needs_tick) for d in line.differences] == [
            ("capacity", 9, 12, True),
            ("notes", "rung the venue", "", True),
        ]
        apply(again, coordinator)
        run.refresh_from_db()
        assert (run.capacity, run.notes) == (9, "rung the venue")


def test_a_tick_overwrites_that_fact_of_that_line_and_no_other(term, coordinator):
    applied(term, coordinator)
    run = run_of("UND02", "Doncaster")
    change_run(run=run, capacity=9, notes="rung the venue", by=coordinator, now=NOW)
    apply(bring(term, coordinator), coordinator, overwrite=[(3, "capacity"), (4, "notes"), (99, "venue")])
    run.refresh_from_db()
    assert (run.capacity, run.notes) == (12, "rung the venue")


def test_a_run_moved_on_screen_is_still_the_same_run(term, coordinator):
    applied(term, coordinator)
    run = run_of("UND02", "Doncaster")
    moved = tuple((s.held_on + dt.timedelta(days=1), s.starts, s.ends) for s in run.sessions_on())
    change_run(run=run, sessions=moved, by=coordinator, now=NOW)
    plan = plan_for(bring(term, coordinator), by=coordinator)
    assert line_of(plan, 3).target == run
    assert [(d.fact.name, d.needs_tick) for d in line_of(plan, 3).differences] == [("sessions", True)]


def test_a_line_with_a_new_date_is_the_only_run_left_that_it_could_mean(term, coordinator):
    applied(term, coordinator)
    plan = plan_for(bring(term, coordinator, changed_sheet({3: {"First session": "19/01/2027"}})), by=coordinator)
    line = line_of(plan, 3)
    assert line.target == run_of("UND02", "Doncaster")
    assert line.new_instead
    assert not plan.unmentioned


def test_the_coordinator_can_say_that_it_is_a_new_run_instead(term, coordinator):
    applied(term, coordinator)
    again = bring(term, coordinator, changed_sheet({3: {"First session": "19/01/2027"}}))
    new = line_of(plan_for(again, by=coordinator), 3).new_instead
    mend_line(sheet=again, number=3, cells=new.cells, by=coordinator, now=NOW)
    plan = plan_for(again, by=coordinator)
    assert line_of(plan, 3).state == State.NEW
    assert [run.course.code for run in plan.unmentioned] == ["UND02"]


def two_groups(first: str, second: str) -> bytes:
    lines = [GOOD | {"First session": day, "Weeks": "1"} for day in (first, second)]
    return csv_of([HEADINGS, *(list(line.values()) for line in lines)])


def test_lines_that_could_mean_several_runs_are_a_doubt(term, coordinator):
    applied(term, coordinator, two_groups("12/01/2027", "19/01/2027"))
    again = bring(term, coordinator, two_groups("26/01/2027", "02/02/2027"))
    plan = plan_for(again, by=coordinator)
    assert [(d.code, len(d.suggestions)) for line in plan.in_doubt for d in line.doubts] == [("which-run", 3)] * 2
    settled = settle_both_with_the_first_choice(again, plan, coordinator)
    assert [(line.number, line.state) for line in settled.lines] == [(2, State.CHANGED), (3, State.DOUBT)]


def settle_both_with_the_first_choice(sheet, plan, by):
    for line in plan.in_doubt:
        cells = line.doubts[0].suggestions[0].cells
        mend_line(sheet=sheet, number=line.number, cells=cells, by=by, now=NOW)
    return plan_for(sheet, by=by)


def test_a_run_called_off_on_screen_is_not_made_again(term, coordinator):
    applied(term, coordinator)
    Run.objects.filter(pk=run_of("UND02", "Doncaster").pk).update(status="cancelled")
    again = bring(term, coordinator)
    assert counts(plan_for(again, by=coordinator)) == {"same": 45, "over": 1}
    apply(again, coordinator)
    assert Run.objects.count() == 46


def test_a_line_set_aside_is_left_out_and_can_be_gone_on_with(term, coordinator):
    sheet = bring(term, coordinator)
    for number, _code in DOUBTS:
        set_line_aside(sheet=sheet, number=number, by=coordinator, now=NOW)
    apply(sheet, coordinator)
    assert Run.objects.count() == 37
    again = continue_drafts(sheet=sheet, by=coordinator, now=NOW)
    settle(again, coordinator)
    apply(again, coordinator)
    assert Run.objects.count() == 46
    assert run_of("SKL02", "Doncaster").sessions_on()[0].held_on == dt.date(2027, 2, 25)


def test_all_or_nothing_when_one_line_is_refused(term, coordinator):
    save_trainer(facts=TrainerFacts(name="Amara Holt", kind="peer"), by=None, now=NOW)
    sheet = bring(term, coordinator, changed_sheet({5: {"Peer trainer": "Amara Holt"}}))
    settle(sheet, coordinator)
    with pytest.raises(CantApply, match=r"Line 5: Amara Holt: No check is on record\. Nothing was applied\."):
        apply(sheet, coordinator)
    assert not Run.objects.exists()
    assert not Course.objects.exists()
    sheet.refresh_from_db()
    assert sheet.status == "dry_run"


def test_trainers_named_in_the_sheet_are_asked(term, coordinator):
    for name in ("Amara Holt", "Dara Finch"):
        save_trainer(facts=TrainerFacts(name=name, kind="peer", cleared_until=dt.date(2029, 1, 1)), by=None, now=NOW)
    applied(term, coordinator, one_line(Peer_trainer="Amara Holt"))
    applied(term, coordinator, one_line(Peer_trainer="Dara Finch"))
    applied(term, coordinator, one_line())
    asked = Allocation.objects.order_by("pk").values_list("trainer__name", "status")
    assert list(asked) == [("Amara Holt", "released"), ("Dara Finch", "proposed")]


def test_a_new_venue_is_made_once_someone_says_it_is_one(term, coordinator):
    sheet = bring(term, coordinator, one_line(Venue="The Old Forge"))
    [doubt] = plan_for(sheet, by=coordinator).in_doubt[0].doubts
    mend_line(sheet=sheet, number=2, cells=doubt.suggestions[-1].cells, by=coordinator, now=NOW)
    apply(sheet, coordinator)
    assert Venue.objects.get(name="The Old Forge").locality.name == "Doncaster"
    assert Run.objects.get().venue.name == "The Old Forge"
    assert counts(plan_for(bring(term, coordinator, one_line(Venue="The Old Forge")), by=coordinator)) == {"same": 1}


def test_a_mended_cell_can_be_taken_back(term, coordinator):
    sheet = bring(term, coordinator)
    mend_line(sheet=sheet, number=3, cells={"Places": "x"}, by=coordinator, now=NOW)
    assert len(plan_for(sheet, by=coordinator).in_doubt) == 10
    assert mend_line(sheet=sheet, number=3, cells={"Places": "12"}, by=coordinator, now=NOW).mended == {}
    mend_line(sheet=sheet, number=3, cells={"Places": "y"}, by=coordinator, now=NOW)
    assert restore_line(sheet=sheet, number=3, by=coordinator, now=NOW).mended == {}


@pytest.mark.parametrize(
    ("number", "cells"), [(2, {"Places": "1"}), (3, {"Password": "1"}), (3, {"Notes": "x" * 2001})]
)
def test_what_is_no_cell_of_the_sheet_is_refused(term, coordinator, number, cells):
    sheet = bring(term, coordinator)
    with pytest.raises(NoSuchCell):
        mend_line(sheet=sheet, number=number, cells=cells, by=coordinator, now=NOW)


def test_an_applied_or_put_away_sheet_is_closed(term, coordinator):
    sheet = applied(term, coordinator)
    with pytest.raises(NotOpen):
        mend_line(sheet=sheet, number=3, cells={"Places": "1"}, by=coordinator, now=NOW)
    with pytest.raises(NotOpen):
        put_away(sheet=sheet, by=coordinator, now=NOW)
    away = put_away(sheet=bring(term, coordinator), by=coordinator, now=NOW)
    assert not away.lines.exists()
    with pytest.raises(NotOpen):
        apply(away, coordinator)


def test_a_coordinator_brings_only_lines_of_their_own_localities(term, of_rotherham):
    sheet = bring(term, of_rotherham)
    plan = settle(sheet, of_rotherham)
    assert counts(plan) == {"new": 13, "not_yours": 33}
    assert "Doncaster" in line_of(plan, 3).sentence
    apply(sheet, of_rotherham)
    assert {run.locality.name for run in Run.objects.all()} == {"Rotherham"}
    assert Run.objects.count() == 13


def test_a_file_that_cannot_be_read_leaves_nothing_behind(term, coordinator):
    with pytest.raises(SheetRefusal):
        bring(term, coordinator, b"\x89PNG\0")
    assert not SheetImport.objects.exists()


def test_a_dry_run_takes_the_same_queries_for_few_lines_and_many(
    term, coordinator, django_assert_max_num_queries, django_assert_num_queries
):
    applied(term, coordinator)
    few = bring(term, coordinator, one_line(Venue="Mexborough Business Centre"))
    many = bring(term, coordinator)
    with django_assert_max_num_queries(30) as counted:
        plan_for(few, by=coordinator)
    with django_assert_num_queries(len(counted)):
        plan_for(many, by=coordinator)


def test_a_locality_that_was_renamed_is_a_doubt_on_each_of_its_lines(term, coordinator):
    applied(term, coordinator)
    Locality.objects.filter(name="Online").update(name="On line")
    plan = plan_for(bring(term, coordinator), by=coordinator)
    assert counts(plan) == {"same": 40, "doubt": 6}


def test_a_run_whose_line_is_in_doubt_is_neither_given_away_nor_called_missing(term, coordinator):
    applied(term, coordinator, two_groups("12/01/2027", "19/01/2027"))
    rows = rows_of(two_groups("12/01/2027", "26/01/2027"))
    rows[1][HEADINGS.index("Places")] = "a dozen"
    again = bring(term, coordinator, csv_of(rows))
    plan = plan_for(again, by=coordinator)
    assert [[d.code for d in line.doubts] for line in plan.lines] == [["places-not-a-number"], ["which-run"]]
    assert not plan.unmentioned
    mend_line(sheet=again, number=2, cells={"Places": "12"}, by=coordinator, now=NOW)
    assert counts(plan_for(again, by=coordinator)) == {"same": 1, "changed": 1}
