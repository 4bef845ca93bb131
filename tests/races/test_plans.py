"""Plans, answers and askings in one moment: nobody in two places, no answer lost."""

import datetime as dt

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from enrolment.models import Allocation, TermPlan, Trainer
from enrolment.trainers.actions import AlreadyAnswered, CantTeach, accept, propose
from enrolment.trainers.force import apply_plan
from enrolment.trainers.plans import ask_for_plan, work_on_next
from tests.factories import LocalityFactory, RunFactory, StrandFactory, TermFactory, TrainerFactory, UserFactory
from tests.races.rush import all_at_once

pytestmark = pytest.mark.django_db(transaction=True)
NOW = timezone.now()


@pytest.fixture
def places():
    return [LocalityFactory() for _turn in range(2)]


@pytest.fixture
def runs(places):
    """One run in each place, at the same hour."""
    term, strand = TermFactory(), StrandFactory()
    return [RunFactory(locality=place, term=term, course__strand=strand) for place in places]


@pytest.fixture
def pair(places, runs):
    """Two people who could teach either run, and not both."""
    return [teaches_in(places, runs[0].course.strand, kind) for kind in ("peer", "professional")]


@pytest.fixture
def coordinators(places):
    return [UserFactory(role="coordinator", role__locality=place) for place in places]


def teaches_in(places, strand, kind) -> Trainer:
    trainer = TrainerFactory(kind=kind)
    trainer.localities.set(places)
    trainer.strands.add(strand)
    trainer.clearances.create(until=timezone.localdate() + dt.timedelta(days=900))
    for weekday in range(7):
        trainer.free_times.create(weekday=weekday, half="am")
    return trainer


def planned(run, by) -> TermPlan:
    ask_for_plan(term=run.term, by=by, now=NOW)
    return work_on_next(now=NOW)


def put_in_force(plan: TermPlan) -> TermPlan:
    return apply_plan(plan=plan, by=plan.by, now=NOW)


def or_refused(verb, **told):
    try:
        return verb(**told)
    except (AlreadyAnswered, CantTeach):
        return None


def asked() -> list[tuple[int, int]]:
    return sorted(Allocation.objects.live().values_list("run", "trainer"))


def test_two_coordinators_who_plan_with_the_same_people_do_not_send_them_to_two_places(runs, pair, coordinators):
    plans = [planned(run, by) for run, by in zip(runs, coordinators, strict=True)]
    applied = all_at_once(put_in_force, plans * 3)
    assert len(asked()) == 2
    assert len({run for run, _trainer in asked()}) == 1
    left = {plan.code: plan.found["refused"] for plan in applied if plan.found["refused"]}
    assert [list(each["bars"]) for [each] in left.values()] == [["busy"]]


@pytest.mark.once
def test_without_the_lock_on_people_they_are_sent_to_two_places_and_it_is_seen(runs, pair, coordinators, monkeypatch):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one writer in at a time, lock or no lock: this shows on PostgreSQL alone")
    locked = QuerySet.select_for_update
    monkeypatch.setattr(
        QuerySet,
        "select_for_update",
        lambda rows, *args, **kwargs: rows if rows.model is Trainer else locked(rows, *args, **kwargs),
    )
    seen = 0
    for _turn in range(10):
        all_at_once(put_in_force, [planned(run, by) for run, by in zip(runs, coordinators, strict=True)])
        seen += len(asked()) > 2
        Allocation.objects.update(status="released")
    assert seen


def test_a_yes_and_a_plan_that_takes_it_back_have_one_outcome(runs, pair, coordinators):
    run, [peer, _professional] = runs[0], pair
    for _turn in range(5):
        question = propose(run=run, trainer=peer, by=coordinators[0], now=NOW)
        found = {"pairs": [], "asked": [[run.pk, peer.pk]]}
        plan = TermPlan.objects.create(term=run.term, by=coordinators[0], asked_at=NOW, status="ready", found=found)
        acts = [lambda plan=plan: put_in_force(plan)]
        acts += [lambda question=question: or_refused(accept, allocation=question, by=peer.user, now=NOW)] * 3
        done = all_at_once(lambda act: act(), acts)
        question.refresh_from_db()
        plan.refresh_from_db()
        was_told_yes = any(answer is not None for answer in done[1:])
        assert question.status == ("accepted" if was_told_yes else "released")
        assert plan.found["taken_off"] == ([] if was_told_yes else [question.pk])
        assert question.events.count() == 2
        Allocation.objects.update(status="released")


def test_a_plan_and_somebody_who_asks_by_hand_do_not_send_a_trainer_to_two_places(runs, pair, coordinators):
    plan = planned(runs[0], coordinators[0])
    acts = [lambda: put_in_force(plan)]
    acts += [lambda who=who: or_refused(propose, run=runs[1], trainer=who, by=coordinators[1], now=NOW) for who in pair]
    all_at_once(lambda act: act(), acts)
    teaching = [trainer for _run, trainer in asked()]
    assert len(teaching) == len(set(teaching)) == 2
