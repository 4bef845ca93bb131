"""Signing in with the six figures that come by e-mail."""

import re

import pytest
import time_machine
from django.test import Client

from college.models import Limit, Message
from tests.college.signin.conftest import at_once, last_code
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
LOGIN, CONFIRM = "/accounts/login/", "/accounts/login/code/confirm/"


def test_a_person_signs_in_with_the_code_from_the_mail(client):
    person = UserFactory(email="ada@example.org")
    asked = client.post(LOGIN, {"login": " Ada@Example.org "})
    assert asked.headers["Location"] == CONFIRM
    mail = Message.objects.get()
    assert (mail.to_address, mail.to_user, mail.channel) == ("ada@example.org", person, "email")
    arrived = client.post(CONFIRM, {"code": last_code()})
    assert arrived.headers["Location"] == "/accounts/welcome/"
    assert client.session["_auth_user_id"] == str(person.pk)


def test_a_code_may_be_typed_with_a_gap(client):
    UserFactory(email="ada@example.org")
    client.post(LOGIN, {"login": "ada@example.org"})
    code = last_code()
    client.post(CONFIRM, {"code": f"{code[:3]} {code[3:]}"})
    assert "_auth_user_id" in client.session


def test_the_page_asks_for_figures_that_the_phone_can_fill_in(client):
    UserFactory(email="ada@example.org")
    client.post(LOGIN, {"login": "ada@example.org"})
    page = client.get(CONFIRM).content.decode()
    box = re.search(r"<input[^>]+name=\"code\"[^>]*>", page).group()
    assert 'autocomplete="one-time-code"' in box
    assert 'inputmode="numeric"' in box
    assert "placeholder" not in page


def test_the_fifth_wrong_guess_ends_the_code(client):
    UserFactory(email="ada@example.org")
    client.post(LOGIN, {"login": "ada@example.org"})
    right = last_code()
    wrong = f"{(int(right) + 1) % 10**6:06}"
    for _ in range(5):
        client.post(CONFIRM, {"code": wrong})
    client.post(CONFIRM, {"code": right})
    assert "_auth_user_id" not in client.session


def test_an_old_code_opens_nothing(client):
    UserFactory(email="ada@example.org")
    with time_machine.travel("2027-01-11 10:00:00Z", tick=False) as clock:
        client.post(LOGIN, {"login": "ada@example.org"})
        clock.shift(15 * 60 + 1)
        client.post(CONFIRM, {"code": last_code()})
    assert "_auth_user_id" not in client.session


def test_the_fourth_code_in_a_minute_and_the_twenty_first_in_a_day_are_refused():
    UserFactory(email="ada@example.org")
    with time_machine.travel("2027-01-11 10:00:00Z", tick=False) as clock:
        sent = [Client().post(LOGIN, {"login": "ada@example.org"}).status_code for _ in range(4)]
        assert sent == [302, 302, 302, 200]
        for _ in range(30):
            clock.shift(61)
            Client().post(LOGIN, {"login": "ada@example.org"})
    assert Message.objects.count() == 20


def test_a_fresh_code_can_be_sent_and_only_it_works(client):
    UserFactory(email="ada@example.org")
    client.post(LOGIN, {"login": "ada@example.org"})
    first = last_code()
    client.post(CONFIRM, {"action": "resend"})
    second = last_code()
    if first != second:
        client.post(CONFIRM, {"code": first})
        assert "_auth_user_id" not in client.session
    client.post(CONFIRM, {"code": second})
    assert "_auth_user_id" in client.session


def _answers(address: str) -> tuple:
    door = Client()
    pages = [
        door.post(LOGIN, {"login": address}),
        door.get(CONFIRM),
        door.post(CONFIRM, {"code": "abc"}),
        door.post(CONFIRM, {"action": "resend"}),
    ]
    seen = [
        (page.status_code, page.headers.get("Location"), re.sub(r'value="[^"]{20,}"', "", page.content.decode()))
        for page in pages
    ]
    return [(status, to, text.replace(address, "…")) for status, to, text in seen]


@pytest.mark.parametrize("fields", [{}, {"is_active": False}])
def test_nobody_learns_who_has_an_account(fields):
    UserFactory(email="known@example.org", **fields)
    assert _answers("known@example.org") == _answers("nobody@example.org")


def test_an_unknown_address_gets_one_neutral_mail_as_a_known_one_does(client):
    UserFactory(email="known@example.org")
    client.post(LOGIN, {"login": "known@example.org"})
    Client().post(LOGIN, {"login": "nobody@example.org"})
    known, unknown = Message.objects.order_by("pk")
    assert known.subject == unknown.subject == "Your code"
    assert unknown.to_address == "nobody@example.org"
    assert unknown.to_user is None
    assert "/courses/" in unknown.text
    assert not re.search(r"\b\d{6}\b", unknown.text)


def test_someone_who_may_not_sign_in_gets_no_code(client):
    UserFactory(email="left@example.org", is_active=False)
    client.post(LOGIN, {"login": "left@example.org"})
    assert not re.search(r"\b\d{6}\b", Message.objects.get().text)


@pytest.mark.django_db(transaction=True)
def test_twenty_guesses_at_once_are_five_tries(database_url):
    """allauth counts in the session, which all twenty read before one of them writes."""
    UserFactory(email="ada@example.org")
    door = Client()
    door.post(LOGIN, {"login": "ada@example.org"})
    right = last_code()
    refused = []

    def guess(number: int) -> None:
        thief = Client()
        thief.cookies = door.cookies
        page = thief.post(CONFIRM, {"code": f"{(int(right) + 1 + number) % 10**6:06}"})
        refused.append("This is not the code we sent last" in page.content.decode())

    at_once(guess)
    assert Limit.objects.get(key__startswith="code-tries:").count == 5
    assert sum(refused) <= 5
    door.post(CONFIRM, {"code": right})
    assert "_auth_user_id" not in door.session


def test_too_many_from_one_network_are_asked_kindly_to_wait(client):
    with time_machine.travel("2027-01-11 10:00:00Z", tick=False):
        answers = [client.post(LOGIN, {"login": f"person{number}@example.org"}) for number in range(31)]
    assert {answer.status_code for answer in answers[:20]} == {302}
    assert answers[-1].status_code == 429
    assert "Please wait a moment" in answers[-1].content.decode()
