"""The board of trainers under many hands at once: coordinators, trainers, sweeps, a solver and a sheet."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection
from django.db.models import QuerySet
from django.utils import timezone

from college.models import Message
from courses.models.runs import RunQuerySet
from enrolment.models import Allocation, StandIn, TermPlan, Trainer
from enrolment.trainers import actions, changing, chasing, force, plans
from enrolment.trainers.actions import AlreadyAnswered, TakenBack, accept, decline, propose, release
from enrolment.trainers.changing import Filled, Moved, ask_as_seen, ask_instead, change_trainers, standing_of
from enrolment.trainers.chasing import remind_asked, tell_asked
from enrolment.trainers.outlook import outlook
from enrolment.trainers.solving.putting import Putting
from enrolment.trainers.standing_in import actions as standing_in
from enrolment.trainers.standing_in.actions import cant_come
from enrolment.trainers.tasks import ask_the_next
from tests.factories import (
    AllocationFactory,
    LocalityFactory,
    RunFactory,
    StrandFactory,
    TermFactory,
    TrainerFactory,
    UserFactory,
)
from tests.races.rush import all_at_once, meeting

pytestmark = pytest.mark.django_db(transaction=True)
NOW = timezone.localtime().replace(hour=12)
SOON = NOW + dt.timedelta(minutes=30)


@pytest.fixture
def here():
    return LocalityFactory()


@pytest.fixture
def strand():
    return StrandFactory()


@pytest.fixture
def term():
    return TermFactory()


@pytest.fixture
def office(here):
    return UserFactory(role="coordinator", role__locality=here)


@pytest.fixture
def new_run(here, strand, term):
    return lambda **facts: RunFactory(**({"locality": here, "term": term, "course__strand": strand} | facts))


@pytest.fixture
def new_trainer(here, strand):
    def make(kind="peer") -> Trainer:
        trainer = TrainerFactory(kind=kind)
        trainer.localities.add(here)
        trainer.strands.add(strand)
        trainer.clearances.create(until=timezone.localdate() + dt.timedelta(days=900))
        for weekday in range(7):
            trainer.free_times.create(weekday=weekday, half="am")
        return trainer

    return make


@pytest.fixture
def without_locks(monkeypatch):
    """Takes the lock on rows of this model out."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one writer in at a time, lock or no lock: this shows on PostgreSQL alone")

    def take_out(model: type) -> None:
        locked = QuerySet.select_for_update

        def maybe(rows, *args, **kwargs):
            return rows if rows.model is model else locked(rows, *args, **kwargs)

        for kind in (QuerySet, RunQuerySet):
            monkeypatch.setattr(kind, "select_for_update", maybe)

    return take_out


def said(act) -> str:
    """What became of `act`: "done", or the name of what refused it."""
    try:
        act()
    except (AlreadyAnswered, Filled, Moved) as refusal:
        return type(refusal).__name__
    return "done"


def asked_for(run) -> int:
    return Allocation.objects.live().filter(run=run).count()


# Two coordinators -------------------------------------------------------------------------


def pressing(run, peers, office) -> list:
    """Four who saw the same board, each of whom would have somebody else."""
    seen = standing_of(run)
    told = {"run": run, "seen": seen, "by": office, "now": NOW}
    return [
        *(lambda who=who: change_trainers(trainers=[who], knows=True, **told) for who in peers[:2]),
        *(lambda who=who: ask_as_seen(trainer=who, **told) for who in peers[2:]),
    ]


def test_of_coordinators_who_saw_the_same_board_one_is_heard_and_the_others_are_told(new_run, new_trainer, office):
    run, peers = new_run(), [new_trainer() for _each in range(4)]
    assert sorted(all_at_once(said, pressing(run, peers, office))) == ["Moved"] * 3 + ["done"]
    assert asked_for(run) == 1


@pytest.mark.once
def test_without_the_lock_on_the_run_several_are_asked_for_one_place(new_run, new_trainer, office, without_locks):
    run, peers = new_run(), [new_trainer() for _each in range(4)]
    without_locks(type(run))
    seen = 0
    for _turn in range(10):
        all_at_once(said, pressing(run, peers, office))
        seen += asked_for(run) > 1
        Allocation.objects.update(status="released")
    assert seen


