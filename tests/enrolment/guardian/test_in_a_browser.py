"""Joining under age and noting what a guardian said: usable by everyone, on a small phone and without scripts."""

import pytest

from tests.browser import press, sign_in, sound

pytestmark = pytest.mark.django_db(transaction=True)


def test_somebody_of_16_joins_and_the_office_notes_the_guardian_s_yes_without_javascript(
    browser, live_server, run, coordinator
):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()

    def go_on():
        press(page.get_by_role("button", name="Continue"))

    page.goto(f"{live_server.url}/join/{run.code}/")
    page.get_by_label("What shall we call you?").fill("Alex")
    go_on()
    page.get_by_label("By e-mail").check()
    page.get_by_label("E-mail address").fill("alex@example.org")
    go_on()
    page.get_by_label("No, I am 16 or 17").check()
    go_on()
    go_on()
    assert page.get_by_text("Write the name of your parent or guardian.").first.is_visible()
    page.get_by_label("What is their name?").fill("Mo Quill")
    page.get_by_label("My parent", exact=True).check()
    page.get_by_label("Their telephone number").fill("0113 496 0998")
    page.get_by_label("Not yet").check()
    go_on()
    go_on()
    page.get_by_label("I have read this").check()
    go_on()
    press(page.get_by_role("button", name="Take a place"))
    assert page.get_by_role("heading", name="A place is kept for you").is_visible()
    sign_in(page, live_server, coordinator)
    page.goto(f"{live_server.url}/office/")
    press(page.get_by_role("link", name="Talk to Alex’s guardian"))
    assert page.get_by_text("Talk with Alex first").is_visible()
    press(page.get_by_role("button", name="They agree"))
    assert page.get_by_text("It is noted, and Alex is told.").is_visible()
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_every_screen_is_sound(page, live_server, join, run, coordinator, width):
    page.set_viewport_size({"width": width, "height": 800})
    place = join(guardian_knows=False)
    record = f"office/people/{place.learner.code}/"
    page.goto(f"{live_server.url}/join/{run.code}/")
    page.get_by_label("What shall we call you?").fill("Alex")
    press(page.get_by_role("button", name="Continue"))
    page.get_by_label("By letter").check()
    page.get_by_label("Postal address").fill("1 Station Road")
    press(page.get_by_role("button", name="Continue"))
    sound(page, width)
    page.get_by_label("No, I am 16 or 17").check()
    press(page.get_by_role("button", name="Continue"))
    sound(page, width)
    press(page.get_by_role("button", name="Continue"))  # with what is missing said
    sound(page, width)
    for user, addresses in (
        (place.learner.user, ["my/", f"my/places/{place.code}/", "my/privacy/"]),
        (coordinator, ["office/", record, f"{record}guardian/"]),
    ):
        sign_in(page, live_server, user)
        for address in addresses:
            assert page.goto(f"{live_server.url}/{address}").status == 200, address
            sound(page, width)
