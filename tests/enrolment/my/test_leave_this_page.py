"""Where a college wants it, every page that learners read can be left at once for one that anybody may be seen on."""

import pytest
from django.core.exceptions import ValidationError

from courses.models import Policy
from tests.browser import sound
from tests.factories import LearnerFactory, RunFactory, UserFactory, set_policy

AWAY = "https://weather.example.org/"
LINK = f'href="{AWAY}" rel="noreferrer" data-leave'


@pytest.mark.django_db
def test_there_is_none_until_the_college_says_where_it_leads(client, signed_in):
    learner = LearnerFactory().user
    run = RunFactory()
    pages = ["/courses/", f"/join/{run.code}/", "/help-now/"]
    assert not any("data-leave" in client.get(page).content.decode() for page in pages)
    set_policy(leave_to=AWAY)
    assert all(LINK in client.get(page).content.decode() for page in pages)
    assert LINK in signed_in(learner).get("/my/").content.decode()
    assert "data-leave" not in signed_in(UserFactory(role="coordinator")).get("/office/").content.decode()


@pytest.mark.parametrize("address", ["javascript:alert(1)", "http://weather.example.org", "weather"])
def test_only_a_whole_safe_address_is_taken(address):
    with pytest.raises(ValidationError) as refused:
        Policy(leave_to=address).clean_fields()
    assert refused.value.message_dict["leave_to"] == ["Write it in full: https://www.bbc.co.uk/weather."]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [320, 1280])
def test_it_leaves_at_once_and_back_does_not_come_here_again(page, live_server, width):
    set_policy(leave_to=AWAY)
    page.route(AWAY, lambda route: route.fulfill(body="<title>Weather</title>", content_type="text/html"))
    page.set_viewport_size({"width": width, "height": 700})
    page.goto("about:blank")
    page.goto(f"{live_server.url}/help-now/")
    sound(page, width)
    page.mouse.wheel(0, 2000)
    with page.expect_navigation():
        page.get_by_role("link", name="Leave this page").click()
    assert page.title() == "Weather"
    page.go_back()
    assert page.url == "about:blank"
