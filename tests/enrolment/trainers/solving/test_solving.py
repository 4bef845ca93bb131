"""The solver: no rule broken, nothing missed, the same again, and every reason true when solved anew."""

import datetime as dt
from dataclasses import replace

import pytest

from enrolment.trainers.solving.engine import Effort, solve
from enrolment.trainers.solving.greedy import cost_of, greedy, values_of
from enrolment.trainers.solving.model import model_of
from enrolment.trainers.solving.plan import Plan
from enrolment.trainers.solving.reasons import changed, gaps_of
from enrolment.trainers.solving.term import Meeting, Release, Run, Term, Trainer
from tests.enrolment.trainers.solving.again import is_smallest, is_true_when_solved_again
from tests.enrolment.trainers.solving.checker import broken
from tests.enrolment.trainers.solving.generated import MONDAY, generated_term, lived

pytestmark = pytest.mark.once  # no database here
# The bench makes a thousand (bench/allocating.py).
SEEDS = range(25)
ALWAYS = frozenset((day, half) for day in range(7) for half in ("am", "pm", "ev"))


def person(number, **facts):
    defaults = {"is_peer": number % 2 == 0, "places": frozenset({1}), "strands": frozenset({1}), "free": ALWAYS}
    return Trainer(number, **(defaults | {"cleared_until": dt.date(2029, 1, 1)} | facts))


def meeting(week=0, *, starts=10, ends=12, place=1):
    return Meeting(MONDAY + dt.timedelta(weeks=week), dt.time(starts), dt.time(ends), place)


def run(number, *meetings, **facts):
    return Run(number, **({"course": number, "strand": 1, "place": 1, "meetings": meetings or (meeting(),)} | facts))


@pytest.mark.parametrize("seed", SEEDS)
def test_no_rule_is_broken_in_generated_terms(seed):
    term = lived(seed)
    plan = solve(term)
    assert broken(term, plan) == []
    assert plan.is_proved


@pytest.mark.parametrize("seed", SEEDS[::5])
def test_every_reason_and_every_change_is_true_when_solved_again(seed):
    term = lived(seed)
    plan = solve(term)
    gaps = gaps_of(term, plan)
    assert [gap.run for gap in gaps] == list(plan.unfilled)
    for gap in gaps:
        assert gap.sides
        for side in gap.sides:
            for trainer, bar in side.barred:
                assert is_true_when_solved_again(term, plan, gap.run, trainer, bar)
        if gap.changes:
            told = next(each for each in term.runs if each.id == gap.run)
            assert len(solve(changed(term, told, gap.changes, plan)).unfilled) < len(plan.unfilled)
            assert is_smallest(term, plan, gap)


def test_the_same_term_gives_the_same_plan_even_when_it_is_cut_short():
    term = generated_term(3, runs=80, trainers=40)
    short = Effort(work=0.05)
    assert solve(term, effort=short) == solve(term, effort=short)
    assert solve(term) == solve(term)


def test_a_plan_cut_short_breaks_no_rule_and_is_not_called_the_best():
    term = generated_term(1, runs=150, trainers=78)
    plan = solve(term, effort=Effort(work=0.01))
    model = model_of(term)
    assert broken(term, plan) == []
    assert plan.cost <= cost_of(model, values_of(model, greedy(model)))
    assert not plan.is_proved
    assert solve(term, effort=Effort(work=0.01)) == plan
    assert 0 < plan.gap <= 1


def test_whoever_watches_hears_of_a_plan_before_the_search_and_can_stop_it():
    heard = []
    term = generated_term(1, runs=150, trainers=78)
    plan = solve(term, watch=lambda progress: heard.append(progress.unfilled) or True)
    assert heard == [len(plan.unfilled)]
    assert broken(term, plan) == []
    late = solve(term, watch=lambda progress: len(heard.append(0) or heard) > 2, every=0.05)
    assert broken(term, late) == []
    assert late.cost <= plan.cost


