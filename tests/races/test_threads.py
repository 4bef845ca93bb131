"""Verbs on places from many threads at once: never above capacity, order kept, nothing twice."""

import datetime as dt

import pytest
from django.utils import timezone

from courses.actions.runs import change_run
from enrolment.learners.actions import start_draft
from enrolment.learners.answers import Answers
from enrolment.models import Enrolment, EnrolmentEvent, Learner
from enrolment.my.actions import refer_yourself
from enrolment.places import actions
from enrolment.places.queries import runs_over_capacity
from tests.factories import LearnerFactory, RunFactory, TermFactory, UserFactory, set_policy
from tests.races.rush import all_at_once

pytestmark = pytest.mark.django_db(transaction=True)


def ask(run, learner=None, source="self"):
    learner = learner or LearnerFactory()
    return actions.request_place(learner=learner, run=run, by=None, now=timezone.now(), source=source)


def withdraw(enrolment):
    return actions.withdraw(enrolment=enrolment, by=None, now=timezone.now())


def status_of(enrolments) -> list[str]:
    known = dict(Enrolment.objects.values_list("pk", "status"))
    return [known[enrolment.pk] for enrolment in enrolments]


def test_one_place_given_up_twenty_times_at_once_is_freed_once():
    run = RunFactory(capacity=1)
    holder, *waiting = [ask(run) for _turn in range(4)]
    all_at_once(withdraw, [holder] * 20)
    assert status_of(waiting) == ["confirmed", "waiting", "waiting"]
    assert holder.events.filter(became="withdrawn").count() == 1


def test_ten_places_given_up_at_once_go_to_the_first_ten_who_wait():
    run = RunFactory(capacity=10)
    holders = [ask(run) for _turn in range(10)]
    waiting = [ask(run) for _turn in range(15)]
    all_at_once(withdraw, holders)
    assert status_of(waiting) == ["confirmed"] * 10 + ["waiting"] * 5
    assert EnrolmentEvent.objects.filter(was="waiting", became="confirmed").count() == 10


def test_the_last_screen_sent_ten_times_at_once_is_one_learner_and_one_place():
    run = RunFactory()
    answers = Answers(name="Sam", route="email", email="sam@example.org", old_enough=True, agreement_version=1)
    draft = start_draft(run=run, answers=answers, now=timezone.now())
    given = all_at_once(lambda sent: refer_yourself(draft=sent, account=None, now=timezone.now()), [draft] * 10)
    assert len({enrolment.pk for enrolment in given}) == 1
    assert Learner.objects.count() == Enrolment.objects.count() == EnrolmentEvent.objects.count() == 1


def test_two_people_of_one_mailbox_at_once_both_join():
    answers = Answers(name="Sam", route="email", email="sam@example.org", old_enough=True, agreement_version=1)
    drafts = [start_draft(run=RunFactory(), answers=answers, now=timezone.now()) for _turn in range(8)]
    all_at_once(lambda sent: refer_yourself(draft=sent, account=None, now=timezone.now()), drafts)
    assert Learner.objects.count() == Enrolment.objects.count() == 8
    assert Learner.objects.filter(user__email="sam@example.org").count() == 1


def test_web_office_sheet_sweep_and_a_changed_capacity_at_once_never_oversell():
    run, coordinator, now = RunFactory(capacity=5), UserFactory(role="coordinator"), timezone.now()
    first = [ask(run) for _turn in range(8)]
    newcomers = [LearnerFactory() for _turn in range(12)]
    sources = ["self", "office", "import"] * 4
    pairs = zip(newcomers, sources, strict=True)
    acts = [lambda who=who, source=source: ask(run, who, source) for who, source in pairs]
    acts += [lambda enrolment=enrolment: withdraw(enrolment) for enrolment in first[:3]]
    acts += [lambda: actions.fill_places(run=run, now=now)] * 3
    acts += [lambda: change_run(run=run, by=coordinator, now=now, capacity=7)]
    all_at_once(lambda act: act(), acts)
    assert not runs_over_capacity().exists()
    assert run.enrolments.holding_a_place().count() == 7
    assert status_of(first[3:]) == ["confirmed"] * 5  # nobody who came later was let in before them


def test_learners_who_cross_on_two_runs_do_not_block_each_other():
    """Lock order is run, then learners by id: no two verbs wait for each other in a ring."""
    set_policy(places_per_term=2)
    term = TermFactory(ends_on=timezone.localdate() + dt.timedelta(days=200))
    runs = [RunFactory(term=term, capacity=1) for _turn in range(2)]
    learners = [LearnerFactory() for _turn in range(6)]
    holders = [ask(run, LearnerFactory()) for run in runs]
    acts = [lambda run=run, who=who: ask(run, who) for who in learners for run in runs]
    acts += [lambda run=run, who=who: ask(run, who) for who in reversed(learners) for run in reversed(runs)]
    acts += [lambda enrolment=enrolment: withdraw(enrolment) for enrolment in holders]
    all_at_once(lambda act: act(), acts)
    assert Enrolment.objects.filter(status="confirmed").count() == 2
    assert not runs_over_capacity().exists()


def test_one_learner_on_many_runs_at_once_stays_within_the_limit_of_the_term():
    set_policy(places_per_term=2)
    term, learner = TermFactory(), LearnerFactory()
    runs = [RunFactory(term=term) for _turn in range(8)]

    def try_for(run):
        try:
            return ask(run, learner).status
        except actions.Refusal:
            return "refused"

    assert sorted(all_at_once(try_for, runs)) == ["confirmed"] * 2 + ["refused"] * 6
