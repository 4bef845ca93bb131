"""Verbs on places from many threads at once: never above capacity, order kept, nothing twice."""

import datetime as dt

import pytest
from django.db import connection
from django.utils import timezone

from college.models import Message
from courses.actions.runs import change_run
from courses.models.runs import RunQuerySet
from enrolment.learners.answers import Answers
from enrolment.learners.drafts import start_draft
from enrolment.models import Enrolment, EnrolmentEvent, Learner, Offer
from enrolment.my.actions import refer_yourself
from enrolment.places import actions, offers, tasks
from enrolment.places.queries import runs_over_capacity
from enrolment.places.transfer import transfer
from tests.factories import LearnerFactory, RunFactory, TermFactory, UserFactory, set_policy
from tests.races.rush import all_at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def automatic():
    set_policy(waiting_list="automatic")


def ask(run, learner=None, source="self"):
    learner = learner or LearnerFactory()
    return actions.request_place(learner=learner, run=run, by=None, now=timezone.now(), source=source)


def withdraw(enrolment):
    return actions.withdraw(enrolment=enrolment, by=None, now=timezone.now())


def status_of(enrolments) -> list[str]:
    known = dict(Enrolment.objects.values_list("pk", "status"))
    return [known[enrolment.pk] for enrolment in enrolments]


@pytest.mark.usefixtures("automatic")
def test_one_place_given_up_twenty_times_at_once_is_freed_once():
    run = RunFactory(capacity=1)
    holder, *waiting = [ask(run) for _turn in range(4)]
    all_at_once(withdraw, [holder] * 20)
    assert status_of(waiting) == ["confirmed", "waiting", "waiting"]
    assert holder.events.filter(became="withdrawn").count() == 1


@pytest.mark.usefixtures("automatic")
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


@pytest.mark.usefixtures("automatic")
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
    set_policy(places_per_term=2, waiting_list="automatic")
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


def test_people_who_change_places_at_once_between_two_runs_leave_none_empty_and_none_too_full():
    set_policy(waiting_list="automatic")
    here, there = RunFactory(capacity=4), RunFactory(capacity=8)
    movers, back = [ask(here) for _turn in range(4)], [ask(there) for _turn in range(4)]
    waits = [ask(here) for _turn in range(6)]

    def go(enrolment, to):
        return or_refused(transfer, enrolment=enrolment, to=to, by=None, now=timezone.now())

    acts = [lambda e=e: go(e, there) for e in movers for _twice in range(2)] + [lambda e=e: go(e, here) for e in back]
    all_at_once(lambda act: act(), acts)
    assert not runs_over_capacity().exists()
    assert here.enrolments.holding_a_place().count() == 4
    assert status_of(waits[:4]) == ["confirmed"] * 4 and status_of(movers) == ["withdrawn"] * 4
    assert Enrolment.objects.live().filter(learner__in=[e.learner_id for e in movers]).count() == 4
    assert there.enrolments.filter(status="confirmed").count() == 8


# Places kept for an answer --------------------------------------------------------------------


def kept_for_somebody(capacity: int, waiting: int):
    """A run whose places are all kept for an answer, with others behind them on the list."""
    run = RunFactory(capacity=capacity)
    holders = [ask(run) for _turn in range(capacity)]
    waits = [ask(run) for _turn in range(waiting)]
    for holder in holders:
        withdraw(holder)
    return run, waits


def or_refused(verb, **told):
    try:
        return verb(**told)
    except actions.Refusal:
        return None


def test_an_answer_and_the_end_of_its_time_in_the_same_moment_have_one_outcome_each():
    run, waits = kept_for_somebody(6, 12)
    late = Offer.objects.order_by("-until")[0].until + dt.timedelta(seconds=1)
    acts = [lambda: tasks.end_offers(late)] * 4
    for number, offer in enumerate(Offer.objects.select_related("enrolment")):
        verb = offers.decline_offer if number % 3 == 0 else offers.accept_offer
        acts += [lambda offer=offer, verb=verb: or_refused(verb, offer=offer, by=None, now=late)] * 3
    all_at_once(lambda act: act(), acts)
    first = Offer.objects.filter(enrolment__in=waits[:6])
    assert not first.filter(outcome="open").exists() and first.count() == 6
    for offer in first.select_related("enrolment"):
        expected = "confirmed" if offer.outcome == "accepted" else "waiting"
        assert offer.enrolment.status == expected, offer.outcome
        assert offer.enrolment.events.filter(was="offered").count() == 1
    assert run.enrolments.holding_a_place().count() == 6  # nothing empty, nothing twice
    gone = first.exclude(outcome="accepted").count()
    assert Offer.objects.filter(outcome="open").count() == gone == Offer.objects.count() - 6
    assert Message.objects.filter(event="offered").count() == 6 + gone


def test_a_place_that_was_kept_is_said_yes_to_twenty_times_at_once():
    run, waits = kept_for_somebody(1, 2)
    offer = waits[0].offers.get()
    all_at_once(lambda kept: offers.accept_offer(offer=kept, by=None, now=timezone.now()), [offer] * 20)
    assert status_of(waits) == ["confirmed", "waiting"]
    assert waits[0].events.filter(became="confirmed").count() == 1


@pytest.mark.once
def test_without_the_lock_the_same_answers_are_given_twice_and_it_is_seen(monkeypatch):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one writer in at a time, lock or no lock: this shows on PostgreSQL alone")
    monkeypatch.setattr(RunQuerySet, "select_for_update", lambda rows, *args, **kwargs: rows)
    seen = 0
    for _turn in range(10):
        run, waits = kept_for_somebody(1, 3)
        offer = waits[0].offers.select_related("enrolment").get()
        verb = {"offer": offer, "by": None, "now": timezone.now()}
        acts = [lambda verb=verb: or_refused(offers.decline_offer, **verb)] * 4
        all_at_once(lambda act: act(), acts)
        seen += waits[0].events.filter(was="offered").count() > 1 or run.enrolments.holding_a_place().count() > 1
    assert seen
