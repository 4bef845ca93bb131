"""Bringing the shared sheet of trainers, and bringing it again."""

import datetime as dt

import pytest
from django.utils import timezone

from enrolment.models import Trainer
from enrolment.office.imports.planning import plan_for
from enrolment.trainers.actions import set_limits
from enrolment.trainers.availability import say_free_times
from enrolment.trainers.models import Clearance
from tests.courses.sheets.sheets import TRAINERS, csv_of, rows_of
from tests.factories import UserFactory

from .conftest import apply, bring_trainers
from .test_programme import counts, line_of

pytestmark = pytest.mark.django_db


def applied(term, by, content: bytes = TRAINERS):
    return apply(bring_trainers(term, by, content), by)


def test_twenty_four_trainers_are_made_in_one_go(term, coordinator):
    sheet = bring_trainers(term, coordinator)
    assert counts(plan_for(sheet, by=coordinator)) == {"new": 24}
    apply(sheet, coordinator)
    cleo = Trainer.objects.get(name="Cleo Marsh")
    assert cleo.kind == "peer"
    assert sorted(locality.name for locality in cleo.localities.all()) == ["Doncaster", "Online", "Rotherham"]
    assert [(free.weekday, free.half) for free in cleo.free_times.all()] == [(0, "pm"), (1, "pm"), (2, "pm"), (4, "am")]
    assert [(away.first_on, away.last_on) for away in cleo.aways.all()] == [(dt.date(2027, 3, 8), dt.date(2027, 3, 19))]
    assert cleo.clearances.get().until == dt.date(2027, 2, 20)
    bryn = Trainer.objects.get(name="Bryn Castle")
    assert (bryn.train_the_trainer, bryn.train_the_trainer_note) == ("booked", "March 2027")


def test_bringing_it_again_changes_nothing(term, coordinator):
    applied(term, coordinator)
    again = bring_trainers(term, coordinator)
    assert counts(plan_for(again, by=coordinator)) == {"same": 24}
    apply(again, coordinator)
    assert Trainer.objects.count() == 24


def test_what_was_changed_on_screen_is_kept_without_a_tick(term, coordinator):
    applied(term, coordinator)
    Clearance.objects.filter(trainer__name="Cleo Marsh").update(until=dt.date(2030, 2, 20))
    again = bring_trainers(term, coordinator)
    line = line_of(plan_for(again, by=coordinator), 4)
    assert [(d.fact.name, d.needs_tick) for d in line.differences] == [("cleared_until", True)]
    apply(again, coordinator)
    assert Clearance.objects.get(trainer__name="Cleo Marsh").until == dt.date(2030, 2, 20)
    apply(bring_trainers(term, coordinator), coordinator, overwrite=[(4, "cleared_until")])
    assert Clearance.objects.get(trainer__name="Cleo Marsh").until == dt.date(2027, 2, 20)


def test_a_changed_line_changes_its_own_fact_and_leaves_the_e_mail(term, coordinator):
    applied(term, coordinator)
    Trainer.objects.filter(name="Amara Holt").update(email="amara@example.org")
    rows = rows_of(TRAINERS)
    rows[1][7] = "3"
    applied(term, coordinator, csv_of(rows))
    amara = Trainer.objects.get(name="Amara Holt")
    assert (amara.sessions_a_week, amara.email) == (3, "amara@example.org")


def test_a_coordinator_brings_only_trainers_of_their_own_localities(term, of_rotherham):
    sheet = bring_trainers(term, of_rotherham)
    plan = plan_for(sheet, by=of_rotherham)
    assert [line.read.trainer.name for line in plan.lines if line.state == "new"] == [
        "Farid Stone",
        "Rosa Gale",
        "Sami Hurst",
    ]


def test_a_trainer_of_another_locality_is_not_taken_over(term, coordinator, of_rotherham):
    applied(term, coordinator)
    rows = rows_of(TRAINERS)
    rows[1][2] = "Rotherham"
    plan = plan_for(bring_trainers(term, of_rotherham, csv_of(rows)), by=of_rotherham)
    assert line_of(plan, 2).state == "not yours"


def test_two_trainers_with_one_name_are_a_doubt(term, coordinator):
    applied(term, coordinator)
    amara = Trainer.objects.get(name="Amara Holt")
    Trainer.objects.create(name="amara  holt", kind=amara.kind)
    plan = plan_for(bring_trainers(term, coordinator), by=coordinator)
    assert [d.code for d in line_of(plan, 2).doubts] == ["which-trainer"]


def test_what_a_trainer_ticked_themselves_stays_and_the_sheet_s_difference_is_a_line(term, coordinator, signed_in):
    applied(term, coordinator)
    amara = Trainer.objects.get(name="Amara Holt")
    amara.user = UserFactory(role="trainer")
    amara.save()
    own = {"trainer": amara, "by": amara.user, "now": timezone.now()}
    say_free_times(halves=[(6, "ev")], **own)
    set_limits(sessions_a_week=7, sessions_a_day=None, home=None, **own)
    again = bring_trainers(term, coordinator)
    line = line_of(plan_for(again, by=coordinator), 2)
    assert (line.state, line.to_tick) == ("same", [])
    page = signed_in(coordinator).get(f"/office/imports/{again.code}/").content.decode()
    assert page.count("stays as they said it themselves") == 2
    apply(again, coordinator, overwrite=[(2, "free_times"), (2, "sessions_a_week")])
    assert [(free.weekday, free.half) for free in amara.free_times.all()] == [(6, "ev")]
    amara.refresh_from_db()
    assert amara.sessions_a_week == 7
