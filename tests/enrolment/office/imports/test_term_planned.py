"""The term of the shared sheets, given its trainers: proved, nothing broken, and every reason true."""

import csv
import datetime as dt
import io

import pytest
from django.utils import timezone

from courses.models import Run, Session
from enrolment.models import Trainer
from enrolment.trainers.gathering import gather
from enrolment.trainers.outlook import outlook
from enrolment.trainers.plans import ask_for_plan, work_on_next
from enrolment.trainers.solving.engine import solve
from enrolment.trainers.solving.reasons import gaps_of
from tests.courses.sheets.sheets import TRAINERS
from tests.enrolment.trainers.solving.again import is_smallest, is_true_when_solved_again
from tests.enrolment.trainers.solving.checker import broken

from .conftest import NOW, applied, apply, bring_trainers, settle

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TODAY = timezone.localdate(NOW)


@pytest.fixture
def spring(term, coordinator):
    sheet = bring_trainers(term, coordinator)
    settle(sheet, coordinator)
    apply(sheet, coordinator)
    applied(term, coordinator)
    return term


def said_in_the_sheet() -> dict[str, dict[str, str]]:
    return {row["Name"]: row for row in csv.DictReader(io.StringIO(TRAINERS.decode("utf-8-sig")))}


def day(words: str) -> dt.date:
    return dt.datetime.strptime(words.strip(), "%d/%m/%Y").date()  # noqa: DTZ007  a day has no zone


def test_the_shared_term_is_planned_with_proof_and_every_reason_is_true(spring, coordinator):
    told = gather(Run.objects.filter(term=spring), today=TODAY)
    assert (len(told.runs), len(told.trainers)) == (46, 24)
    plan = solve(told)
    assert plan.is_proved
    assert broken(told, plan) == []
    gaps = gaps_of(told, plan)
    assert [gap.run for gap in gaps] == list(plan.unfilled)
    for gap in gaps:
        assert gap.sides
        for side in gap.sides:
            for trainer, bar in side.barred:
                assert is_true_when_solved_again(told, plan, gap.run, trainer, bar), (gap.run, trainer, bar)
        assert not gap.changes or is_smallest(told, plan, gap)


def test_absences_and_checks_of_the_sheet_are_honoured_to_the_day(spring, coordinator):
    ask_for_plan(term=spring, by=coordinator, now=NOW)
    plan = work_on_next(now=NOW)
    names, sheet = dict(Trainer.objects.values_list("pk", "name")), said_in_the_sheet()
    assert plan.pairs
    for run, trainer in plan.pairs:
        said = sheet[names[trainer]]
        for met_on in Session.objects.filter(run=run).values_list("held_on", flat=True):
            assert met_on <= day(said["DBS check until"])
            if said["Away"]:
                first, last = map(day, said["Away"].split(" to "))
                assert not first <= met_on <= last
    shown = outlook(plan, coordinator, today=TODAY)
    assert len(shown.gaps) == plan.unfilled
    assert all(gap.change and all(why for side in gap.sides for _name, why in side.barred) for gap in shown.gaps)
