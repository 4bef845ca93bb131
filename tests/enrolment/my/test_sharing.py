"""What helps is read by the trainers of each course, unless its learner keeps it from those of one."""

import pytest
from django.urls import reverse

from enrolment.models import EnrolmentEvent, Need
from tests.browser import press, sign_in, sound
from tests.factories import EnrolmentFactory, LearnerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    place = EnrolmentFactory(learner=LearnerFactory())
    Need.objects.create(learner=place.learner, kind="quiet", action="Keep a seat by the door", status="arranged")
    Need.objects.create(learner=place.learner, kind="breaks", action="Ask the venue", knows="office")
    return place


def test_it_is_kept_back_and_shown_again_by_one_press_each_and_the_history_says_so(client, place):
    client.force_login(place.learner.user)
    page, share = (reverse(f"my:{name}", args=[place.code]) for name in ("place", "share_what_helps"))
    words = client.get(page).content.decode()
    assert "Keep a seat by the door" in words and "Ask the venue" not in words
    for _twice in range(2):
        client.post(share, {"shared": "no"})
    place.refresh_from_db()
    assert place.keeps_needs and "Keep a seat" not in client.get(page).content.decode()
    client.post(share, {"shared": "yes"})
    place.refresh_from_db()
    said = list(EnrolmentEvent.objects.filter(enrolment=place).order_by("pk").values_list("reason", flat=True))
    assert not place.keeps_needs and said[-2:] == ["keeps_needs", "shares_needs"]


def test_a_place_that_was_given_up_has_nothing_to_share(client, place):
    client.force_login(place.learner.user)
    client.post(reverse("my:withdraw", args=[place.code]))
    client.post(reverse("my:share_what_helps", args=[place.code]), {"shared": "no"})
    place.refresh_from_db()
    assert not place.keeps_needs


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [360, 1280])
def test_without_javascript_on_a_phone(browser, live_server, place, width):
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    sign_in(page, live_server, place.learner.user)
    page.goto(f"{live_server.url}/my/places/{place.code}/")
    sound(page, width)
    page.screenshot(path=f"/tmp/share{width}.png", full_page=True)
    press(page.get_by_role("button", name="Don't show it on this course"))
    assert page.get_by_role("button", name="Let them read it").is_visible()
    sound(page, width)
    page.screenshot(path=f"/tmp/share{width}b.png", full_page=True)
    context.close()
