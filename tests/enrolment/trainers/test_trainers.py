"""Trainers: asked, answering, released; the pair; and who can't be asked."""

import datetime as dt

import pytest
from django.utils import timezone

from college.refusals import Refusal
from courses.actions.runs import publish_run
from courses.models import Role
from enrolment.models import Allocation, AllocationEvent, Journey
from enrolment.trainers.actions import (
    AlreadyAnswered,
    CantTeach,
    TrainerFacts,
    accept,
    decline,
    propose,
    release,
    save_trainer,
    set_limits,
    set_skills,
)
from enrolment.trainers.fits import fits_for
from enrolment.trainers.permissions import runs_taught_by, runs_with_register_for
from enrolment.trainers.queries import pair_of, pairs_of, skills_missing
from enrolment.trainers.states import ALLOCATION
from tests.factories import (
    AllocationFactory,
    LocalityFactory,
    RunFactory,
    TrainerFactory,
    UserFactory,
    set_policy,
)

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def cleared(**fields):
    trainer = TrainerFactory(**fields)
    trainer.clearances.create(until=timezone.localdate() + dt.timedelta(days=900))
    return trainer


@pytest.fixture
def office():
    return UserFactory(role="coordinator")


def test_asking_twice_is_once_and_the_answer_is_kept(office):
    run, trainer = RunFactory(), cleared()
    asked = propose(run=run, trainer=trainer, by=office, now=NOW)
    assert propose(run=run, trainer=trainer, by=office, now=NOW) == asked
    accept(allocation=asked, by=trainer.user, now=NOW)
    accept(allocation=asked, by=trainer.user, now=NOW)
    assert list(AllocationEvent.objects.values_list("was", "became")) == [("", "proposed"), ("proposed", "accepted")]


@pytest.mark.parametrize("was", ALLOCATION)
@pytest.mark.parametrize("to", ["accepted", "declined", "released"])
def test_every_answer_from_every_state(was, to, office):
    allocation = AllocationFactory(status=was)
    verb = {"accepted": accept, "declined": decline, "released": release}[to]
    if to == was or to in ALLOCATION[was]:
        assert verb(allocation=allocation, by=office, now=NOW).status == to
    else:
        with pytest.raises(AlreadyAnswered):
            verb(allocation=allocation, by=office, now=NOW)
        allocation.refresh_from_db()
        assert allocation.status == was


def test_who_is_not_cleared_until_the_last_session_can_not_be_asked(office):
    run = RunFactory(sessions=6)
    nobody = TrainerFactory()
    soon = TrainerFactory()
    soon.clearances.create(until=run.sessions_on()[-1].held_on - dt.timedelta(days=1))
    just = TrainerFactory()
    just.clearances.create(until=run.sessions_on()[-1].held_on)
    for trainer in (nobody, soon):
        with pytest.raises(CantTeach, match="check"):
            propose(run=run, trainer=trainer, by=office, now=NOW)
    propose(run=run, trainer=just, by=office, now=NOW)


def test_away_days_certificates_and_the_same_hour_hinder(office):
    run = RunFactory(course__needs_certified_facilitators=True)
    day = run.sessions_on()[2].held_on
    away = cleared(is_certified_facilitator=True)
    away.aways.create(first_on=day, last_on=day)
    uncertified = cleared()
    busy = cleared(is_certified_facilitator=True)
    AllocationFactory(run=RunFactory(), trainer=busy)
    for trainer in (away, uncertified, busy):
        with pytest.raises(CantTeach):
            propose(run=run, trainer=trainer, by=office, now=NOW)


def test_back_to_back_is_no_clash(office):
    trainer, here = cleared(), LocalityFactory()
    AllocationFactory(run=RunFactory(locality=here), trainer=trainer)
    afternoon = RunFactory(locality=here, sessions__starts=dt.time(12), sessions__ends=dt.time(14))
    propose(run=afternoon, trainer=trainer, by=office, now=NOW)


def test_the_pair_is_a_peer_and_a_professional_unless_policy_allows_any_second():
    run = RunFactory()
    AllocationFactory(run=run, trainer__kind="peer")
    assert not pair_of(run).is_complete
    second = AllocationFactory(run=run, trainer__kind="peer")
    assert not pair_of(run).is_complete
    set_policy(pair_rule="peer_second")
    assert pair_of(run).is_complete
    set_policy(pair_rule="peer_professional")
    second.trainer.kind = "professional"
    second.trainer.save()
    assert pair_of(run).is_complete