def test_the_pair_is_a_peer_and_a_professional_or_by_policy_any_second():
    peers = Term(runs=(run(1),), trainers=(person(2), person(4)))
    assert solve(peers).unfilled == (1,)
    assert solve(replace(peers, pair="peer_second")).pairs == {(1, 2), (1, 4)}
    professionals = replace(peers, trainers=(person(1), person(3)), pair="peer_second")
    assert solve(professionals).unfilled == (1,)


def test_a_course_for_certified_facilitators_takes_two_of_them():
    told = run(1, is_certified_only=True)
    term = Term(runs=(told,), trainers=(person(1, is_certified=True), person(2)))
    assert solve(term).unfilled == (1,)
    both = replace(term, trainers=(person(1, is_certified=True), person(2), person(4, is_certified=True)))
    assert solve(both).pairs == {(1, 1), (1, 4)}


def test_one_of_the_pair_can_do_what_the_course_asks_for():
    term = Term(runs=(run(1, skills=frozenset({"Makaton"})),), trainers=(person(1), person(2)))
    assert solve(term).unfilled == (1,)
    [gap] = gaps_of(term, solve(term))
    assert [(each.trainer, each.bar) for each in gap.changes] == [(1, "skill")]
    assert is_smallest(term, solve(term), gap)
    able = replace(term, trainers=(*term.trainers, person(4, skills=frozenset({"Makaton"}))))
    assert solve(able).pairs == {(1, 1), (1, 4)}
    staying = replace(able, stays=frozenset({(1, 2)}))
    assert solve(staying).unfilled == (1,)


@pytest.mark.parametrize(("in_a_row", "starts", "left"), [(2, 12, 0), (1, 12, 1), (1, 13, 0), (None, 12, 0)])
def test_nobody_teaches_more_in_a_row_than_they_want(in_a_row, starts, left):
    runs = (run(1), run(2, meeting(starts=starts, ends=starts + 2)))
    term = Term(runs=runs, trainers=(person(1), person(2, in_a_row=in_a_row)))
    assert len(solve(term).unfilled) == left
    elsewhere = replace(term, runs=runs[1:], elsewhere={2: runs[0].meetings})
    assert len(solve(elsewhere).unfilled) == left
    for gap in gaps_of(elsewhere, solve(elsewhere)):
        assert [(each.trainer, each.bar) for each in gap.changes] == [(2, "row")]
        assert is_smallest(elsewhere, solve(elsewhere), gap)


@pytest.mark.parametrize(("furthest", "home", "left"), [(40, 2, 0), (39, 2, 1), (39, None, 0), (None, 2, 0), (0, 1, 0)])
def test_nobody_is_asked_to_travel_further_than_they_want(furthest, home, left):
    trainers = (person(1), person(2, furthest=furthest, home=home))
    term = Term(runs=(run(1),), trainers=trainers, travel={(1, 2): 40})
    assert len(solve(term).unfilled) == left
    online = replace(term, runs=(run(1, meeting(place=None)),))
    assert not solve(online).unfilled


@pytest.mark.parametrize(
    ("until", "is_filled"), [(MONDAY, True), (MONDAY - dt.timedelta(days=1), False), (None, False)]
)
def test_a_check_counts_on_its_last_day_and_not_on_the_next(until, is_filled):
    term = Term(runs=(run(1),), trainers=(person(1), person(2, cleared_until=until)))
    assert bool(solve(term).pairs) is is_filled


@pytest.mark.parametrize(("days", "is_filled"), [((-5, -1), True), ((-5, 0), False), ((0, 3), False), ((1, 3), True)])
def test_away_is_honoured_to_the_day(days, is_filled):
    away = ((MONDAY + dt.timedelta(days=days[0]), MONDAY + dt.timedelta(days=days[1])),)
    term = Term(runs=(run(1),), trainers=(person(1), person(2, away=away)))
    assert bool(solve(term).pairs) is is_filled


