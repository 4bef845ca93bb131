"""400 people at once for one place, through the web server, with the workers running."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from college.models import Message
from enrolment.models import Enrolment, EnrolmentEvent, Learner
from tests.factories import RunFactory
from tests.races.rush import all_at_once, look, press, visitors
from tests.races.servers import all_workers, web_server

PEOPLE = 400


def rush(run, people: int, database_url: str, application: str = "college.wsgi") -> tuple[Counter, Counter]:
    """How many got which status, and which words they then read."""
    addresses = visitors(run, people)
    with web_server(database_url, application) as server, all_workers(database_url):
        answers = all_at_once(lambda address: press(server.port, address), addresses)
        led_to = [place for status, place in answers if status == 302]
        with ThreadPoolExecutor(8) as readers:
            pages = list(readers.map(lambda place: look(server.port, place), led_to))
    words = Counter(
        "place" if "<h1 class=\"nhsuk-panel__title\">You have a place" in page
        else "waiting" if "<h1 class=\"nhsuk-panel__title\">You are on the waiting list" in page
        else page
        for _status, page in pages
    )  # fmt: skip
    return Counter(status for status, _place in answers), words


def test_400_people_at_once_for_one_place(database_url):
    run = RunFactory(capacity=1)
    statuses, words = rush(run, PEOPLE, database_url)
    assert statuses == {302: PEOPLE}
    assert words == {"place": 1, "waiting": PEOPLE - 1}
    kept = Counter(Enrolment.objects.values_list("status", flat=True))
    assert kept == {"confirmed": 1, "waiting": PEOPLE - 1}
    assert Learner.objects.count() == EnrolmentEvent.objects.count() == Message.objects.count() == PEOPLE


@pytest.mark.once
def test_without_the_lock_the_same_rush_oversells_and_is_seen(database_url):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one writer in at a time, lock or no lock: this shows on PostgreSQL alone")
    run = RunFactory(capacity=1)
    statuses, words = rush(run, 60, database_url, "tests.races.unlocked")
    assert statuses == {302: 60}
    assert words["place"] > 1
    assert Enrolment.objects.holding_a_place().count() > 1
