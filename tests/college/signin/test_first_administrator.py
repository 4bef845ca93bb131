"""The command that lets the first administrator in."""

import pytest
from django.core.management import CommandError, call_command

from college.models import Message, User
from courses.models import Role
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_it_makes_one_account_with_the_role_and_says_what_comes_next(capsys):
    call_command("first_administrator", "Head@Example.org", name="Jo Head")
    user = User.objects.get()
    assert (user.email, user.name, user.is_superuser) == ("head@example.org", "Jo Head", False)
    role = Role.objects.get()
    assert (role.user, role.kind, role.locality) == (user, "administrator", None)
    mail = Message.objects.get()
    assert mail.to_address == "head@example.org"
    assert "/accounts/login/" in mail.text
    assert "second step" in capsys.readouterr().out


def test_it_refuses_once_there_is_an_administrator():
    UserFactory(role="administrator")
    with pytest.raises(CommandError, match="has an administrator already"):
        call_command("first_administrator", "new@example.org")
    assert User.objects.count() == 1
    assert not Message.objects.exists()


def test_it_uses_the_account_that_the_address_has():
    person = UserFactory(email="head@example.org")
    call_command("first_administrator", "head@example.org")
    assert Role.objects.get().user == person


@pytest.mark.parametrize("address", ["", "head", "head@", "a b@example.org"])
def test_it_refuses_what_is_no_address(address):
    with pytest.raises(CommandError, match="not an e-mail address"):
        call_command("first_administrator", address)
    assert not User.objects.exists()


def test_the_first_administrator_can_sign_in_and_is_held_for_the_second_step(client, sign_in):
    call_command("first_administrator", "head@example.org")
    sign_in(User.objects.get())
    assert client.get("/accounts/welcome/").headers["Location"] == "/accounts/2fa/"