@pytest.mark.parametrize(
    ("released", "is_needed", "is_filled"),
    [
        (None, True, True),
        ((), True, False),
        ((), False, True),
        ((Release(MONDAY + dt.timedelta(weeks=1), weekdays=frozenset({0})),), True, True),
        ((Release(MONDAY + dt.timedelta(days=6), weekdays=frozenset({0})),), True, False),
        ((Release(MONDAY + dt.timedelta(weeks=1), weekdays=frozenset({1})),), True, False),
        ((Release(MONDAY + dt.timedelta(weeks=1), run=1),), True, True),
        ((Release(MONDAY + dt.timedelta(weeks=1), run=2),), True, False),
        ((Release(MONDAY, run=1), Release(MONDAY + dt.timedelta(weeks=9), weekdays=frozenset({0}))), True, True),
    ],
)
def test_who_needs_their_team_is_taken_where_it_has_said_yes_for_every_day(released, is_needed, is_filled):
    term = Term((run(1, meeting(), meeting(1)),), (person(1, released=released), person(2)), needs_release=is_needed)
    assert (not solve(term).unfilled) == is_filled


@pytest.mark.parametrize(("minutes", "left"), [(60, 0), (61, 1)])
def test_nobody_is_sent_where_they_can_not_get_to_in_time(minutes, left):
    there = run(2, meeting(starts=13, ends=15, place=2))
    term = Term(runs=(run(1), there), trainers=(person(1), person(2)), travel={(2, 1): minutes})
    assert len(solve(term).unfilled) == left
    online = replace(term, runs=(run(1), replace(there, meetings=(meeting(starts=12, ends=15, place=None),))))
    assert not solve(online).unfilled


def test_accepted_and_locked_stay_and_what_was_asked_is_not_taken_back_lightly():
    people = (person(1), person(2), person(4, a_week=1), person(6))
    term = Term(runs=(run(1),), trainers=people, stays=frozenset({(1, 4)}))
    assert solve(term).pairs == {(1, 1)}
    asked = replace(term, stays=frozenset(), asked=frozenset({(1, 6)}))
    assert (1, 6) in solve(asked).pairs
    taken = replace(
        asked, runs=(run(1), run(2)), trainers=(person(1), person(3), person(6), person(2, strands=frozenset()))
    )
    assert len(solve(taken).unfilled) == 1


def test_load_follows_what_each_asked_for():
    runs = tuple(run(number, meeting(number)) for number in range(6))
    term = Term(runs=runs, trainers=(person(1, a_week=9), person(2, a_week=1), person(4, a_week=4)))
    load = {t: sum(trainer == t for _run, trainer in solve(term).pairs) for t in (2, 4)}
    assert load[2] <= 1
    assert load[4] >= 5


def test_who_taught_it_last_term_is_asked_first_and_who_lives_near():
    before = Term(runs=(run(1),), trainers=(person(1), person(2), person(4)), before=frozenset({(4, 1)}))
    assert (1, 4) in solve(before).pairs
    near = Term(runs=(run(1),), trainers=(person(1), person(2, home=2), person(4, home=1)))
    assert (1, 4) in solve(near).pairs


def test_someone_new_teaches_beside_someone_trained():
    people = (person(1, is_trained=False), person(2, is_trained=False), person(4))
    assert solve(Term(runs=(run(1),), trainers=people)).pairs == {(1, 1), (1, 4)}


def test_a_term_without_runs_or_without_trainers_has_its_plan_too():
    assert solve(Term(runs=(), trainers=(person(1),))) == Plan(frozenset(), (), 0, 0)
    empty = Term(runs=(run(1),), trainers=())
    assert solve(empty).unfilled == (1,)
    [gap] = gaps_of(empty, solve(empty))
    assert [side.barred for side in gap.sides] == [(), ()]
    assert gap.changes == ()
