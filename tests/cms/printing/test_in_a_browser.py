"""The plain twin and the coordinator's page can be used by everyone, on a small telephone too."""

import pytest
from django.conf import settings
from django.test import Client

from tests.cms.printing.rows import a_course, make_all
from tests.factories import LocalityFactory, TermFactory, UserFactory
from tests.journeys.people import faults_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("width", [320, 1200])
def test_the_pages_about_paper_are_accessible_and_need_no_sideways_scrolling(live_server, page, width):
    words = {
        "hook": "اچھی نیند اور سکون",
        "about": "One thing.\n\n- first\n- second",
        "who_for": "Everyone",
        "learn": ["How sleep works"],
        "content_note": "We speak of nights.",
        "made_by": ["Sam, peer trainer"],
    }
    term = TermFactory(name="Spring", slug="spring")
    a_course("Sleeping well", term, LocalityFactory(name="Leeds", slug="leeds"), code="SLP01", words=words)
    make_all()
    client = Client()
    client.force_login(UserFactory(role="coordinator"))
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session.save()
    page.set_viewport_size({"width": width, "height": 800})
    for address in ("/prospectus/spring/plain/", "/prospectus-print/spring/"):
        page.goto(live_server.url + address)
        assert page.url.endswith(address)
        assert (address, faults_of(page)) == (address, [])
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": live_server.url}
        page.context.add_cookies([cookie])
