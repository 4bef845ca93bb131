"""A plan of a term: asked for, worked out, stopped, put into force; and what changed meanwhile."""

import datetime as dt

import pytest
from django.utils import timezone

from courses.models import Run
from enrolment.models import Allocation, AllocationEvent, TermPlan
from enrolment.trainers import plans
from enrolment.trainers.actions import AlreadyAnswered, accept, lock, propose
from enrolment.trainers.force import apply_plan, undo_plan
from enrolment.trainers.gathering import gather
from enrolment.trainers.outlook import outlook
from enrolment.trainers.queries import a_plan_waits
from enrolment.trainers.tasks import find_plans
from tests.factories import LocalityFactory, StrandFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def planned(term, office):
    asked = plans.ask_for_plan(term=term, by=office, now=NOW)
    made = plans.work_on_next(now=NOW)
    assert made == asked
    return made


def on(run):
    return set(Allocation.objects.live().filter(run=run).values_list("trainer", "status"))


def test_a_plan_asks_a_pair_once_however_often_it_is_put_into_force(term, office, new_run, new_trainer):
    run, peer, professional = new_run(), new_trainer("peer"), new_trainer("professional")
    plan = planned(term, office)
    assert plan.status == "ready"
    assert plan.unfilled == 0
    assert plan.is_proved
    for _turn in range(2):
        apply_plan(plan=plan, by=office, now=NOW)
    assert on(run) == {(peer.pk, "proposed"), (professional.pk, "proposed")}
    assert AllocationEvent.objects.filter(by=office, became="proposed").count() == 2


def test_a_run_that_stays_without_its_pair_says_why(term, office, new_run, new_trainer):
    run, peer = new_run(), new_trainer("peer")
    away = new_trainer("professional")
    away.aways.create(first_on=run.sessions_on()[0].held_on, last_on=run.sessions_on()[1].held_on)
    plan = planned(term, office)
    assert plan.unfilled == 1
    [gap] = outlook(plan, office, today=timezone.localdate()).gaps
    [side] = gap.sides
    assert gap.run == run
    assert side.sentence == f"1 professional trainer teaches {run.course.strand} in {run.locality}: what keeps them"
    [(name, why)] = side.barred
    assert name == away.name and why.startswith("Away from")
    assert gap.change.startswith(f"It would have its pair if {away.name} were not away from")
    assert peer.pk not in {trainer for trainer, _status in on(run)}


def test_a_trainer_who_was_taken_meanwhile_is_refused_with_the_reason_and_the_rest_is_asked(
    term, office, new_run, new_trainer
):
    run, peer, professional = new_run(), new_trainer("peer"), new_trainer("professional")
    other = new_run(sessions__starts=dt.time(11), sessions__ends=dt.time(13))
    plan = planned(term, office)
    filled = Run.objects.get(pk=plan.found["pairs"][0][0])
    left = other if filled == run else run
    accept(allocation=propose(run=left, trainer=peer, by=office, now=NOW), by=office, now=NOW)
    applied = apply_plan(plan=plan, by=office, now=NOW)
    assert on(filled) == set()
    assert [(each["run"], each["trainer"]) for each in applied.found["refused"]] == [(filled.pk, peer.pk)]
    assert "busy" in applied.found["refused"][0]["bars"]
    assert on(left) == {(peer.pk, "accepted")}
    assert professional.allocations.count() == 0


def test_who_said_yes_stays_who_is_locked_stays_and_who_was_asked_in_vain_is_let_go(term, office, new_run, new_trainer):
    run, peer, professional = new_run(), new_trainer("peer"), new_trainer("professional")
    asked = propose(run=run, trainer=peer, by=office, now=NOW)
    peer.aways.create(first_on=run.sessions_on()[0].held_on, last_on=run.sessions_on()[0].held_on)
    second = new_trainer("peer")
    plan = planned(term, office)
    apply_plan(plan=plan, by=office, now=NOW)
    assert on(run) == {(second.pk, "proposed"), (professional.pk, "proposed")}
    with pytest.raises(AlreadyAnswered):
        accept(allocation=asked, by=peer.user, now=NOW)
    assert lock(run=run, by=office, now=NOW) == 2
    new_trainer("peer")
    assert (run.pk, second.pk) in gather(Run.objects.all(), today=timezone.localdate()).stays
    apply_plan(plan=planned(term, office), by=office, now=NOW)
    assert (second.pk, "proposed") in on(run)


