import datetime as dt
import threading

import pytest
from django.db import connection

from college.limits import allow

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


def test_so_many_tries_and_no_more():
    assert [allow("code", most=3, within=MINUTE, now=NOW) for _ in range(5)] == [True, True, True, False, False]


def test_the_next_window_begins_afresh():
    assert allow("code", most=1, within=MINUTE, now=NOW)
    assert not allow("code", most=1, within=MINUTE, now=NOW + MINUTE - dt.timedelta(seconds=1))
    assert allow("code", most=1, within=MINUTE, now=NOW + MINUTE)
    assert not allow("code", most=1, within=MINUTE, now=NOW + MINUTE)


def test_each_key_counts_for_itself():
    assert allow("one", most=1, within=MINUTE, now=NOW)
    assert allow("two", most=1, within=MINUTE, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_ten_at_once_get_exactly_three_tries():
    start, answers = threading.Barrier(10), []

    def guess():
        try:
            start.wait(10)
            answers.append(allow("code", most=3, within=MINUTE, now=NOW))
        finally:
            connection.close()

    guesses = [threading.Thread(target=guess) for _ in range(10)]
    for thread in guesses:
        thread.start()
    for thread in guesses:
        thread.join(30)
    assert sorted(answers) == [False] * 7 + [True] * 3
