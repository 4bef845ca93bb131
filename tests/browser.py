"""What every test that drives Chromium does: sign in, press, look at the page for faults."""

import time

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Locator, Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def sign_in(page: Page, live_server, user) -> None:
    """`user` is signed in with their second step, as the doors of tests/college/signin leave them."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": live_server.url}]
    )


def press(link_or_button: Locator) -> None:
    """Press what leads to another page, or sends this one, and wait until that has come.

    A click alone comes back while the old page still stands: whatever is read then is read too soon.
    """
    with link_or_button.page.expect_navigation():
        link_or_button.click()


def faults_of(page: Page) -> list:
    """What axe finds on the page: (rule, the pieces it is about)."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}}).response["violations"]
    return [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found]


def sound(page: Page, width: int) -> None:
    """One heading, no fault, nothing to scroll sideways for at `width` pixels."""
    faults = faults_of(page)
    assert not faults, (page.url, faults)
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
    assert page.locator("h1").count() == 1, page.url
