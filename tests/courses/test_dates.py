"""Days and times as people say them."""

import datetime as dt

import pytest

from courses import dates
from courses.models import Session

D, T = dt.date, dt.time


ONE, THREE = T(13), T(15)


def weekly(first, count, *, starts=ONE, ends=THREE, without=()):
    days = [first + dt.timedelta(weeks=n) for n in range(count)]
    return [Session(held_on=day, starts=starts, ends=ends) for day in days if day not in without]


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (T(10), "10am"),
        (T(9, 5), "9.05am"),
        (T(13, 30), "1.30pm"),
        (T(12), "12 midday"),
        (T(12, 30), "12.30pm"),
        (T(0), "12 midnight"),
        (T(0, 15), "12.15am"),
    ],
)
def test_a_time_is_said_plainly(time, words):
    assert dates.time_words(time) == words


def test_a_meeting_has_its_weekday_and_both_times():
    session = Session(held_on=D(2027, 1, 12), starts=T(10), ends=T(12))
    assert dates.session_words(session) == "Tuesday 12 January 2027, 10am to 12 midday"


def test_a_weekly_run_is_said_in_one_line():
    assert dates.run_words(weekly(D(2027, 1, 12), 4)) == "Tuesdays, 12 January to 2 February 2027, 1pm to 3pm"


def test_a_run_over_new_year_says_both_years():
    assert dates.run_words(weekly(D(2026, 12, 15), 4)) == "Tuesdays, 15 December 2026 to 5 January 2027, 1pm to 3pm"


def test_a_single_meeting_is_said_in_full():
    assert dates.run_words(weekly(D(2027, 1, 12), 1)) == "Tuesday 12 January 2027, 1pm to 3pm"


def test_several_weekdays_or_times_are_not_said_to_be_weekly():
    two_days = weekly(D(2027, 1, 12), 1) + weekly(D(2027, 1, 14), 1)
    assert dates.run_words(two_days) == "Tuesday 12 January and Thursday 14 January 2027, 1pm to 3pm"
    two_times = weekly(D(2027, 1, 12), 1) + weekly(D(2027, 1, 19), 1, starts=T(9), ends=T(10))
    one, other = "Tuesday 12 January 2027, 1pm to 3pm", "Tuesday 19 January 2027, 9am to 10am"
    assert dates.run_words(two_times) == f"{one}; {other}"
    many = weekly(D(2027, 1, 12), 5) + weekly(D(2027, 2, 16), 1, starts=T(9), ends=T(10))
    assert dates.run_words(many) == "Tuesdays, 12 January to 16 February 2027, at different times"
    assert dates.days_one_by_one(many)[-2:] == ["Tue 9 Feb, 1pm to 3pm", "Tue 16 Feb, 9am to 10am"]


def test_without_meetings_the_dates_are_still_to_come():
    assert dates.run_words([]) == "Dates to be confirmed"


def on(*days: dt.date) -> list:
    return [session for day in days for session in weekly(day, 1)]


def test_what_is_fortnightly_says_so_and_names_only_the_fortnights_left_out():
    fortnightly = on(*(D(2027, 1, 12) + dt.timedelta(weeks=2 * n) for n in range(5)))
    assert dates.run_words(fortnightly) == "Every other Tuesday, 12 January to 9 March 2027, 1pm to 3pm"
    assert dates.weeks_left_out(fortnightly) == []
    del fortnightly[2]
    assert dates.run_words(fortnightly).startswith("Every other Tuesday, 12 January")
    assert dates.weeks_left_out(fortnightly) == [D(2027, 2, 9)]


def test_two_days_a_week_are_both_said():
    twice = on(*(D(2027, 1, 12) + dt.timedelta(days=days) for days in (0, 2, 7, 9, 14, 16)))
    assert dates.run_words(twice) == "Tuesdays and Thursdays, 12 January to 28 January 2027, 1pm to 3pm"
    assert dates.weeks_left_out(twice) == []


def test_a_few_days_of_no_order_are_named_and_many_counted():
    few = on(D(2026, 12, 1), D(2027, 1, 14), D(2027, 2, 3))
    words = "Tuesday 1 December 2026, Thursday 14 January and Wednesday 3 February 2027, 1pm to 3pm"
    assert dates.run_words(few) == words
    many = on(D(2027, 1, 12), D(2027, 1, 15), D(2027, 2, 3), D(2027, 2, 9), D(2027, 3, 1))
    assert dates.run_words(many) == "5 days from 12 January to 1 March 2027, 1pm to 3pm"
    assert dates.weeks_left_out(many) == dates.weeks_left_out(few) == []
    assert dates.days_one_by_one(many) == ["Tue 12 Jan", "Fri 15 Jan", "Wed 3 Feb", "Tue 9 Feb", "Mon 1 Mar"]
    assert dates.days_one_by_one(few) == dates.days_one_by_one(weekly(D(2027, 1, 12), 6)) == []


def test_once_a_month_is_not_called_weekly():
    monthly = on(D(2027, 1, 12), D(2027, 2, 9), D(2027, 3, 9), D(2027, 5, 11))
    words = "Tuesday 12 January, Tuesday 9 February, Tuesday 9 March and Tuesday 11 May 2027, 1pm to 3pm"
    assert dates.run_words(monthly) == words
    assert dates.weeks_left_out(monthly) == []
    assert dates.run_words(monthly[:3]) == (
        "Tuesday 12 January, Tuesday 9 February and Tuesday 9 March 2027, 1pm to 3pm"
    )


def test_the_weeks_left_out_are_named():
    sessions = weekly(D(2027, 2, 2), 5, without=[D(2027, 2, 16)])
    assert dates.weeks_left_out(sessions) == [D(2027, 2, 16)]
    assert dates.weeks_left_out(weekly(D(2027, 2, 2), 5)) == []
    assert dates.weeks_left_out([]) == []


@pytest.mark.parametrize("first", [D(2026, 10, 20), D(2027, 3, 23)])
def test_ten_in_the_morning_stays_ten_when_the_clocks_change(first):
    sessions = weekly(first, 3, starts=T(10), ends=T(12))
    assert {session.starts_at.hour for session in sessions} == {10}
    assert dates.run_words(sessions).endswith("10am to 12 midday")
    assert len({session.starts_at.utcoffset() for session in sessions}) == 2