def test_pairs_of_many_runs_cost_two_queries(django_assert_num_queries):
    runs = [AllocationFactory().run for _ in range(5)]
    with django_assert_num_queries(2):
        pairs_of(runs)


def test_policy_may_block_publishing_without_the_pair(office):
    run = RunFactory(status="draft")
    set_policy(unpaired="block")
    with pytest.raises(Refusal, match="both"):
        publish_run(run=run, by=office, now=NOW)
    run.refresh_from_db()
    assert run.status == "draft"
    set_policy(unpaired="allow")
    assert publish_run(run=run, by=office, now=NOW).status == "published"


def test_a_trainer_reaches_accepted_runs_only_and_a_coordinator_those_of_the_locality():
    here, there = LocalityFactory(), LocalityFactory()
    mine, asked, other = RunFactory(locality=here), RunFactory(locality=there), RunFactory(locality=there)
    trainer = AllocationFactory(run=mine).trainer
    AllocationFactory(run=asked, trainer=trainer, status="proposed")
    coordinator = UserFactory(role="coordinator", role__locality=there)
    assert set(runs_taught_by(trainer.user)) == {mine}
    assert set(runs_with_register_for(coordinator)) == {asked, other}
    Role.objects.filter(user=trainer.user).delete()
    del trainer.user._roles
    assert not runs_taught_by(trainer.user).exists()


def test_saving_the_same_facts_again_changes_nothing(office):
    facts = TrainerFacts(
        name="Amara Holt",
        kind="peer",
        free_times=[(0, "pm"), (2, "am")],
        aways=[(dt.date(2027, 3, 8), dt.date(2027, 3, 19))],
        cleared_until=dt.date(2029, 3, 14),
    )
    trainer = save_trainer(facts=facts, by=office, now=NOW)
    again = save_trainer(facts=facts, by=office, now=NOW, trainer=trainer)
    assert again == trainer
    assert trainer.free_times.count() == 2
    assert trainer.clearances.get().until == dt.date(2029, 3, 14)
    assert Allocation.objects.count() == 0


def test_limits_that_trainers_set_themselves_hinder(office):
    here, there = LocalityFactory(), LocalityFactory()
    Journey.objects.create(one=here, other=there, minutes=50)
    tired = cleared(sessions_in_a_row=1)
    AllocationFactory(run=RunFactory(locality=here), trainer=tired)
    afternoon = RunFactory(locality=here, sessions__starts=dt.time(12, 30), sessions__ends=dt.time(14))
    far = cleared(home=there, minutes_away=45)
    for trainer, words in ((tired, "rest after 1 session"), (far, "45 minutes at most")):
        with pytest.raises(CantTeach, match=words):
            propose(run=afternoon, trainer=trainer, by=office, now=NOW)
        set_limits(trainer=trainer, sessions_in_a_row=2, minutes_away=50, by=office, now=NOW)
        propose(run=afternoon, trainer=trainer, by=office, now=NOW)
    with pytest.raises(ValueError, match="skills"):
        set_limits(trainer=far, skills=["Makaton"], by=office, now=NOW)


def test_what_the_course_asks_of_one_of_the_two_is_weighed_and_said(office):
    run = RunFactory(course__wanted_skills="Makaton\n\n Mindfulness ")
    AllocationFactory(run=run, trainer__kind="peer", trainer__skills=["Mindfulness"])
    able, other = cleared(kind="professional", skills=["Makaton"]), cleared(kind="professional")
    first, second = fits_for(run, [able, other], today=NOW.date())
    assert (first.trainer, second.trainer) == (able, other)
    assert "Makaton" in first.merits
    said = "The course asks of one of the two: Makaton; Mindfulness."
    assert (said in first.remarks, said in second.remarks) == (False, True)
    propose(run=run, trainer=other, by=office, now=NOW)  # a person who knows more may ask them all the same
    assert skills_missing(run, pair_of(run)) == ["Makaton"]
    set_skills(trainer=other, skills=["Makaton", "Makaton"], by=office, now=NOW)
    assert skills_missing(run, pair_of(run)) == []