def test_who_says_no_is_replaced_once_however_many_ask_the_next(new_run, new_trainer, office):
    run, first, peers = new_run(), new_trainer(), [new_trainer() for _each in range(3)]
    asked = propose(run=run, trainer=first, by=office, now=NOW)
    decline(allocation=asked, by=first.user, now=NOW)
    acts = [lambda who=who: ask_instead(allocation=asked, trainer=who, by=office, now=NOW) for who in peers]
    assert sorted(all_at_once(said, acts)) == ["Filled"] * 2 + ["done"]
    assert asked_for(run) == 1


@pytest.mark.once
def test_without_the_lock_on_the_run_who_says_no_is_replaced_by_two(
    new_run, new_trainer, office, without_locks, monkeypatch
):
    run, first, peers = new_run(), new_trainer(), [new_trainer() for _each in range(2)]
    asked = propose(run=run, trainer=first, by=office, now=NOW)
    decline(allocation=asked, by=first.user, now=NOW)
    without_locks(type(run))
    meeting(monkeypatch, (changing, "pair_of"), number=len(peers))
    acts = [lambda who=who: ask_instead(allocation=asked, trainer=who, by=office, now=NOW) for who in peers]
    assert all_at_once(said, acts) == ["done", "done"]
    assert asked_for(run) == 2


# A trainer and the office -----------------------------------------------------------------


def test_a_yes_and_a_change_that_takes_it_away_have_one_outcome_and_whoever_was_too_late_is_told(
    new_run, new_trainer, office, client
):
    run, [one, other] = new_run(), [new_trainer() for _each in range(2)]
    for _turn in range(4):
        question = propose(run=run, trainer=one, by=office, now=NOW)
        told = {"run": run, "trainers": [other], "seen": standing_of(run), "by": office, "now": NOW}
        acts = [
            lambda told=told: change_trainers(knows=False, **told),
            lambda question=question: accept(allocation=question, by=one.user, now=NOW),
        ]
        outcome = all_at_once(said, acts)
        question.refresh_from_db()
        assert outcome in (["done", "TakenBack"], ["Moved", "done"])
        assert question.status == ("released" if outcome[0] == "done" else "accepted")
        Allocation.objects.update(status="released")
    page = client.post(f"/teaching/offers/{question.code}/", {"answer": "yes"}, follow=True).content.decode()
    assert str(TakenBack.sentence) in page
    assert "You are no longer asked to teach" in page


@pytest.mark.once
def test_without_the_lock_on_the_run_a_yes_and_a_change_that_takes_it_away_both_come_true(
    new_run, new_trainer, office, without_locks, monkeypatch
):
    """Both have seen the question open: the trainer is told that they teach, the office that they do not."""
    run, [one, other] = new_run(), [new_trainer() for _each in range(2)]
    question = propose(run=run, trainer=one, by=office, now=NOW)
    told = {"run": run, "trainers": [other], "seen": standing_of(run), "by": office, "now": NOW}
    for model in (type(run), Allocation):
        without_locks(model)
    meeting(monkeypatch, (actions, "may_go"), number=2)
    acts = [
        lambda: change_trainers(knows=False, **told),
        lambda: accept(allocation=question, by=one.user, now=NOW),
    ]
    assert all_at_once(said, acts) == ["done", "done"]
    assert set(question.events.values_list("was", "became")) >= {("proposed", "accepted"), ("proposed", "released")}


# Sweeps -----------------------------------------------------------------------------------


def letters(event: str) -> int:
    return Message.objects.filter(event=event).count()


def test_sweeps_that_meet_write_once_and_whoever_is_taken_off_meanwhile_hears_both_or_nothing(
    new_run, new_trainer, office
):
    run, peer = new_run(), new_trainer()
    for _turn in range(4):
        asked = propose(run=run, trainer=peer, by=office, now=NOW)
        sweeps = [lambda: tell_asked(now=SOON)] * 3
        all_at_once(lambda act: act(), [*sweeps, lambda asked=asked: release(allocation=asked, by=office, now=SOON)])
        assert letters("asked_to_teach") == letters("no_longer_asked") <= 1
        Message.objects.all().delete()
    propose(run=run, trainer=peer, by=office, now=NOW)
    tell_asked(now=SOON)
    later = SOON + dt.timedelta(days=9)
    assert sum(all_at_once(lambda _sweep: remind_asked(now=later), [1, 2, 3])) == letters("asked_again") == 1


