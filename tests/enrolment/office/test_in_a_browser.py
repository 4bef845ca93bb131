"""The pages of the office and of trainers can be used by everyone, on a small phone too, without JavaScript."""

import datetime as dt

import pytest
from django.utils import timezone

from enrolment.models import Clearance, Need
from tests.browser import press, sign_in, sound
from tests.factories import (
    AllocationFactory,
    CourseFactory,
    EnrolmentFactory,
    LearnerFactory,
    RunFactory,
    TermFactory,
    TrainerFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def busy_run():
    """A run that has everything: a full class, a waiting list, a pair half asked, a session today."""
    first_on = timezone.localdate() - dt.timedelta(days=7)
    term = TermFactory(slug="spring")
    run = RunFactory(capacity=2, minimum=2, sessions=3, sessions__first_on=first_on, term=term)
    people = [EnrolmentFactory(run=run, learner=LearnerFactory(name=name)) for name in ("Bronwen", "Moira", "Yusuf")]
    Need.objects.create(learner=people[0].learner, kind="seat_by_door", action="Keep the seat by the door free")
    Need.objects.create(learner=people[0].learner, own_words="I like to see the door")
    letter = LearnerFactory(name="Grace", email="", address="3 Mill Lane", route="letter")
    soon = RunFactory(term=term, locality=run.locality, status="draft", course=CourseFactory(code="NEW1"), capacity=5)
    EnrolmentFactory(run=RunFactory(term=term, locality=run.locality), learner=letter)
    AllocationFactory(run=run, trainer=TrainerFactory(kind="peer"))
    AllocationFactory(run=run, trainer=TrainerFactory(kind="professional"), status="proposed")
    Clearance.objects.create(trainer=TrainerFactory(name="Ines Calder"), until=soon.term.ends_on)
    return run


@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_of_the_office_is_accessible_and_needs_no_sideways_scrolling(page, live_server, busy_run, width):
    run, bronwen = busy_run, busy_run.enrolments.earliest("pk").learner
    sign_in(page, live_server, UserFactory(role="manager"))
    page.set_viewport_size({"width": width, "height": 800})
    session = run.sessions.get(held_on=timezone.localdate())
    addresses = [
        "", "messages/", "needs/", "ring/", f"ring/{bronwen.code}/", "announce/",
        "replies/", "wording/", "wording/confirmed/", "wording/confirmed/easy/", "wording/in/ur/",
        "terms/", "terms/new/", "terms/spring/",
        f"runs/{run.code}/",
        f"runs/{run.code}/edit/", f"runs/{run.code}/call-off/", f"sessions/{session.code}/unpaired/",
        f"courses/{run.course.code}/", f"venues/{run.venue.slug}/", "people/?q=ron", "people/?q=nobody",
        f"people/{bronwen.code}/", f"people/{bronwen.code}/needs/{bronwen.needs.first().pk}/", "enrol/",
        f"people/{bronwen.code}/enrol/", "trainers/", f"trainers/{run.allocations.first().trainer.code}/",
        f"trainers/{run.allocations.first().trainer.code}/limits/", "college/",
    ]  # fmt: skip
    for address in addresses:
        assert page.goto(f"{live_server.url}/office/{address}").status == 200, address
        sound(page, width)


def test_the_team_and_who_looked_too(page, live_server, busy_run):
    page.set_viewport_size({"width": 320, "height": 800})
    for role, address in (("administrator", "team/"), ("data_protection", "records/")):
        sign_in(page, live_server, UserFactory(role=role))
        page.goto(f"{live_server.url}/office/{address}")
        sound(page, 320)


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_a_register_is_taken_by_keyboard_or_thumb_without_javascript(browser, live_server, busy_run, width):
    session = busy_run.sessions.get(held_on=timezone.localdate())
    # Axe is a script: the page itself is looked at with it, and used without.
    for javascript in (True, False):
        context = browser.new_context(java_script_enabled=javascript, viewport={"width": width, "height": 800})
        page = context.new_page()
        sign_in(page, live_server, busy_run.allocations.get(status="accepted").trainer.user)
        page.goto(f"{live_server.url}/teaching/registers/{session.code}/")
        if javascript:
            sound(page, width)
            sizes = [label.bounding_box() for label in page.locator(".college-register__mark label").all()]
            assert min(size["height"] for size in sizes) >= 44 and min(size["width"] for size in sizes) >= 44
            page.goto(f"{live_server.url}/teaching/")
            sound(page, width)
        else:
            press(page.get_by_role("button", name="Everyone is here"))
            page.get_by_role("group", name="Bronwen").get_by_label("Apologies").check()
            press(page.get_by_role("button", name="Save and close the register"))
            assert page.get_by_text("The register is closed. Thank you.").is_visible()
            assert "1 here" in page.locator(".college-counts").inner_text()
        context.close()


def test_a_caller_is_booked_by_keyboard_and_a_wrong_answer_is_led_to(page, live_server, busy_run):
    sign_in(page, live_server, UserFactory(role="manager"))
    page.goto(f"{live_server.url}/office/enrol/?run={busy_run.code}")
    page.get_by_label("Name to be called").fill("Moira")
    page.get_by_label("By telephone").check()
    press(page.get_by_role("button", name="Book"))
    assert page.title().startswith("Error:")
    sound(page, 1280)
    page.locator(".nhsuk-error-summary").get_by_text("Ask for the telephone number").click()
    page.keyboard.type("01632 960 999")
    page.get_by_label("They are 18 or over").check()
    page.get_by_label("I read this out").check()
    page.get_by_label("Somebody else: they are new here").check()
    press(page.get_by_role("button", name="Book"))
    assert page.get_by_text("Moira is on the waiting list, among the first 5.").is_visible()


def test_on_a_phone_the_offices_parts_wait_behind_one_word_and_need_no_script(browser, page, live_server):
    user = UserFactory(role="manager")
    sign_in(page, live_server, user)
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{live_server.url}/office/terms/")
    parts = page.get_by_role("navigation", name="In this part")
    assert parts.get_by_role("link").all_inner_texts() == ["Terms"]
    parts.get_by_text("Menu").press("Enter")
    assert parts.get_by_role("link", name="People").is_visible()
    sound(page, 320)
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 640})
    without_script = context.new_page()
    sign_in(without_script, live_server, user)
    without_script.goto(f"{live_server.url}/office/terms/")
    for key in ("Tab",) * 12:
        without_script.keyboard.press(key)
        if without_script.locator("summary:focus").count():
            break
    without_script.keyboard.press("Enter")
    press(without_script.get_by_role("link", name="Take a booking"))
    assert without_script.url.endswith("/office/enrol/")
    context.close()
