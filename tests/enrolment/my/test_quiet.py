"""Whoever is about to be signed out because it was quiet reads so first; what they typed is never lost."""

import datetime as dt

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import expect

from enrolment.models import Learner
from tests.browser import press, sign_in, sound
from tests.factories import LearnerFactory, UserFactory, set_policy

pytestmark = pytest.mark.django_db(transaction=True)

SOON, OVER = "It has been quiet for a while.", "you may be signed out"


@pytest.fixture
def midday():
    """Far from four in the morning, when everybody's day ends."""
    with time_machine.travel(timezone.now().replace(hour=12), tick=False) as clock:
        yield clock


def test_a_page_knows_how_long_it_may_be_quiet(client, signed_in, midday):
    set_policy(learner_idle_minutes=45)
    client.force_login(LearnerFactory().user)
    assert f'data-quiet="{45 * 60}"' in client.get("/my/").content.decode()
    assert client.get("/accounts/still-here/").json()["seconds"] == 45 * 60
    office = signed_in(UserFactory(role="coordinator"))
    assert f'data-quiet="{30 * 60}"' in office.get("/office/").content.decode()


def test_seconds_count_from_when_they_were_seen_and_a_sign_of_life_begins_anew(client, midday):
    client.force_login(LearnerFactory().user)
    client.get("/my/")
    midday.shift(dt.timedelta(seconds=50))  # the session is written once a minute
    assert client.get("/accounts/still-here/").json()["seconds"] == 60 * 60 - 50
    midday.shift(dt.timedelta(minutes=59))
    assert client.get("/accounts/still-here/").json()["seconds"] == 60 * 60
    midday.shift(dt.timedelta(minutes=61))
    assert client.get("/accounts/still-here/").status_code == 302


def test_trainers_and_visitors_are_not_warned(client):
    assert "data-quiet" not in client.get("/courses/").content.decode()
    client.force_login(UserFactory(role="trainer"))
    assert "data-quiet" not in client.get("/teaching/").content.decode()


@pytest.fixture
def learner() -> Learner:
    return LearnerFactory(name="Sam")


def type_and_be_quiet(page, live_server, learner) -> None:
    set_policy(learner_idle_minutes=60)
    sign_in(page, live_server, learner.user)
    page.clock.install()
    page.goto(f"{live_server.url}/my/details/name/")
    page.get_by_label("Name to be called").or_(page.get_by_label("What shall we call you?")).fill("Samira")
    page.clock.fast_forward("58:30")


def test_who_says_that_they_are_there_goes_on_where_they_were(page, live_server, learner):
    type_and_be_quiet(page, live_server, learner)
    expect(page.get_by_text(SOON)).to_be_visible()
    sound(page, 1280)
    page.get_by_role("button", name="I am still here").click()
    expect(page.get_by_text(SOON)).to_be_hidden()
    page.clock.fast_forward("57:00")
    expect(page.get_by_text(SOON)).to_be_hidden()
    press(page.get_by_role("button", name="Save"))
    learner.refresh_from_db()
    assert learner.name == "Samira"


def test_another_tab_is_a_sign_of_life(page, live_server, learner):
    type_and_be_quiet(page, live_server, learner)
    expect(page.get_by_text(SOON)).to_be_visible()
    page.evaluate("localStorage.setItem('seen', String(Date.now()))")
    page.clock.fast_forward("00:10")
    expect(page.get_by_text(SOON)).to_be_hidden()


def test_what_was_typed_is_sent_after_signing_in_in_another_window(page, live_server, learner):
    type_and_be_quiet(page, live_server, learner)
    page.clock.fast_forward("02:00")
    expect(page.get_by_text(OVER)).to_be_visible()
    Session.objects.all().delete()
    page.get_by_role("button", name="I am signed in").click()
    expect(page.get_by_text(OVER)).to_be_visible()
    other = page.context.new_page()
    sign_in(other, live_server, learner.user)
    other.close()
    page.get_by_role("button", name="I am signed in").click()
    expect(page.get_by_text(OVER)).to_be_hidden()
    press(page.get_by_role("button", name="Save"))
    learner.refresh_from_db()
    assert learner.name == "Samira"