@pytest.mark.once
def test_without_the_lock_on_the_run_somebody_hears_that_they_are_asked_and_not_that_they_no_longer_are(
    new_run, new_trainer, office, without_locks, monkeypatch
):
    asked = propose(run=new_run(), trainer=new_trainer(), by=office, now=NOW)
    without_locks(type(asked.run))
    meeting(monkeypatch, (chasing, "tell_of"), (actions, "may_go"), number=2)
    acts = [lambda: tell_asked(now=SOON), lambda: release(allocation=asked, by=office, now=SOON)]
    all_at_once(lambda act: act(), acts)
    assert (letters("asked_to_teach"), letters("no_longer_asked")) == (1, 0)


def test_sweeps_that_meet_ask_one_more_to_stand_in(new_run, new_trainer):
    helpers = [new_trainer() for _each in range(4)]
    run = new_run()
    teaches = AllocationFactory(run=run, trainer=new_trainer())
    AllocationFactory(run=run, trainer=new_trainer("professional"))
    gap = cant_come(allocation=teaches, session=run.sessions_on()[0], by=None, now=NOW)
    until = gap.stand_ins.get().until
    assert sum(all_at_once(ask_the_next, [until] * 4)) == 1
    assert sorted(gap.stand_ins.values_list("status", flat=True)) == ["offered", "run_out"]
    assert StandIn.objects.filter(trainer__in=helpers).count() == 2


@pytest.mark.once
def test_without_the_lock_on_the_run_sweeps_that_meet_ask_two_and_only_the_database_refuses(
    new_run, new_trainer, without_locks, monkeypatch
):
    for _helper in range(4):
        new_trainer()
    run = new_run()
    teaches = AllocationFactory(run=run, trainer=new_trainer())
    AllocationFactory(run=run, trainer=new_trainer("professional"))
    gap = cant_come(allocation=teaches, session=run.sessions_on()[0], by=None, now=NOW)
    until = gap.stand_ins.get().until

    def swept(_sweep) -> int | str:
        try:
            return ask_the_next(until)
        except IntegrityError:
            return "refused by the database"

    without_locks(type(run))
    meeting(monkeypatch, (standing_in, "_as_it_is"), number=2)
    assert sorted(all_at_once(swept, [1, 2]), key=str) == [1, "refused by the database"]


# A solver that finishes after the data changed ----------------------------------------------


@pytest.fixture
def worked_out_meanwhile(monkeypatch, office):
    """Works out a plan; what is done while the solver searches is done by somebody else, at once."""

    def work(run, meanwhile) -> TermPlan:
        solve = plans.solve

        def slow(term, **told):
            found = solve(term, **told)
            all_at_once(lambda act: act(), [meanwhile])
            return found

        with monkeypatch.context() as patch:
            patch.setattr(plans, "solve", slow)
            plans.ask_for_plan(term=run.term, by=office, now=NOW)
            return plans.work_on_next(now=NOW)

    return work


def taken(runs, people, office):
    """While the solver searches, everybody says yes to the other run of that hour."""
    for who in people:
        accept(allocation=propose(run=runs[1], trainer=who, by=office, now=NOW), by=who.user, now=NOW)


def test_a_plan_of_what_was_true_before_sends_nobody_to_two_places_and_says_why(
    new_run, new_trainer, office, worked_out_meanwhile
):
    people = [new_trainer("peer"), new_trainer("professional")]
    run = new_run()
    other = new_run(term=TermFactory())
    plan = worked_out_meanwhile(run, lambda: taken([run, other], people, office))
    assert {pair[0] for pair in plan.pairs} == {run.pk}
    [(left, why)] = outlook(plan, office, today=timezone.localdate()).refused
    assert left == run and "Teaches another run then" in why
    applied = force.apply_plan(plan=plan, by=office, now=NOW)
    assert asked_for(run) == 0 and len(applied.found["refused"]) == 1


@pytest.mark.once
def test_a_plan_put_in_force_as_it_was_made_would_send_them_to_two_places(
    new_run, new_trainer, office, worked_out_meanwhile, monkeypatch
):
    people = [new_trainer("peer"), new_trainer("professional")]
    run = new_run()
    other = new_run(term=TermFactory())
    plan = worked_out_meanwhile(run, lambda: taken([run, other], people, office))
    monkeypatch.setattr(force, "putting", lambda term, pairs, asked: Putting(to_ask=set(pairs)))
    force.apply_plan(plan=plan, by=office, now=NOW)
    assert asked_for(run) == asked_for(other) == 2
