from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.sheets.times import EARLIEST, LATEST, LONGEST_MINUTES, UnsureTimes, read_times, say_times


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("1pm - 3pm", time(13), time(15)),
        ("10am–11.30am", time(10), time(11, 30)),
        ("1.30pm–3.30pm", time(13, 30), time(15, 30)),
        ("2pm-4.30pm", time(14), time(16, 30)),
        ("9.30am to 12.30pm", time(9, 30), time(12, 30)),
        ("10am to 12 noon", time(10), time(12)),
        ("10.30am - 12 noon", time(10, 30), time(12)),
        ("10am to noon", time(10), time(12)),
        ("12 midday to 2pm", time(12), time(14)),
        ("14:00-16:00", time(14), time(16)),
        ("09.30 - 11.30", time(9, 30), time(11, 30)),
        ("6.30 p.m. until 8.30 p.m.", time(18, 30), time(20, 30)),
        ("  10 AM   —  11:30 AM ", time(10), time(11, 30)),
    ],
)
def test_times_in_words_are_read(words, start, end):
    assert read_times(words) == (start, end)


@pytest.mark.parametrize(
    ("words", "code", "first_meant"),
    [
        ("1-3pm", "half-said-times", (time(13), time(15))),
        ("10-11.30am", "half-said-times", (time(10), time(11, 30))),
        ("9.30 - 11.30", "half-said-times", (time(9, 30), time(11, 30))),
        ("10am - 9am", "ends-before-it-starts", (time(9), time(10))),
        ("10am - 1am", "ends-before-it-starts", (time(10), time(13))),
        ("1am - 3am", "unlikely-times", (time(13), time(15))),
        ("9am - 9pm", "unlikely-times", None),
        ("10am", "not-times", None),
        ("25:00-26:00", "not-times", None),
        ("13pm - 14pm", "not-times", None),
        ("10.75am - 11am", "not-times", None),
        ("morning", "not-times", None),
        ("10am to 11am to 12 noon", "not-times", None),
        ("", "not-times", None),
    ],
)
def test_times_that_are_not_certain_are_never_guessed(words, code, first_meant):
    with pytest.raises(UnsureTimes) as unsure:
        read_times(words)
    assert unsure.value.code == code
    assert (unsure.value.meant[0] if unsure.value.meant else None) == first_meant


def sensible_times():
    minutes = st.integers(EARLIEST.hour * 60, LATEST.hour * 60)
    pairs = st.tuples(minutes, minutes).filter(lambda p: 0 < p[1] - p[0] <= LONGEST_MINUTES)
    return pairs.map(lambda p: tuple(time(*divmod(m, 60)) for m in p))


@given(sensible_times())
def test_times_said_are_read_back(times):
    assert read_times(say_times(*times)) == times
    assert read_times("{:%H:%M}-{:%H:%M}".format(*times)) == times


@given(st.text(alphabet="0123456789apm.: -–tonid", max_size=20))
def test_any_text_is_times_or_a_doubt_whose_suggestions_can_be_read(text):
    try:
        start, end = read_times(text)
    except UnsureTimes as unsure:
        for meant in unsure.meant:
            assert read_times(say_times(*meant)) == meant
    else:
        assert start < end
