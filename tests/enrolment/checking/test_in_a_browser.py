"""The pages of the check can be used by everyone, on a small telephone too."""

import pytest
from django.urls import reverse

from enrolment.certificates.queries import certificates_of
from tests.browser import sound
from tests.enrolment.certificates.rows import place, taught_run, teach

pytestmark = pytest.mark.django_db(transaction=True)


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
        sound(page, width)
