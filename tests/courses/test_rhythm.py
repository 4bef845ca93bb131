"""On which days a run meets, over closed days and over the night the clocks change."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given as any_of
from hypothesis import strategies as st

from courses.rhythm import WEEKS, carried, given, regular, rhythm_of

LONDON = ZoneInfo("Europe/London")
WEEK = dt.timedelta(weeks=1)
# Every run of ten weeks or more that begins in these crosses the last Sunday of October.
AUTUMN = st.dates(dt.date(2026, 9, 1), dt.date(2026, 10, 20))
closed_days = st.dictionaries(st.dates(dt.date(2026, 9, 1), dt.date(2027, 3, 31)), st.just("closed"), max_size=60)
rhythms = st.sampled_from(sorted(WEEKS))


def test_a_closed_day_is_left_out_and_made_up_at_the_end():
    days = regular(dt.date(2027, 2, 9), "weekly", 3, {dt.date(2027, 2, 16): "half-term"})
    assert days.meets == (dt.date(2027, 2, 9), dt.date(2027, 2, 23), dt.date(2027, 3, 2))
    assert days.left_out == ((dt.date(2027, 2, 16), "half-term"),)


@any_of(AUTUMN, rhythms, st.integers(1, 30), closed_days)
def test_it_meets_as_often_as_asked_on_one_weekday_and_never_on_a_closed_day(first_on, rhythm, how_many, closed):
    days = regular(first_on, rhythm, how_many, closed)
    assert len(days.meets) == how_many and not set(days.meets) & set(closed)
    assert {day.weekday() for day in days.meets} == {first_on.weekday()}
    both = sorted([*days.meets, *(day for day, _why in days.left_out)])
    step = WEEKS[rhythm] * WEEK
    assert both == [first_on + number * step for number in range(len(both))]


@any_of(AUTUMN, st.integers(10, 20), st.times(dt.time(7), dt.time(21)))
def test_ten_oclock_stays_ten_oclock_over_the_last_sunday_of_october(first_on, how_many, starts):
    meets = regular(first_on, "weekly", how_many, {}).meets
    assert meets[0] < dt.date(2026, 10, 25) < meets[-1]
    moments = [dt.datetime.combine(day, starts, LONDON) for day in meets]
    assert {moment.time() for moment in moments} == {starts}
    apart = {late.astimezone(dt.UTC) - early.astimezone(dt.UTC) for early, late in zip(moments, moments[1:])}  # noqa: B905
    changed = dt.timedelta(days=7, hours=1)
    assert apart <= {WEEK, changed} and changed in apart


@any_of(st.lists(AUTUMN, max_size=20), closed_days)
def test_given_days_come_in_order_each_once(days, closed):
    found = given(days, closed)
    assert list(found.meets) == sorted(set(days) - set(closed))
    assert {day for day, _why in found.left_out} == set(days) & set(closed)


@any_of(AUTUMN, rhythms, st.integers(2, 20), closed_days, st.dates(dt.date(2027, 1, 4), dt.date(2027, 1, 31)))
def test_carried_to_another_term_a_run_keeps_its_weekday_its_week_and_its_number(first, rhythm, many, closed, now):
    days = regular(first, rhythm, many, closed).meets
    was = dt.date(2026, 9, 7)
    found = carried(days, was=was, now=now, closed_then=closed, closed={})
    assert len(found.meets) == len(days)
    assert {day.weekday() for day in found.meets} == {day.weekday() for day in days}
    monday_was, monday_now = (day - dt.timedelta(days=day.weekday()) for day in (was, now))
    assert found.meets[0] - monday_now == days[0] - monday_was


def test_a_half_term_moves_with_the_term():
    autumn = {dt.date(2026, 10, 27): "half-term"}
    spring = {dt.date(2027, 3, 9): "half-term"}
    days = regular(dt.date(2026, 10, 20), "weekly", 6, autumn).meets
    found = carried(days, was=dt.date(2026, 9, 7), now=dt.date(2027, 1, 11), closed_then=autumn, closed=spring)
    assert found.meets[0] == dt.date(2027, 2, 23) and len(found.meets) == 6
    assert dt.date(2027, 3, 2) in found.meets
    assert found.left_out == ((dt.date(2027, 3, 9), "half-term"),)


def test_what_is_neither_weekly_nor_fortnightly_is_given():
    assert rhythm_of([dt.date(2026, 9, 1), dt.date(2026, 9, 4)], {}) == "given"
    assert rhythm_of([dt.date(2026, 9, 1)], {}) == "given"
    assert rhythm_of([dt.date(2026, 9, 1), dt.date(2026, 9, 15), dt.date(2026, 9, 29)], {}) == "fortnightly"


@pytest.mark.parametrize("how_many", [0, -1, 61])
def test_how_often_is_bounded(how_many):
    with pytest.raises(ValueError):
        regular(dt.date(2026, 9, 1), "weekly", how_many, {})
