"""The runs of a term carried forward to the next."""

import datetime as dt

import pytest
from django.utils import timezone

from courses.actions.copying import carry_forward, copy_runs
from courses.models import Run
from tests.factories import RunFactory, TermFactory, UserFactory, VenueFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def autumn():
    term = TermFactory(name="Autumn 2026", starts_on=dt.date(2026, 9, 7), ends_on=dt.date(2026, 12, 11))
    term.closed_periods.create(first_on=dt.date(2026, 10, 26), last_on=dt.date(2026, 10, 30), reason="half-term")
    return term


@pytest.fixture
def spring():
    term = TermFactory(name="Spring 2027", starts_on=dt.date(2027, 1, 11), ends_on=dt.date(2027, 4, 2))
    term.closed_periods.create(first_on=dt.date(2027, 2, 15), last_on=dt.date(2027, 2, 19), reason="half-term")
    return term


@pytest.fixture
def run(autumn):
    """Tuesdays over the night the clocks change, without the half-term."""
    run = RunFactory(term=autumn, capacity=9, notes="Flip chart", joining_link="https://meet.example/1", sessions=0)
    for month, day in ((10, 13), (10, 20), (11, 3)):
        run.sessions.create(held_on=dt.date(2026, month, day), starts=dt.time(10), ends=dt.time(12))
    run.reserved_places.create(kept_for="carer", places=2)
    return run


def copied(run, term):
    return copy_runs(runs=Run.objects.filter(pk=run.pk), term=term, by=UserFactory(), now=timezone.now())


def test_the_same_weekday_of_the_same_week_round_this_terms_half_term(run, spring):
    [new] = copied(run, spring)
    # The sixth week of spring is half-term; autumn's gap in the eighth week is not carried over.
    assert [s.held_on for s in new.sessions_on()] == [dt.date(2027, 2, 23), dt.date(2027, 3, 2), dt.date(2027, 3, 9)]
    assert {(s.starts, s.ends) for s in new.sessions_on()} == {(dt.time(10), dt.time(12))}
    assert {s.starts_at.astimezone(dt.UTC).hour for s in new.sessions_on()} == {10}


def test_what_goes_with_it_and_what_does_not(run, spring):
    elsewhere = VenueFactory()
    run.sessions.filter(held_on=dt.date(2026, 10, 20)).update(venue=elsewhere)
    [new] = copied(run, spring)
    assert (new.status, new.capacity, new.venue, new.course) == ("draft", 9, run.venue, run.course)
    assert new.notes == new.joining_link == "" and not new.allocations.exists() and not new.enrolments.exists()
    assert new.reserved_places.get().places == 2
    assert [s.venue for s in new.sessions_on()] == [None, elsewhere, None]
    run.refresh_from_db()
    assert run.status == "published" and run.sessions.count() == 3


def test_twice_is_once(run, spring):
    copied(run, spring)
    assert copied(run, spring) == [] and spring.runs.count() == 1
    [line] = carry_forward(Run.objects.filter(pk=run.pk), spring)
    assert line.is_there


def test_a_run_on_days_of_its_own_leaves_out_those_that_are_closed(autumn, spring):
    run = RunFactory(term=autumn, sessions=0)
    for day in (dt.date(2026, 10, 12), dt.date(2026, 10, 14), dt.date(2026, 10, 20)):
        run.sessions.create(held_on=day, starts=dt.time(10), ends=dt.time(12))
    [line] = carry_forward(Run.objects.filter(pk=run.pk), spring)
    assert [day for day, _why in line.dates.left_out] == [dt.date(2027, 2, 15), dt.date(2027, 2, 17)]
    [new] = copied(run, spring)
    assert [s.held_on for s in new.sessions_on()] == [dt.date(2027, 2, 23)]


def test_a_run_without_days_is_not_made(autumn, spring):
    assert copied(RunFactory(term=autumn, sessions=0), spring) == []


def test_it_costs_the_same_at_three_runs_and_at_twelve(autumn, spring, django_assert_num_queries):
    for number, queries in ((3, 10), (9, 10)):
        for _turn in range(number):
            RunFactory(term=autumn, sessions__first_on=dt.date(2026, 9, 15))
        with django_assert_num_queries(queries, exact=False):
            assert carry_forward(autumn.runs.all(), spring)
