"""Other trainers for a run, tried before they are saved: what it would break and undo stands there in words."""

import datetime as dt

import pytest
from django.utils import timezone

from enrolment.models import Allocation
from enrolment.trainers.actions import accept, propose
from enrolment.trainers.changing import Filled, Moved, ask_as_seen, ask_instead, change_trainers, standing_of
from tests.factories import AllocationFactory, RunFactory, TrainerFactory, set_policy

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def run(here):
    return RunFactory(locality=here, venue__locality=here, course__title="Sleeping well")


@pytest.fixture
def able(run):
    """Makes somebody who could teach in the mornings where the run is."""

    def make(kind, name, **facts):
        trainer = TrainerFactory(kind=kind, name=name, **facts)
        trainer.localities.add(run.locality)
        trainer.strands.add(run.course.strand)
        trainer.clearances.create(until=timezone.localdate() + dt.timedelta(days=900))
        for weekday in range(7):
            trainer.free_times.create(weekday=weekday, half="am")
        return trainer

    return make


@pytest.fixture
def pair(run, able):
    people = [able("peer", "Ines Calder"), able("professional", "Tom Whitlock")]
    for trainer in people:
        AllocationFactory(run=run, trainer=trainer)
    return people


def address(run, first=None, second=None) -> str:
    chosen = f"?first={first.code if first else ''}&second={second.code if second else ''}"
    return f"/office/runs/{run.code}/try/{chosen if first or second else ''}"


def on(run) -> dict[str, str]:
    return dict(Allocation.objects.live().filter(run=run).values_list("trainer__name", "status"))


def read(browser, run, first=None, second=None) -> str:
    return browser.get(address(run, first, second)).content.decode()


def test_looking_says_who_is_asked_whose_yes_is_undone_and_saves_nothing(office, run, pair, able):
    page = read(office, run, able("peer", "Ada Next"), pair[1])
    assert "Ada Next would be asked." in page
    assert "Ines Calder has said yes, and would be told that we no longer ask." in page
    assert "It breaks no rule, and nobody would be in two places." in page
    assert "The run would have its pair." in page
    assert on(run) == {"Ines Calder": "accepted", "Tom Whitlock": "accepted"}


def test_where_somebody_is_already_stands_there_by_name_and_it_can_not_be_saved(office, run, pair, able, here):
    ada = able("peer", "Ada Next")
    AllocationFactory(run=RunFactory(locality=here, venue__locality=here, course__title="Walking"), trainer=ada)
    page = read(office, run, ada, pair[1])
    assert "Teaches another run then" in page
    assert page.count("Walking, Here: ") == 6
    assert "Save this change" not in page
    told = {"first": ada.code, "second": pair[1].code, "seen": standing_of(run), "knows": "on"}
    assert "Teaches another run then" in office.post(address(run), told).content.decode()
    assert on(run) == {"Ines Calder": "accepted", "Tom Whitlock": "accepted"}


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"sessions_a_week": 0}, "Wants 0 sessions a week at most, and would have more."),
        ({"train_the_trainer": "no"}, "Better beside somebody who has."),
    ],
)
def test_limits_and_newcomers_are_said(office, run, able, facts, words):
    both = [able(kind, f"New {kind}", **facts) for kind in ("peer", "professional")]
    assert words in read(office, run, *both)


def test_what_the_run_would_lack_and_what_is_against_a_habit_is_said_and_may_be_saved(office, run, able):
    ada = able("peer", "Ada Next")
    ada.free_times.all().delete()
    page = read(office, run, ada)
    assert "The second trainer is to be confirmed." in page
    assert "usually free" in page and "to be weighed" in page
    office.post(address(run), {"first": ada.code, "second": "", "seen": standing_of(run)})
    assert on(run) == {"Ada Next": "proposed"}


def test_a_yes_is_undone_only_by_who_says_that_they_know(office, run, pair, able):
    told = {"first": able("peer", "Ada Next").code, "second": pair[1].code, "seen": standing_of(run)}
    assert "If that is all right, tick" in office.post(address(run), told).content.decode()
    assert on(run) == {"Ines Calder": "accepted", "Tom Whitlock": "accepted"}
    for _turn in range(2):
        saved = office.post(address(run), told | {"knows": "on"})
        assert saved.headers["Location"] == f"/office/runs/{run.code}/"
    assert on(run) == {"Ada Next": "proposed", "Tom Whitlock": "accepted"}


def test_what_somebody_else_changed_meanwhile_is_never_overwritten(office, coordinator, run, able):
    ada, ben = able("peer", "Ada Next"), able("peer", "Ben Other")
    seen = standing_of(run)
    asked = propose(run=run, trainer=ada, by=coordinator, now=NOW)
    page = office.post(address(run), {"first": ben.code, "second": "", "seen": seen}).content.decode()
    assert "Meanwhile somebody has changed who teaches this run" in page
    assert "Ada Next would not be asked; they have not heard of it yet." in page
    assert on(run) == {"Ada Next": "proposed"}
    seen = standing_of(run)
    accept(allocation=asked, by=None, now=NOW)
    for verb in (
        lambda: change_trainers(run=run, trainers=[ben], seen=seen, knows=True, by=coordinator, now=NOW),
        lambda: ask_as_seen(run=run, trainer=ben, seen=seen, by=coordinator, now=NOW),
    ):
        with pytest.raises(Moved):
            verb()
    assert on(run) == {"Ada Next": "accepted"}


def test_who_cant_is_replaced_once_however_many_ask(coordinator, run, able):
    first, second, third = (able("peer", name) for name in ("Ada", "Ben", "Cay"))
    asked = propose(run=run, trainer=first, by=coordinator, now=NOW)
    ask_instead(allocation=asked, trainer=second, by=coordinator, now=NOW)
    with pytest.raises(Filled):
        ask_instead(allocation=asked, trainer=third, by=coordinator, now=NOW)
    assert on(run) == {"Ben": "proposed"}


def test_two_peers_may_be_chosen_where_the_college_lets_them_but_not_one_twice(office, run, able):
    set_policy(pair_rule="peer_second")
    ada, ben = able("peer", "Ada Next"), able("peer", "Ben Other")
    assert "Two different people teach a run." in read(office, run, ada, ada)
    assert "The run would have its pair." in read(office, run, ada, ben)
