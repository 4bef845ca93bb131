"""Visitors read kept pages; a change shows at once; nobody signed in reads or leaves one."""

import datetime as dt

import pytest
import time_machine
from django.core.cache import cache, caches
from django.db import connection, transaction
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.actions import lay_out_site
from cms.models import CoursePage
from college import freshness
from college.models import Wording
from courses.actions import calling_off, runs
from courses.models import Run, Session
from enrolment.models import Enrolment
from tests.cms.signing import publish as sign_and_publish
from tests.factories import LearnerFactory, RunFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def pages_are_kept(settings):
    memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "pages of a test"}
    parts = memory | {"LOCATION": "parts of a test"}
    settings.CACHES = settings.CACHES | {"pages": memory, "parts": parts}
    caches["parts"].clear()
    freshness._forget()


@pytest.fixture
def run():
    run = RunFactory(course__title="Sleeping well", capacity=5)
    lay_out_site(now=timezone.now())
    return run


def read(path="/courses/", client=None) -> str:
    return (client or Client()).get(path).content.decode()


def queries(path="/courses/", **headers) -> int:
    with CaptureQueriesContext(connection) as asked:
        Client().get(path, headers=headers)
    return len(asked)


def test_a_kept_page_asks_the_database_nothing_and_reads_the_same(run):
    first = read()
    assert read() == first
    assert queries() == 0


def test_what_another_process_changed_shows_after_a_second_and_no_later(run):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        before = read()
        cache.delete(freshness.KEY)  # all that a change in another process does to this one
        Session.objects.update(held_on=F("held_on") + dt.timedelta(days=1))
        assert read() == before
        clock.shift(freshness.SECONDS_TO_LAG)
        assert read() != before


def test_the_words_and_the_look_are_on_every_page_and_asked_once(run):
    read()
    with CaptureQueriesContext(connection) as asked:
        read("/courses/?day=2")
    assert asked
    assert not [query["sql"] for query in asked if "college_theme" in query["sql"] or "college_wording" in query["sql"]]


def test_a_card_is_drawn_once_for_every_list_and_anew_once_something_changes(run):
    assert "5 places left" in read()
    with CaptureQueriesContext(connection) as asked:
        page = read("/courses/?time=morning")
    assert "Sleeping well" in page and "5 places left" in page
    assert not [query["sql"] for query in asked if query["sql"].startswith('SELECT "courses_session"."id"')]
    change_places(run)
    assert "4 places left" in read("/courses/?day=2") + read("/courses/")


def test_another_filter_or_language_is_another_page(run, monkeypatch):
    monkeypatch.setattr("college.languages.is_written", lambda language: True)
    read()
    assert queries("/courses/?day=2") > 1
    assert queries("/courses/", **{"Accept-Language": "cy"}) > 1


def change_places(run):
    Enrolment.objects.create(
        learner=LearnerFactory(), run=run, status="confirmed", source="self", asked_at=timezone.now()
    )


def move(run):
    session = run.sessions.first()
    session.held_on += dt.timedelta(days=1)
    session.save()


CHANGES = {
    "a place taken": change_places,
    "a session moved": move,
    "facts changed": lambda run: runs.change_run(run=run, capacity=1, by=None, now=timezone.now()),
    "called off": lambda run: calling_off.call_off_run(run=run, reason="x", by=None, now=timezone.now()),
    "words published": lambda run: publish(hook="New words."),
    "words withdrawn": lambda run: CoursePage.objects.get().unpublish(),
    "the college renamed": lambda run: Wording.objects.create(college_name="The Wharf"),
}


def publish(**words):
    page = CoursePage.objects.get()
    for name, value in words.items():
        setattr(page, name, value)
    sign_and_publish(page)


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_shows_at_once(run, change):
    before = read()
    CHANGES[change](run)
    assert read() != before


def test_a_change_that_is_rolled_back_or_not_committed_yet_throws_nothing_away(run):
    read()
    with pytest.raises(RuntimeError), transaction.atomic():
        change_places(run)
        raise RuntimeError
    assert queries() == 0
    with transaction.atomic():
        Run.objects.get().save()
        assert queries() == 0
    assert queries() > 1


def test_a_page_begun_before_a_change_and_finished_after_it_is_not_shown(run, monkeypatch):
    stale = read()
    mark = freshness.mark()
    change_places(run)
    monkeypatch.setattr(freshness, "mark", lambda: mark)
    assert read() == stale  # this reader began before the change
    monkeypatch.undo()
    assert read() != stale


def test_someone_signed_in_reads_their_own_and_leaves_nothing_behind(run):
    client = Client()
    client.force_login(UserFactory())
    mine = read(client=client)
    assert "Sign out" in mine
    assert "Sign out" not in read()
    assert "Sign out" in read(client=client)


def test_what_is_missing_is_not_kept(run):
    assert Client().get("/nothing/").status_code == 404
    assert queries("/nothing/") > 1
