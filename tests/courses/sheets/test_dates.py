from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.sheets.dates import UnsureDate, nearest_weekday, read_date, read_weekday, say_date

DAY = date(2027, 1, 12)


@pytest.mark.parametrize(
    "words",
    [
        "12/01/2027",
        "12/1/2027",
        "12.01.2027",
        "12-01-2027",
        "2027-01-12",
        "12 Jan 2027",
        "12-Jan-2027",
        "12th January 2027",
        "12 January, 2027",
        "January 12, 2027",
        "Tue 12/01/2027",
        "Tuesday, 12 January 2027",
        " 12 / 01 / 2027 ",
    ],
)
def test_dates_are_read_day_first(words):
    assert read_date(words) == DAY


@pytest.mark.parametrize(
    ("words", "code", "meant"),
    [
        ("12/01/27", "two-figure-year", (DAY,)),
        ("12 Jan 27", "two-figure-year", (DAY,)),
        ("12 Jan", "no-year", (DAY,)),
        ("31/02/2027", "no-such-date", ()),
        ("01/13/2027", "no-such-date", (date(2027, 1, 13),)),
        ("0/01/2027", "no-such-date", ()),
        ("Monday 12/01/2027", "date-and-day-differ", (DAY, date(2027, 1, 11))),
        ("46399", "date-as-number", (DAY,)),
        ("12/01/2027 or 13/01/2027", "not-a-date", ()),
        ("next Tuesday", "not-a-date", ()),
        ("12/01/02027", "not-a-date", ()),
        ("²/01/2027", "not-a-date", ()),
    ],
)
def test_dates_that_are_not_certain_are_never_guessed(words, code, meant):
    with pytest.raises(UnsureDate) as unsure:
        read_date(words, near=date(2027, 1, 11))
    assert (unsure.value.code, unsure.value.meant) == (code, meant)


@pytest.mark.parametrize(
    ("word", "weekday"),
    [("Mon", 0), ("tuesday", 1), ("Tues", 1), ("Weds", 2), ("Thur", 3), ("Fridays", 4), ("T", None), ("Maybe", None)],
)
def test_days_of_the_week(word, weekday):
    assert read_weekday(word) == weekday


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_dates_said_are_read_back(day):
    for said in (
        say_date(day),
        day.isoformat(),
        f"{day:%A %d %B %Y}",
        f"{day:%d %b %Y}",
        f"{day:%B} {day.day}, {day:%Y}",
    ):
        assert read_date(said) == day


@given(st.text(max_size=20) | st.from_regex(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}", fullmatch=True))
def test_any_text_is_a_date_or_a_doubt(text):
    try:
        read_date(text)
    except UnsureDate as unsure:
        assert unsure.sentence


@given(st.dates(date(2001, 1, 1), date(2098, 1, 1)), st.integers(0, 6))
def test_the_nearest_weekday_is_at_most_three_days_away(day, weekday):
    near = nearest_weekday(day, weekday)
    assert near.weekday() == weekday
    assert abs(near - day) <= timedelta(days=3)
