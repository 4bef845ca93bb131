"""Asking to be rung: no account, one call however often sent, seen by the office alone, forgotten in a year."""

import datetime as dt

import pytest
from django.utils import timezone

from college.limits import allow
from college.models import Limit
from enrolment.learners.calls import TooManyCalls, ask_for_call, forget_calls
from enrolment.models import CallRequest
from tests.factories import CourseFactory, UserFactory

pytestmark = pytest.mark.django_db
ASKED = {"phone": "0113 496 0000", "name": "Sam", "when": "morning"}


def ask(**changed) -> CallRequest:
    asked = ASKED | {"about_code": "", "network": "192.0.2.1", "by": None, "now": timezone.now()}
    return ask_for_call(**asked | changed)


def test_a_number_and_a_press_are_enough(client):
    CourseFactory(code="TEA", public=True)
    assert "Your telephone number" in client.get("/ring-me/?course=TEA").content.decode()
    thanks = client.post("/ring-me/?course=TEA", {"phone": "0113 496 0000", "when": "any"}, follow=True)
    assert "we ring you" in thanks.content.decode()
    call = CallRequest.objects.get()
    assert (call.phone, call.name, call.about_code, call.done_at) == ("01134960000", "", "TEA", None)


@pytest.mark.parametrize("course", ["SECRET", "nothing", "x" * 400])
def test_only_a_public_course_is_noted(client, course):
    CourseFactory(code="SECRET")
    client.post(f"/ring-me/?course={course}", ASKED)
    assert CallRequest.objects.get().about_code == ""


@pytest.mark.parametrize("phone", ["", "12", "ring me please", "٣"])
def test_what_is_no_number_is_asked_for_again_with_what_was_typed(client, phone):
    page = client.post("/ring-me/", ASKED | {"phone": phone}).content.decode()
    assert "Write the whole number" in page
    assert 'value="Sam"' in page
    assert not CallRequest.objects.exists()


def test_a_machine_that_fills_in_everything_is_thanked_and_nothing_is_kept(client):
    assert client.post("/ring-me/", ASKED | {"website": "http://spam.example"}).url == "/ring-me/?asked"
    assert not CallRequest.objects.exists()


def test_sent_ten_times_it_is_one_call_and_after_it_a_new_one(client):
    calls = {ask(phone=phone).pk for phone in ["0113 496 0000", "0113-4960000"] * 5}
    assert len(calls) == 1
    CallRequest.objects.update(done_at=timezone.now())
    assert ask().pk not in calls


def test_one_network_fills_no_list():
    now = timezone.now()
    for number in range(20):
        ask(phone=f"01134960{number:03}", now=now)
    with pytest.raises(TooManyCalls):
        ask(phone="0113 496 0999", now=now)
    ask(phone="0113 496 0999", network="192.0.2.2", now=now)
    assert not Limit.objects.filter(key__contains="192.0.2").exists()


def test_the_page_says_when_there_are_too_many(client):
    allow("calls-in-all", most=500, within=dt.timedelta(days=1), now=timezone.now())
    Limit.objects.filter(key="calls-in-all").update(count=500)
    assert "Please ring us" in client.post("/ring-me/", ASKED).content.decode()


def test_the_office_sees_it_rings_and_says_so(client):
    call = ask()
    coordinator = UserFactory(role="coordinator")
    client.force_login(coordinator)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": timezone.now().timestamp()}]
    session["account_authentication_methods_user"] = str(coordinator.pk)
    session.save()
    assert "01134960000" in client.get("/office/").content.decode()
    for _press in range(2):
        sent = {"outcome": "reached", "number": 1}
        assert client.post(f"/office/calls/{call.code}/", sent).url == "/office/ring/"
    call.refresh_from_db()
    assert call.done_by == coordinator
    assert "01134960000" not in client.get("/office/").content.decode()


def test_after_a_year_it_is_forgotten():
    now = timezone.now()
    ask(now=now - dt.timedelta(days=366), phone="0113 496 0001")
    ask(now=now - dt.timedelta(days=300))
    assert forget_calls(now=now) == 1
    assert CallRequest.objects.get().phone == "01134960000"
