"""A passkey from the first press to the open door, in a real browser with an authenticator that is none."""

import re

import pytest

from tests.college.signin.conftest import last_code
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]

PHONE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def phone(context, page):
    """The page of a phone that knows its owner by their finger."""
    devtools = context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": PHONE})
    return page


def test_a_coordinator_adds_a_passkey_and_needs_no_code_from_then_on(live_server, phone):
    clerk = UserFactory(role="coordinator")
    complaints = []
    phone.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
    phone.goto(f"{live_server.url}/accounts/login/?next=/accounts/sessions/")
    phone.get_by_label("Your e-mail address").fill(clerk.email)
    phone.get_by_role("button", name="Send me a code").click()
    phone.get_by_label("Your code").fill(last_code())
    phone.get_by_role("button", name="Continue").click()
    phone.get_by_role("heading", level=1, name="How I sign in").wait_for()

    phone.get_by_role("link", name="Add a passkey").click()
    phone.get_by_role("button", name="Add it now").click()
    phone.get_by_role("heading", level=1, name="Your spare codes").wait_for()
    assert phone.locator("code").count() == 10

    phone.goto(f"{live_server.url}/accounts/sessions/")
    phone.get_by_role("heading", level=1, name="Where I am signed in").wait_for()
    phone.get_by_role("button", name="Sign out").click()

    phone.goto(f"{live_server.url}/accounts/login/")
    phone.get_by_role("button", name="Use my passkey").click()
    phone.wait_for_url(re.compile(r"/(office|accounts/welcome)/"))
    phone.goto(f"{live_server.url}/accounts/sessions/")
    phone.get_by_role("heading", level=1, name="Where I am signed in").wait_for()
    assert complaints == []
