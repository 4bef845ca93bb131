"""The pathway: its screens can be used by everyone, on a small phone and without scripts."""

import datetime as dt

import pytest
from django.utils import timezone

from enrolment.trainers.pathway.actions import note_check, note_step
from tests.browser import press, sign_in, sound
from tests.factories import LocalityFactory, TrainerFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = timezone.localdate()


@pytest.fixture
def coordinator():
    return UserFactory(role="coordinator", role__locality=LocalityFactory(name="Eastmoor"))


@pytest.fixture
def ines(coordinator):
    trainer, noted = TrainerFactory(name="Ines Calder"), {"by": coordinator, "now": timezone.now()}
    for key, ahead in (("conversation", None), ("first_aid", 40), ("teaches", None)):
        until = TODAY + dt.timedelta(days=ahead) if ahead else None
        note_step(trainer=trainer, key=key, done_on=TODAY - dt.timedelta(days=100), until=until, **noted)
    note_check(trainer=trainer, until=TODAY + dt.timedelta(days=5), **noted)
    return trainer


@pytest.mark.parametrize("width", [320, 1280])
def test_every_screen_is_sound(page, live_server, ines, coordinator, width):
    page.set_viewport_size({"width": width, "height": 800})
    for user, addresses in (
        (ines.user, ["teaching/pathway/", "teaching/availability/", "teaching/about-me/"]),
        (coordinator, ["office/", f"office/trainers/{ines.code}/", f"office/trainers/{ines.code}/pathway/"]),
    ):
        sign_in(page, live_server, user)
        for address in addresses:
            assert page.goto(f"{live_server.url}/{address}").status == 200, address
            sound(page, width)


def test_from_the_first_page_of_the_office_to_the_trainer_without_javascript(browser, live_server, ines, coordinator):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    sign_in(page, live_server, coordinator)
    page.goto(f"{live_server.url}/office/")
    press(page.get_by_role("link", name="Ines Calder"))
    page.get_by_label("What is done?").select_option("First aid course")
    page.get_by_label("On which day?").fill(f"{TODAY:%d/%m/%Y}")
    press(page.get_by_role("button", name="Write it down"))
    page.get_by_label("Good until").last.fill(f"{TODAY + dt.timedelta(days=900):%d/%m/%Y}")
    press(page.get_by_role("button", name="Save"))
    press(page.get_by_role("button", name="Leads a course"))
    page.goto(f"{live_server.url}/office/")
    assert page.get_by_role("link", name="Ines Calder").count() == 0
    sign_in(page, live_server, ines.user)
    page.goto(f"{live_server.url}/teaching/")
    page.get_by_text("Menu", exact=True).click()
    press(page.get_by_role("link", name="My pathway"))
    assert page.get_by_text("You lead courses").is_visible()
    context.close()
