"""A new college's questions and a partner's pages: sound on a phone and on a desk."""

import pytest
from django.utils import timezone

from cms.actions import lay_out_site
from courses.actions.roles import give_role
from courses.models import Partner
from tests.browser import press, sign_in, sound
from tests.factories import CourseFactory, RunFactory, UserFactory, VenueFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]


def test_each_question_and_each_page_of_a_partner_is_sound(page, live_server):
    now = timezone.now()
    partner = Partner.objects.create(name="The Walled Garden Trust")
    course = CourseFactory(code="GRD01", partner=partner)
    venue = VenueFactory(partner=partner)
    run = RunFactory(course=course, venue=venue, locality=venue.locality, status="draft")
    lay_out_site(now=now)
    user = UserFactory(role="manager")
    give_role(user=user, kind="partner", partner=partner, by=None, now=now)
    sign_in(page, live_server, user)

    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{live_server.url}/office/")
    press(page.get_by_role("link", name="Answer the ten questions"))
    sound(page, 320)
    press(page.get_by_role("link", name="Answer the next question"))
    for _question in range(9):
        sound(page, 320)
        press(page.get_by_role("link", name="Leave this for later"))
    sound(page, 320)
    press(page.get_by_role("button", name="Save and go on"))
    assert page.get_by_text("Saved. Here is how far the college is.").is_visible()

    ways = ["", "courses/new/", "courses/GRD01/", "courses/GRD01/words/", "courses/GRD01/sign/", "venues/new/"]
    for way in [*ways, f"venues/{venue.slug}/", f"runs/{run.code}/", f"terms/{run.term.slug}/add-run/"]:
        page.goto(f"{live_server.url}/partner/{way}")
        sound(page, 320)