def test_a_plan_can_be_taken_back_but_not_what_was_answered(term, office, new_run, new_trainer):
    run, peer, _professional = new_run(), new_trainer("peer"), new_trainer("professional")
    plan = apply_plan(plan=planned(term, office), by=office, now=NOW)
    accept(allocation=Allocation.objects.get(trainer=peer), by=peer.user, now=NOW)
    for _turn in range(2):
        plan = undo_plan(plan=plan, by=office, now=NOW)
        assert plan.status == "undone"
        assert len(plan.found["taken_back"]) == 1
    assert on(run) == {(peer.pk, "accepted")}


def test_whoever_a_plan_took_off_is_asked_again_when_it_is_taken_back(term, office, new_run, new_trainer):
    run, peer, _professional = new_run(), new_trainer("peer"), new_trainer("professional")
    propose(run=run, trainer=peer, by=office, now=NOW)
    TermPlan.objects.create(term=term, by=office, asked_at=NOW, status="ready", found={
        "pairs": [], "asked": [[run.pk, peer.pk]],
    })  # fmt: skip
    plan = apply_plan(plan=TermPlan.objects.get(), by=office, now=NOW)
    assert on(run) == set()
    undo_plan(plan=plan, by=office, now=NOW)
    assert on(run) == {(peer.pk, "proposed")}


def test_only_ones_own_localities_are_planned(term, office, new_run, new_trainer):
    elsewhere = new_run(locality=LocalityFactory())
    with pytest.raises(plans.NothingToPlan):
        plans.ask_for_plan(term=term, by=office, now=NOW)
    new_run(), new_trainer("peer"), new_trainer("professional")
    apply_plan(plan=planned(term, office), by=office, now=NOW)
    assert on(elsewhere) == set()


def test_asking_twice_is_once_and_stopping_keeps_the_best_so_far(term, office, new_run, new_trainer, monkeypatch):
    new_run(), new_trainer("peer"), new_trainer("professional")
    plan = plans.ask_for_plan(term=term, by=office, now=NOW)
    assert plans.ask_for_plan(term=term, by=office, now=NOW) == plan
    assert a_plan_waits()
    TermPlan.objects.update(wants_stop=True)
    made = plans.work_on_next(now=NOW)
    assert made.status == "ready"
    assert len(made.found["pairs"]) == 2
    assert not made.is_proved
    assert plans.work_on_next(now=NOW) is None


def test_stopping_one_that_waits_puts_it_away_and_a_dropped_plan_can_not_be_used(term, office, new_run):
    new_run()
    plan = plans.ask_for_plan(term=term, by=office, now=NOW)
    assert plans.stop_plan(plan=plan, by=office, now=NOW).status == "dropped"
    assert plans.stop_plan(plan=plan, by=office, now=NOW).status == "dropped"
    with pytest.raises(plans.NotReady):
        apply_plan(plan=plan, by=office, now=NOW)


def test_a_plan_whose_worker_was_killed_is_taken_up_again_and_given_up_the_second_time(term, office, new_run):
    new_run()
    plan = plans.ask_for_plan(term=term, by=office, now=NOW)
    for turn, becomes in enumerate(["waiting", "failed"], start=1):
        TermPlan.objects.filter(pk=plan.pk).update(status="working", alive_at=NOW, tries=turn)
        assert find_plans(NOW + dt.timedelta(minutes=1)) == 0
        assert find_plans(NOW + dt.timedelta(minutes=3)) == 1
        plan.refresh_from_db()
        assert plan.status == becomes


def test_what_is_told_costs_the_same_queries_for_many_runs(
    term, office, new_run, new_trainer, django_assert_num_queries
):
    today = timezone.localdate()
    for _turn in range(2):
        new_run(), new_trainer("peer"), new_trainer("professional")
    with django_assert_num_queries(16) as few:
        gather(Run.objects.filter(term=term), today=today)
    for _turn in range(6):
        propose(run=new_run(course__strand=StrandFactory()), trainer=new_trainer("peer"), by=office, now=NOW)
    with django_assert_num_queries(len(few.captured_queries)):
        gather(Run.objects.filter(term=term), today=today)
