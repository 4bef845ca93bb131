"""The pages of the check can be used by everyone, on a small telephone too."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from enrolment.certificates.queries import certificates_of
from tests.enrolment.certificates.rows import place, taught_run, teach

pytestmark = pytest.mark.django_db(transaction=True)

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize("width", [320, 1200])
def test_every_page_of_the_check_is_accessible_and_needs_no_sideways_scrolling(live_server, page, width):
    run = taught_run()
    enrolment = place(run, name="Wojciech Świętosławski-Brzęczyszczykiewicz")
    teach(run, {enrolment: "pppp"})
    code = certificates_of(enrolment.learner).get().code
    form = reverse("checking:form")
    page.set_viewport_size({"width": width, "height": 800})
    for address in (form, f"{form}?code=", f"{form}{code}/", f"{form}unknown/"):
        page.goto(live_server.url + address)
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
        assert not found.violations_count, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
