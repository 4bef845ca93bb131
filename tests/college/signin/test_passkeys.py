"""Passkeys: the pages and what they promise the browser. The ceremony itself is allauth's."""

import json

import pytest

from tests.college.signin.conftest import set_up_app
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_the_sign_in_page_offers_a_passkey_and_says_what_it_needs(client):
    page = client.get("/accounts/login/").content.decode()
    assert 'id="passkey_login"' in page
    assert "mfa/js/webauthn.js" in page
    assert "<noscript>" in page


def test_the_browser_is_asked_for_a_verified_person(client):
    asked = client.get("/accounts/2fa/webauthn/login/", headers={"Accept": "application/json"})
    assert json.loads(asked.content)["request_options"]["publicKey"]["userVerification"] == "required"


def test_a_broken_passkey_leads_back_in_peace(client):
    for credential in ("", "{}", "null", '{"id": 1}', "[" * 100_000, "1" * 5_000, '{"id": {}}'):
        answer = client.post("/accounts/2fa/webauthn/login/", {"credential": credential})
        assert answer.headers["Location"] == "/accounts/login/"


def test_the_page_for_a_new_passkey(client, sign_in):
    sign_in(UserFactory())
    page = client.get("/accounts/2fa/webauthn/add/")
    assert page.status_code == 200
    options = page.context["js_data"]["creation_options"]["publicKey"]
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert options["rp"]["id"] == "testserver"
    assert "checked" in page.content.decode()


def test_every_page_of_the_second_step_can_be_read(client, sign_in):
    person = UserFactory()
    sign_in(person)
    for path in ("", "totp/activate/", "webauthn/", "webauthn/add/"):
        page = client.get(f"/accounts/2fa/{path}")
        assert page.status_code == 200, path
        assert page.content.decode().count("<h1") == 1, path
    set_up_app(person)
    for path in ("/accounts/2fa/", "/accounts/2fa/reauthenticate/", "/accounts/sessions/"):
        page = client.get(path)
        assert page.status_code == 200, path
        assert "style=" not in page.content.decode(), path


def test_a_broken_new_passkey_or_second_step_is_refused_in_peace(client, sign_in):
    person = UserFactory()
    sign_in(person)
    for credential in ("", "{}", '{"id": 1}', "[" * 100_000):
        answer = client.post("/accounts/2fa/webauthn/add/", {"name": "mine", "credential": credential})
        assert answer.status_code == 200, credential
    client.post("/accounts/logout/")
    set_up_app(person)
    sign_in(person)
    answer = client.post("/accounts/2fa/authenticate/", {"credential": "{}"})
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session
