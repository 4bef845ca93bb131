"""One session, two who say yes at once, and a yes that comes as the time runs out: one comes, the other is told."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection
from django.db.models import QuerySet
from django.utils import timezone

from courses.models.runs import RunQuerySet
from enrolment.models import StandIn, Trainer
from enrolment.trainers.standing_in import actions
from enrolment.trainers.standing_in.actions import SomebodyComes, cant_come, run_out, say_yes
from tests.factories import AllocationFactory, LocalityFactory, RunFactory, StrandFactory, TrainerFactory
from tests.races.rush import all_at_once, meeting

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def asked():
    """Makes two who could both say yes: the first a little late, the second in time."""
    place, strand = LocalityFactory(), StrandFactory()

    def peer() -> Trainer:
        trainer = TrainerFactory(kind="peer")
        trainer.localities.add(place)
        trainer.strands.add(strand)
        trainer.clearances.create(until=timezone.localdate() + dt.timedelta(days=900))
        for weekday in range(7):
            trainer.free_times.create(weekday=weekday, half="am")
        return trainer

    helpers = [peer(), peer()]

    def make() -> list[StandIn]:
        run = RunFactory(locality=place, course__strand=strand)
        teaches = AllocationFactory(run=run, trainer=peer())
        AllocationFactory(run=run, trainer=TrainerFactory(kind="professional"))
        Trainer.objects.exclude(pk__in=[*(each.pk for each in helpers), teaches.trainer_id]).update(is_active=False)
        gap = cant_come(allocation=teaches, session=run.sessions_on()[0], by=None, now=timezone.now())
        run_out(stand_in=gap.stand_ins.get(), now=gap.stand_ins.get().until)
        return list(gap.stand_ins.order_by("pk"))

    return make


def or_refused(stand_in: StandIn, now=None) -> str:
    try:
        return say_yes(stand_in=stand_in, by=None, now=now or timezone.now()).status
    except SomebodyComes:
        return "somebody comes"


def freed(pair: list[StandIn]) -> None:
    """Nobody is needed any more, so that the same two can be asked again."""
    StandIn.objects.filter(pk__in=[each.pk for each in pair]).update(status="ended")


def test_two_who_say_yes_at_once_are_one_who_comes(asked):
    for _turn in range(4):
        pair = asked()
        assert sorted(all_at_once(or_refused, pair * 2)) == ["accepted"] * 2 + ["somebody comes"] * 2
        left = list(StandIn.objects.filter(gap=pair[0].gap).values_list("status", flat=True))
        assert left.count("accepted") == 1 and "offered" not in left
        freed(pair)


def test_a_yes_as_the_time_runs_out_is_a_yes_and_nobody_else_is_expected(asked):
    for _turn in range(4):
        _first, second = pair = asked()
        acts = [
            lambda second=second: or_refused(second),
            lambda second=second: run_out(stand_in=second, now=second.until),
        ]
        said, _ran_out = all_at_once(lambda act: act(), acts)
        assert said == "accepted"
        second.refresh_from_db()
        assert second.status == "accepted"
        freed(pair)


@pytest.mark.once
def test_without_the_lock_on_the_run_two_are_told_that_they_come_or_only_the_database_refuses(asked, monkeypatch):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one writer in at a time, lock or no lock: this shows on PostgreSQL alone")

    def unlocked(stand_in):
        try:
            return or_refused(stand_in)
        except IntegrityError:
            return "refused by the database"

    pair = asked()
    monkeypatch.setattr(RunQuerySet, "select_for_update", lambda rows, *args, **kwargs: rows)
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, *args, **kwargs: rows)
    meeting(monkeypatch, (actions, "may_come"), number=len(pair))
    # Whoever was asked first ends the other's question as they say yes. Where that is written last, both were told
    # that they come; where it is written first, the database keeps the second yes out.
    assert sorted(all_at_once(unlocked, pair)) in (["accepted"] * 2, ["accepted", "refused by the database"])
