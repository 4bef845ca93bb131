"""400 people at once for ten places, by four doors: the web server with its workers, office, sheet, a held place."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.db import connection
from django.utils import timezone

from college.models import Message
from enrolment.models import Enrolment, EnrolmentEvent, Learner, Offer
from enrolment.places.actions import request_place, withdraw
from enrolment.places.offers import accept_offer
from tests.factories import EnrolmentFactory, LearnerFactory, RunFactory
from tests.races.rush import all_at_once, look, press, visitors
from tests.races.servers import all_workers, web_server

BY_WEB, BY_OFFICE, BY_SHEET, HELD = 392, 3, 2, 3
PLACES = 10


def rush(run, people: int, database_url: str, application: str = "college.wsgi", beside=()) -> tuple[Counter, Counter]:
    """How many got which status, and which words they then read; `beside`: what else is done in the same moment."""
    addresses = visitors(run, people)
    with web_server(database_url, application) as server, all_workers(database_url):
        acts = [partial(press, server.port, address) for address in addresses]
        answers = all_at_once(lambda act: act(), [*beside, *acts])[len(beside) :]
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


def kept_for_three(run) -> list[Offer]:
    """Three places of `run` are held for people who have not answered yet."""
    told = {"by": None, "now": timezone.now()}
    holders = [EnrolmentFactory(run=run) for _turn in range(PLACES)]
    waits = [EnrolmentFactory(run=run) for _turn in range(HELD)]
    for holder in holders:
        withdraw(enrolment=holder, **told)
    return [wait.offers.select_related("enrolment").get() for wait in waits]


def test_400_people_at_once_by_four_doors_for_ten_places(database_url):
    run = RunFactory(capacity=PLACES)
    told = {"by": None, "now": timezone.now()}
    beside = [partial(accept_offer, offer=offer, **told) for offer in kept_for_three(run)]
    for source, people in (("office", BY_OFFICE), ("import", BY_SHEET)):
        newcomers = [LearnerFactory() for _turn in range(people)]
        beside += [partial(request_place, learner=who, run=run, source=source, **told) for who in newcomers]
    before = Learner.objects.count(), EnrolmentEvent.objects.count(), Message.objects.count()
    statuses, words = rush(run, BY_WEB, database_url, beside=beside)
    assert statuses == {302: BY_WEB}
    kept = Counter(run.enrolments.exclude(status="withdrawn").values_list("status", flat=True))
    assert kept == {"confirmed": PLACES, "waiting": 400 - PLACES}
    assert not Offer.objects.exclude(outcome="accepted").exists()
    web = Counter(
        run.enrolments.filter(source="self", learner__name__startswith="Sam").values_list("status", flat=True)
    )
    assert words == {"place": web["confirmed"], "waiting": web["waiting"]}
    after = Learner.objects.count(), EnrolmentEvent.objects.count(), Message.objects.count()
    assert [now - then for now, then in zip(after, before, strict=True)] == [BY_WEB, 400, 400]


@pytest.mark.once
def test_without_the_lock_the_same_rush_oversells_and_is_seen(database_url):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one writer in at a time, lock or no lock: this shows on PostgreSQL alone")
    run = RunFactory(capacity=1)
    statuses, words = rush(run, 60, database_url, "tests.races.unlocked")
    assert statuses == {302: 60}
    assert words["place"] > 1
    assert Enrolment.objects.holding_a_place().count() > 1
