"""Signing in with one's organisation: absent until named, and never by e-mail alone."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
DOOR = "/accounts/organisation/sign-in/login/"
CALLBACK = f"{DOOR}callback/"


class Provider(BaseHTTPRequestHandler):
    """A small OpenID Connect provider: whoever comes is `who`."""

    who = {"sub": "u-1", "email": "ada@example.org", "email_verified": True, "name": "Ada"}

    def do_GET(self):
        here = f"http://localhost:{self.server.server_port}"
        if self.path.startswith("/me"):
            return self._say(self.who)
        return self._say(
            {
                "issuer": here,
                "authorization_endpoint": f"{here}/authorize",
                "token_endpoint": f"{here}/token",
                "userinfo_endpoint": f"{here}/me",
                "jwks_uri": f"{here}/keys",
            }
        )

    def do_POST(self):
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.server.verifiers.append(sent.get("code_verifier"))
        self._say({"access_token": "t", "token_type": "Bearer"})

    def _say(self, answer):
        words = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(words)))
        self.end_headers()
        self.wfile.write(words)

    def log_message(self, *args):
        pass


@pytest.fixture
def organisation(settings):
    server = HTTPServer(("localhost", 0), Provider)
    server.verifiers = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    app = {
        "provider_id": "sign-in",
        "name": "Northshire Trust",
        "client_id": "college",
        "secret": "s",
        "settings": {"server_url": f"http://localhost:{server.server_port}", "uid_field": "sub"},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    yield server
    server.shutdown()
    server.server_close()


def come_in(client, process="login"):
    leaves = client.post(f"{DOOR}?process={process}").headers["Location"]
    asked = parse_qs(urlsplit(leaves).query)
    assert asked["code_challenge_method"] == ["S256"]
    return client.get(CALLBACK, {"code": "c", "state": asked["state"][0]})


def test_nothing_is_offered_until_the_college_names_one(client):
    assert "Sign in with" not in client.get("/accounts/login/").content.decode()
    assert client.post(DOOR).status_code == 404


def test_the_button_leads_there_by_a_post_alone(client, organisation):
    assert "Sign in with Northshire Trust" in client.get("/accounts/login/").content.decode()
    assert client.get(DOOR).status_code == 200


def test_whoever_nobody_here_knows_is_told_kindly_and_gets_no_account(client, organisation):
    page = come_in(client)
    assert "We do not know this sign-in yet" in page.content.decode()
    assert "_auth_user_id" not in client.session
    assert organisation.verifiers[0], "the proof key goes with the code"


def test_the_same_e_mail_address_alone_opens_nothing(client, organisation):
    UserFactory(email="ada@example.org")
    come_in(client)
    assert "_auth_user_id" not in client.session
    assert not SocialAccount.objects.exists()


def test_once_joined_from_inside_it_opens_the_door(client, organisation, sign_in):
    person = UserFactory()
    sign_in(person)
    come_in(client, process="connect")
    assert SocialAccount.objects.get().user == person
    assert client.get("/accounts/organisation/joined/").status_code == 200
    client.post("/accounts/logout/")
    come_in(client)
    assert client.session["_auth_user_id"] == str(person.pk)


def test_the_organisation_s_sign_in_is_not_a_second_factor(client, organisation, sign_in, settings):
    person = UserFactory(role="coordinator")
    SocialAccount.objects.create(user=person, provider="sign-in", uid="u-1")
    come_in(client)
    assert client.session["_auth_user_id"] == str(person.pk)
    assert client.get("/accounts/welcome/").headers["Location"] == "/accounts/2fa/"
