"""The cookie of a sign-in: new at the door, dead after it, and gone when it has been quiet."""

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from courses.models import Policy
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
INSIDE = "/accounts/sessions/"
COOKIE = settings.SESSION_COOKIE_NAME
MORNING = "2027-01-11 09:00:00Z"


def test_signing_in_changes_the_cookie_and_the_old_one_is_dead(client, sign_in):
    client.post("/accounts/code/text/", {"name": "kite-4821"})
    planted = client.cookies[COOKIE].value
    sign_in(UserFactory())
    assert client.cookies[COOKIE].value != planted
    thief = Client()
    thief.cookies[COOKIE] = planted
    assert thief.get(INSIDE).status_code == 302


def test_signing_out_ends_it_and_empties_the_cache_alone(client, sign_in):
    sign_in(UserFactory())
    kept = client.cookies[COOKIE].value
    out = client.post("/accounts/logout/")
    assert out.headers["Clear-Site-Data"] == '"cache"'
    assert out.headers["Location"] == "/"
    back = Client()
    back.cookies[COOKIE] = kept
    assert back.get(INSIDE).headers["Location"].startswith("/accounts/login/")


def test_a_link_does_not_sign_out(client, sign_in):
    sign_in(UserFactory())
    page = client.get("/accounts/logout/")
    assert "Clear-Site-Data" not in page.headers
    assert client.get(INSIDE).status_code == 200


def test_signing_out_of_the_editors_screens_is_the_same(client, sign_in):
    sign_in(UserFactory())
    out = client.post(f"{settings.EDITORS_PATH}logout/")
    assert out.headers["Clear-Site-Data"] == '"cache"'
    assert client.get(INSIDE).status_code == 302


def test_a_person_sees_their_sign_ins_and_ends_the_others(client, sign_in):
    person = UserFactory()
    elsewhere = Client(headers={"user-agent": "Another browser"})
    sign_in(person, elsewhere)
    sign_in(person)
    assert "Another browser" in client.get(INSIDE).content.decode()
    client.post(INSIDE)
    assert elsewhere.get(INSIDE).status_code == 302
    assert client.get(INSIDE).status_code == 200


@pytest.mark.parametrize(
    ("role", "minutes", "stays"),
    [
        (None, 59, True),
        (None, 61, False),
        ("trainer", 61, True),
        ("trainer", 14 * 60, True),
        ("trainer", 20 * 60, False),
        ("coordinator", 29, True),
        ("coordinator", 31, False),
    ],
)
def test_quiet_sign_ins_end(client, sign_in, settings, role, minutes, stays):
    settings.DEMONSTRATION = True  # no second step: this is about the clock
    with time_machine.travel(MORNING, tick=False) as clock:
        sign_in(UserFactory(role=role))
        client.get(INSIDE)
        clock.shift(minutes * 60)
        assert (client.get(INSIDE).status_code == 200) is stays


def test_who_keeps_reading_stays_until_the_day_ends(client, sign_in):
    with time_machine.travel(MORNING, tick=False) as clock:
        sign_in(UserFactory())
        for _ in range(37):  # nine in the morning to half past three at night
            assert client.get(INSIDE).status_code == 200
            clock.shift(30 * 60)
        clock.shift(31 * 60)
        assert client.get(INSIDE).headers["Location"] == f"/accounts/login/?next={INSIDE}"


def test_the_college_says_how_long_learners_may_pause(client, sign_in):
    Policy.objects.create(learner_idle_minutes=10)
    with time_machine.travel(MORNING, tick=False) as clock:
        sign_in(UserFactory())
        client.get(INSIDE)
        clock.shift(11 * 60)
        answer = client.get(INSIDE, follow=True)
    assert "We signed you out" in answer.content.decode()


def test_after_a_pause_a_public_page_is_simply_public(client, sign_in):
    with time_machine.travel(MORNING, tick=False) as clock:
        sign_in(UserFactory())
        client.get(INSIDE)
        clock.shift(2 * 60 * 60)
        assert client.get("/accounts/code/").status_code == 200
        assert "_auth_user_id" not in client.session


def test_someone_whose_account_is_closed_is_out_at_the_next_page(client, sign_in):
    person = UserFactory()
    sign_in(person)
    type(person).objects.filter(pk=person.pk).update(is_active=False)
    assert client.get(INSIDE).status_code == 302


@pytest.mark.parametrize(("role", "place"), [(None, "/my/"), ("trainer", "/teaching/"), ("coordinator", "/office/")])
def test_everyone_arrives_where_they_belong(client, sign_in, settings, role, place):
    settings.DEMONSTRATION = True
    sign_in(UserFactory(role=role))
    assert client.get("/accounts/welcome/").headers["Location"] == place
