"""The plain twin and the coordinator's page can be used by everyone, on a small telephone too."""

import pytest

from tests.browser import faults_of, sign_in
from tests.cms.printing.rows import a_course, make_all
from tests.factories import LocalityFactory, TermFactory, UserFactory

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
    page.set_viewport_size({"width": width, "height": 800})
    for address in ("/prospectus/spring/plain/", "/prospectus-print/spring/"):
        page.goto(live_server.url + address)
        assert page.url.endswith(address)
        assert (address, faults_of(page)) == (address, [])
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        sign_in(page, live_server, UserFactory(role="coordinator"))
