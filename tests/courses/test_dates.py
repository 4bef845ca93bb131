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
    assert dates.run_words(two_days) == "12 January to 14 January 2027, 1pm to 3pm"
    two_times = weekly(D(2027, 1, 12), 1) + weekly(D(2027, 1, 19), 1, starts=T(9), ends=T(10))
    assert dates.run_words(two_times) == "12 January to 19 January 2027, at different times"


def test_without_meetings_the_dates_are_still_to_come():
    assert dates.run_words([]) == "Dates to be confirmed"


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
