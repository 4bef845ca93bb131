"""Who could teach a run, for whoever asks by hand: the facts of the solver, in words."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from courses.models import Run
from enrolment.trainers.actions import CantTeach, TakenBack, accept, decline, propose, release
from enrolment.trainers.fits import fits_for
from enrolment.trainers.gathering import gather
from enrolment.trainers.solving.engine import solve
from tests.factories import AllocationFactory, LocalityFactory, TermFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = timezone.localdate()


def fit_of(run, trainer):
    return next(fit for fit in fits_for(run, today=TODAY) if fit.trainer == trainer)


def test_whom_nothing_bars_by_hand_is_whom_the_solver_may_choose_and_nobody_else(new_run, new_trainer, office):
    run = new_run()
    day = run.sessions_on()[0].held_on
    barred = {name: new_trainer("peer", name=name) for name in ("away", "half", "week", "check", "place", "busy", "no")}
    barred["away"].aways.create(first_on=day, last_on=day)
    barred["half"].free_times.all().delete()
    barred["week"].sessions_a_week = 0
    barred["week"].save()
    barred["check"].clearances.update(until=run.sessions_on()[-1].held_on - dt.timedelta(days=1))
    barred["place"].localities.clear()
    AllocationFactory(run=new_run(), trainer=barred["busy"])
    decline(allocation=propose(run=run, trainer=barred["no"], by=office, now=NOW), by=office, now=NOW)
    peer, professional = new_trainer("peer", name="Peer"), new_trainer("professional")
    fits = fits_for(run, today=TODAY)
    assert {fit.trainer for fit in fits if fit.is_good} == {peer, professional}
    told = gather(Run.objects.filter(pk=run.pk), today=TODAY)
    assert solve(told).pairs == {(run.pk, peer.pk), (run.pk, professional.pk)}
    peer.delete()
    assert solve(gather(Run.objects.filter(pk=run.pk), today=TODAY)).unfilled == (run.pk,)
    asked_all_the_same = {fit.trainer.name for fit in fits if not fit.hindrances and fit.remarks}
    assert asked_all_the_same == {"half", "place", "no"}
    for name in ("away", "week", "check", "busy"):
        with pytest.raises(CantTeach):
            propose(run=run, trainer=barred[name], by=office, now=NOW)


def test_the_reasons_are_said_in_plain_words(new_run, new_trainer, here, strand):
    run = new_run()
    first, last = run.sessions_on()[0], run.sessions_on()[-1]
    trainer = new_trainer("peer", home=here, sessions_a_week=3)
    weekday = f"{first.held_on:%A}s"
    assert fit_of(run, trainer).merits == [
        "lives near",
        f"teaches {strand} in {here}",
        f"free on {weekday} in the morning",
        "would have 1 of 3 sessions a week",
    ]
    trainer.aways.create(first_on=first.held_on, last_on=first.held_on)
    trainer.free_times.all().delete()
    until = last.held_on - dt.timedelta(days=1)
    trainer.clearances.update(until=until)
    said = fit_of(run, trainer)
    assert said.remarks == [f"Isn't usually free on {weekday} in the morning."]
    assert said.hindrances == [
        f"Away on {first.held_on.day} {first.held_on:%B %Y}.",
        f"The check runs out on {until.day} {until:%B %Y}, before the last session.",
    ]


def test_who_taught_it_and_who_has_room_come_first(new_run, new_trainer, term):
    run = new_run()
    busy, new, knows = (new_trainer("peer", name=name, sessions_a_week=2) for name in ("Busy", "New", "Knows"))
    earlier = TermFactory(starts_on=TODAY - dt.timedelta(days=120), ends_on=TODAY - dt.timedelta(days=30))
    AllocationFactory(run=new_run(course=run.course, term=earlier, sessions=1), trainer=knows, status="accepted")
    AllocationFactory(run=new_run(sessions__starts=dt.time(14), sessions__ends=dt.time(15)), trainer=busy)
    order = [fit.trainer for fit in fits_for(run, today=TODAY)]
    assert order.index(new) < order.index(busy)
    assert "taught it in the last year" in fit_of(run, knows).merits


def test_nobody_is_asked_to_two_places_with_no_time_between(new_run, new_trainer, office):
    there, trainer = LocalityFactory(), new_trainer("peer")
    AllocationFactory(
        run=new_run(locality=there, sessions__starts=dt.time(12), sessions__ends=dt.time(14)), trainer=trainer
    )
    with pytest.raises(CantTeach, match="can't get there"):
        propose(run=new_run(), trainer=trainer, by=office, now=NOW)


def test_a_run_called_off_asks_nobody(new_run, new_trainer, office):
    run, trainer = new_run(status="cancelled"), new_trainer("peer")
    assert fits_for(run, today=TODAY) == []
    with pytest.raises(CantTeach, match="called off"):
        propose(run=run, trainer=trainer, by=office, now=NOW)


def test_who_is_taken_off_meanwhile_hears_so_when_they_say_yes(new_run, new_trainer, office):
    trainer = new_trainer("peer")
    asked = propose(run=new_run(), trainer=trainer, by=office, now=NOW)
    release(allocation=asked, by=office, now=NOW)
    with pytest.raises(TakenBack, match="has changed its plan"):
        accept(allocation=asked, by=trainer.user, now=NOW)


def test_many_trainers_cost_no_more_queries_than_one(new_run, new_trainer, django_assert_num_queries):
    run = new_run()
    AllocationFactory(run=new_run(), trainer=new_trainer("professional"))
    with CaptureQueriesContext(connection) as few:
        fits_for(run, today=TODAY)
    for _turn in range(5):
        AllocationFactory(run=new_run(), trainer=new_trainer("professional"))
    with django_assert_num_queries(len(few)):
        fits_for(run, today=TODAY)
