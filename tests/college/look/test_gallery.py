"""Every component in a real browser: readable, reachable, and within a narrow phone."""

import gzip

import pytest

from tests.browser import faults_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.college.look.urls")]

STATES = ["/design/", "/design/?wrong", "/design/?staff&told", "/no-such-page/"]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("width", [320, 1280])
def test_the_components_have_no_accessibility_fault(page, live_server, state, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(live_server.url + state)
    assert faults_of(page) == []


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_scrolls_sideways(page, live_server, state, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(live_server.url + state)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("preference", [{"forced_colors": "active"}, {"color_scheme": "dark"}])
def test_a_readers_own_colours_break_nothing(page, live_server, preference):
    page.emulate_media(**preference)
    page.goto(live_server.url + "/design/?wrong")
    assert faults_of(page) == []


def test_each_line_of_the_error_summary_lands_on_a_control(page, live_server):
    page.goto(live_server.url + "/design/?wrong")
    assert page.title().startswith("Error:")
    links = page.locator(".nhsuk-error-summary a")
    for place in range(links.count()):
        target = links.nth(place).get_attribute("href")
        assert page.locator(f"input{target}, select{target}, textarea{target}").count() == 1


def test_the_first_tab_skips_to_the_main_part(page, live_server):
    page.goto(live_server.url + "/design/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#maincontent"


def test_a_planted_fault_is_seen(page, live_server):
    page.goto(live_server.url + "/design/")
    page.evaluate("document.querySelector('label').remove()")
    assert "label" in [rule for rule, _where in faults_of(page)]


def test_the_page_is_light(page, live_server):
    sizes = []
    page.on("response", lambda response: sizes.append(response))
    page.goto(live_server.url + "/design/", wait_until="networkidle")
    compressed = [len(gzip.compress(response.body())) for response in sizes]
    assert sum(compressed) < 100 * 1024
