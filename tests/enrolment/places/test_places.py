"""A place is had, waited for, given up and filled by one set of verbs, fairly and once."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from college.models import Message
from courses.actions.runs import change_run
from courses.models import Policy, ReservedPlaces
from enrolment.learners.actions import NotAgreed
from enrolment.models import Enrolment, EnrolmentEvent
from enrolment.places import actions, gates, tasks
from enrolment.places.moves import CantChange
from enrolment.places.queries import band_of, places_left, places_left_for, runs_over_capacity
from enrolment.places.receivers import MorePeopleThanPlaces
from tests.factories import EnrolmentFactory, LearnerFactory, RunFactory, TermFactory, UserFactory, set_policy

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def automatic(db):
    """Free places go to the next without asking; test_offers.py is about asking."""
    set_policy(waiting_list="automatic")


@pytest.fixture
def now():
    """A little after everything that the test has set up."""
    return timezone.now() + dt.timedelta(minutes=1)


def ask(run, learner=None, *, now=None, source="self"):
    learner = learner or LearnerFactory()
    return actions.request_place(learner=learner, run=run, by=learner.user, now=now or timezone.now(), source=source)


def statuses(*enrolments) -> list[str]:
    return [Enrolment.objects.get(pk=enrolment.pk).status for enrolment in enrolments]


# Asking ---------------------------------------------------------------------------------


def test_places_go_to_those_who_ask_first_and_the_others_wait():
    run = RunFactory(capacity=2)
    assert [ask(run).status for _turn in range(4)] == ["confirmed", "confirmed", "waiting", "waiting"]
    standing = places_left(run, today=timezone.localdate())
    assert (standing.held, standing.left, standing.waiting, standing.is_full) == (2, 0, 2, True)


def test_asking_again_gives_the_same_place_and_tells_nothing_twice():
    run, learner = RunFactory(), LearnerFactory()
    assert {ask(run, learner).pk for _turn in range(10)} == {Enrolment.objects.get().pk}
    assert Message.objects.count() == EnrolmentEvent.objects.count() == 1


def test_someone_who_gave_a_place_up_may_ask_again(now):
    run, learner = RunFactory(), LearnerFactory()
    actions.withdraw(enrolment=ask(run, learner), by=learner.user, now=now)
    assert ask(run, learner).status == "confirmed"


def test_what_happened_and_who_did_it_is_kept(now):
    learner = LearnerFactory()
    enrolment = ask(RunFactory(), learner)
    actions.withdraw(enrolment=enrolment, by=None, now=now, reason="moved_away")
    first, second = enrolment.events.all()
    assert (first.was, first.became, first.by) == ("", "confirmed", learner.user)
    assert (second.was, second.became, second.by_system, second.reason) == (
        "confirmed",
        "withdrawn",
        True,
        "moved_away",
    )


@pytest.mark.parametrize(
    ("run", "refusal"),
    [
        ({"status": "draft"}, gates.NotOpen),
        ({"is_listed": False}, gates.NotOpen),
        ({"status": "cancelled"}, gates.CalledOff),
        ({"status": "finished"}, gates.Over),
        ({"sessions__first_on": dt.date(2025, 1, 7)}, gates.Over),
        ({"sessions": 0}, gates.Over),
    ],
)
def test_a_run_that_is_not_open_is_refused_in_a_sentence(run, refusal):
    with pytest.raises(refusal) as said:
        ask(RunFactory(**run))
    assert str(said.value).endswith(".")
    assert not Enrolment.objects.exists()


def test_places_of_a_term_open_on_their_day(now):
    run = RunFactory(term=TermFactory(enrolment_opens_at=now + dt.timedelta(days=2)))
    with pytest.raises(gates.NotYetOpen):
        ask(run, now=now)
    assert ask(run, now=now, source="office").status == "confirmed"
    assert ask(run, now=now + dt.timedelta(days=2)).status == "confirmed"


def test_a_run_under_embargo_is_for_the_office_alone(now):
    run = RunFactory(term=TermFactory(public_from=None))
    with pytest.raises(gates.NotOpen):
        ask(run)
    assert ask(run, source="office").status == "confirmed"


def test_nobody_without_the_age_check_or_the_agreement_gets_in():
    with pytest.raises(gates.AgeNotConfirmed):
        ask(RunFactory(), LearnerFactory(age_confirmed=False))
    with pytest.raises(NotAgreed):
        ask(RunFactory(), LearnerFactory(agreement_version=0))


def test_a_college_may_limit_places_a_term(now):
    set_policy(places_per_term=1)
    learner, term = LearnerFactory(), TermFactory()
    first = ask(RunFactory(term=term), learner)
    with pytest.raises(gates.TooManyPlaces):
        ask(RunFactory(term=term), learner)
    assert ask(RunFactory(term=term, format="drop_in"), learner).status == "confirmed"
    assert ask(RunFactory(), learner).status == "confirmed"  # another term
    actions.withdraw(enrolment=first, by=None, now=now)
    assert ask(RunFactory(term=term), learner).status == "confirmed"


def test_someone_who_comes_late_is_counted_from_that_day(now):
    run = RunFactory(sessions__first_on=timezone.localdate() - dt.timedelta(days=8))
    assert ask(run).began_on == timezone.localdate(now)
    assert ask(RunFactory()).began_on is None


# Leaving and moving up ----------------------------------------------------------------------


def test_a_place_given_up_goes_at_once_to_the_first_who_waits(now):
    run = RunFactory(capacity=1)
    first, second, third = ask(run), ask(run), ask(run)
    actions.withdraw(enrolment=first, by=first.learner.user, now=now)
    assert statuses(first, second, third) == ["withdrawn", "confirmed", "waiting"]


def test_giving_up_twice_frees_one_place(now):
    run = RunFactory(capacity=1)
    first, second, third = ask(run), ask(run), ask(run)
    for _turn in range(3):
        actions.withdraw(enrolment=first, by=None, now=now)
    assert statuses(second, third) == ["confirmed", "waiting"]
    assert first.events.count() == 2


def test_leaving_the_waiting_list_gives_nobody_a_place(now):
    run = RunFactory(capacity=1)
    first, second, third = ask(run), ask(run), ask(run)
    actions.withdraw(enrolment=second, by=None, now=now)
    assert statuses(first, second, third) == ["confirmed", "withdrawn", "waiting"]


def test_those_who_rest_are_passed_over_and_lose_nothing(now):
    run = RunFactory(capacity=1)
    first, second, third = ask(run), ask(run), ask(run)
    actions.rest(enrolment=second, resting=True, by=second.learner.user, now=now)
    actions.withdraw(enrolment=first, by=None, now=now)
    assert statuses(second, third) == ["waiting", "confirmed"]
    actions.withdraw(enrolment=third, by=None, now=now)
    assert statuses(second) == ["waiting"]
    actions.rest(enrolment=second, resting=False, by=second.learner.user, now=now)
    assert statuses(second) == ["confirmed"]
    assert second.events.filter(reason__in=["resting", "ready"]).count() == 2


def test_only_someone_who_waits_can_rest(now):
    with pytest.raises(CantChange):
        actions.rest(enrolment=ask(RunFactory()), resting=True, by=None, now=now)


def test_a_newcomer_waits_while_somebody_ready_waits(now):
    run = RunFactory(capacity=1)
    first, second = ask(run), ask(run)
    Enrolment.objects.filter(pk=first.pk).update(status="withdrawn")  # as if nothing had noticed
    assert ask(run).status == "waiting"
    assert places_left(run, today=timezone.localdate()).is_full
    assert actions.fill_places(run=run, now=now) == [second]
    assert actions.fill_places(run=run, now=now) == []


def test_a_newcomer_does_not_wait_for_those_who_rest(now):
    run = RunFactory(capacity=1)
    first, second = ask(run), ask(run)
    actions.rest(enrolment=second, resting=True, by=None, now=now)
    actions.withdraw(enrolment=first, by=None, now=now)
    assert ask(run).status == "confirmed"


def test_the_sweep_fills_places_that_nothing_noticed(now):
    run = RunFactory(capacity=2)
    places = [ask(run) for _turn in range(6)]
    Enrolment.objects.filter(pk__in=[places[0].pk, places[1].pk]).update(status="withdrawn")
    assert tasks.fill(now) == 2
    assert tasks.fill(now) == 0
    assert statuses(*places[2:]) == ["confirmed", "confirmed", "waiting", "waiting"]


def test_nobody_moves_up_once_the_run_is_over_or_called_off(now):
    for changes in ({"status": "cancelled"}, {"status": "finished"}):
        run = RunFactory(capacity=1)
        first, _second = ask(run), ask(run)
        for name, value in changes.items():
            setattr(run, name, value)
        run.save()
        Enrolment.objects.filter(pk=first.pk).update(status="withdrawn")
        assert actions.fill_places(run=run, now=now) == []
        assert actions.fill_places(run=run, now=now + dt.timedelta(days=400)) == []


def test_someone_at_the_limit_of_the_term_is_passed_over(now):
    term = TermFactory()
    run, other = RunFactory(capacity=1, term=term), RunFactory(term=term)
    first, second, third = ask(run), ask(run), ask(run)
    ask(other, second.learner)
    set_policy(places_per_term=1)
    actions.withdraw(enrolment=first, by=None, now=now)
    assert statuses(second, third) == ["waiting", "confirmed"]


def test_more_places_go_to_those_who_wait_and_fewer_than_held_are_refused(now):
    run = RunFactory(capacity=1)
    places = [ask(run) for _turn in range(3)]
    change_run(run=run, by=None, now=now, capacity=2)
    assert statuses(*places) == ["confirmed", "confirmed", "waiting"]
    with pytest.raises(MorePeopleThanPlaces):
        change_run(run=run, by=None, now=now, capacity=1)


# Where the office decides -----------------------------------------------------------------


def test_the_office_gives_places_where_it_has_chosen_to(now):
    set_policy(waiting_list=Policy.Waiting.OFFICE)
    run, coordinator = RunFactory(capacity=1), UserFactory(role="coordinator")
    first, second, third = ask(run), ask(run), ask(run)
    with pytest.raises(actions.Full):
        actions.give_place(enrolment=second, by=coordinator, now=now)
    actions.withdraw(enrolment=first, by=None, now=now)
    assert statuses(second, third) == ["waiting", "waiting"]
    assert ask(run).status == "waiting"
    with pytest.raises(actions.PassesOver):
        actions.give_place(enrolment=third, by=coordinator, now=now)
    actions.give_place(enrolment=third, by=coordinator, now=now, reason="came_with_carer")
    assert statuses(second, third) == ["waiting", "confirmed"]
    assert third.events.last().reason == "came_with_carer"


def test_the_office_may_say_that_a_place_cannot_be_given(now):
    run = RunFactory(capacity=1)
    _first, second = ask(run), ask(run)
    actions.decline(enrolment=second, by=UserFactory(), now=now, reason="not_eligible")
    assert statuses(second) == ["declined"]


# Kept places ----------------------------------------------------------------------------------


def test_places_kept_for_carers_are_theirs_until_the_day_they_are_released(now):
    run = RunFactory(capacity=2)
    ReservedPlaces.objects.create(
        run=run, kept_for="carer", places=1, release_on=timezone.localdate(now) + dt.timedelta(days=2)
    )
    anybody, another = ask(run), ask(run)
    assert (anybody.status, another.status) == ("confirmed", "waiting")
    assert places_left(run, today=timezone.localdate(now)).left == 0
    carer = ask(run, LearnerFactory(capacities=["carer"]))
    assert carer.status == "confirmed"
    actions.withdraw(enrolment=carer, by=None, now=now)
    assert statuses(another) == ["waiting"]
    assert len(actions.fill_places(run=run, now=now + dt.timedelta(days=2))) == 1
    assert statuses(another) == ["confirmed"]


def test_a_kept_place_goes_to_the_first_who_may_have_it(now):
    run = RunFactory(capacity=1)
    ReservedPlaces.objects.create(run=run, kept_for="carer", places=1)
    anybody, carer = ask(run), None
    assert anybody.status == "waiting"
    carer = ask(run, LearnerFactory(capacities=["carer", "staff"]))
    assert carer.status == "confirmed"
    assert ask(run, LearnerFactory(capacities=["carer"])).status == "waiting"


# On the day, afterwards, called off -----------------------------------------------------------


def test_someone_who_comes_on_the_day_stands_outside_the_count(now):
    run = RunFactory(capacity=1)
    place = ask(run)
    walked_in = actions.walk_in(run=run, learner=LearnerFactory(), by=UserFactory(), now=now)
    assert (walked_in.status, walked_in.source, walked_in.began_on) == ("confirmed", "walk_in", timezone.localdate(now))
    assert places_left(run, today=timezone.localdate(now)).held == 1
    assert not runs_over_capacity().exists()
    assert actions.walk_in(run=run, learner=walked_in.learner, by=UserFactory(), now=now) == walked_in
    assert actions.walk_in(run=run, learner=place.learner, by=UserFactory(), now=now).source == "self"


def test_someone_who_waits_and_comes_on_the_day_is_let_in_outside_the_count(now):
    run = RunFactory(capacity=1)
    _first, second = ask(run), ask(run)
    actions.walk_in(run=run, learner=second.learner, by=UserFactory(), now=now)
    second.refresh_from_db()
    assert (second.status, second.source) == ("confirmed", "walk_in")
    assert not runs_over_capacity().exists()


def test_a_place_is_settled_and_a_corrected_register_settles_it_anew(now):
    enrolment, by = ask(RunFactory()), UserFactory()
    for completed, became in ((True, "completed"), (True, "completed"), (False, "not_completed"), (True, "completed")):
        assert actions.settle(enrolment=enrolment, completed=completed, by=by, now=now).status == became
    assert [event.became for event in enrolment.events.all()] == [
        "confirmed",
        "completed",
        "not_completed",
        "completed",
    ]
    with pytest.raises(CantChange):
        actions.withdraw(enrolment=enrolment, by=by, now=now)


def test_a_run_called_off_tells_those_with_a_place_and_those_who_wait_once_and_nobody_else(now):
    run = RunFactory(capacity=1)
    first, second, gone = ask(run), ask(run), ask(run)
    actions.withdraw(enrolment=gone, by=None, now=now)
    Message.objects.all().delete()
    for _turn in range(2):
        actions.call_off(run=run, by=UserFactory(), now=now, reason="trainer_ill")
    assert statuses(first, second, gone) == ["cancelled", "cancelled", "withdrawn"]
    assert {message.to_address for message in Message.objects.all()} == {first.learner.email, second.learner.email}
    assert Message.objects.count() == 2


# Questions ----------------------------------------------------------------------------------------


def test_places_left_cost_one_query_at_three_runs_and_at_thirty(django_assert_num_queries):
    for number in (3, 30):
        runs = [RunFactory(sessions=1) for _turn in range(number)]
        EnrolmentFactory(run=runs[0])
        with django_assert_num_queries(1):
            standings = places_left_for(runs, today=timezone.localdate())
        assert [standings[run.pk].left for run in runs] == [11] + [12] * (number - 1)


def test_a_learner_knows_roughly_how_far_down_the_list_they_are(now):
    run = RunFactory(capacity=1)
    places = [ask(run) for _turn in range(23)]
    assert [band_of(places[place]) for place in (0, 1, 5, 6, 10, 11, 20, 21, 22)] == [
        None, 5, 5, 10, 10, 20, 20, None, None,
    ]  # fmt: skip


def test_a_run_fuller_than_it_may_be_raises_the_alarm_once_a_day(now, caplog):
    run = RunFactory(capacity=1)
    ask(run)
    second = ask(run)
    Enrolment.objects.filter(pk=second.pk).update(status="confirmed")
    assert (tasks.recount(now), tasks.recount(now + dt.timedelta(hours=1))) == (1, 0)
    assert "more people than places" in caplog.text
    assert tasks.recount(now + dt.timedelta(days=1)) == 1


def test_a_run_across_the_end_of_summer_time_stays_at_ten(now):
    october = dt.datetime(2026, 10, 1, 9, tzinfo=ZoneInfo("Europe/London"))
    run = RunFactory(sessions=3, sessions__first_on=dt.date(2026, 10, 20))
    last_session_ends = dt.datetime(2026, 11, 3, 12, tzinfo=dt.UTC)
    assert ask(run, source="office", now=october).status == "confirmed"
    assert ask(run, source="office", now=last_session_ends - dt.timedelta(minutes=1)).status == "confirmed"
    with pytest.raises(gates.Over):
        ask(run, source="office", now=last_session_ends)
