"""A term is planned on a phone and at a desk, without JavaScript: every page by everyone."""

import datetime as dt

import pytest

from courses.models import Run
from tests.browser import press, sign_in, sound
from tests.factories import (
    AllocationFactory,
    CourseFactory,
    EnrolmentFactory,
    RunFactory,
    TermFactory,
    TrainerFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)
TUESDAY = dt.date(2027, 2, 2)


@pytest.fixture
def run():
    autumn = TermFactory(name="Autumn", slug="autumn", starts_on=dt.date(2026, 9, 7), ends_on=dt.date(2026, 12, 11))
    RunFactory(term=autumn, sessions__first_on=dt.date(2026, 9, 15))
    spring = TermFactory(name="Spring", slug="spring", starts_on=dt.date(2027, 1, 11), ends_on=dt.date(2027, 4, 2))
    spring.closed_periods.create(first_on=dt.date(2027, 2, 15), last_on=dt.date(2027, 2, 19), reason="half-term")
    run = RunFactory(term=spring, sessions=3, sessions__first_on=TUESDAY, locality__name="Armley")
    EnrolmentFactory(run=run)
    AllocationFactory(run=run, trainer=TrainerFactory(name="Ines Calder"))
    CourseFactory(code="NEW1", title="Walking and talking")
    return run


@pytest.mark.parametrize("width", [360, 1280])
def test_a_run_is_added_round_a_clash_and_a_session_moved_and_called_off(page, live_server, run, width):
    def goes_to(address):
        page.goto(f"{live_server.url}/office/{address}")
        sound(page, width)

    def presses(name):
        press(page.get_by_role("button", name=name))
        sound(page, width)

    sign_in(page, live_server, UserFactory(role="manager"))
    page.set_viewport_size({"width": width, "height": 800})
    goes_to("terms/spring/add-run/")
    presses("Show the days")
    page.get_by_label("Course", exact=True).select_option(label="NEW1 Walking and talking")
    page.get_by_label("Area", exact=True).select_option(label="Armley")
    page.get_by_label("Venue", exact=True).select_option(value=str(run.venue.pk))
    page.get_by_label("First day").fill("02/02/2027")
    page.get_by_label("Hours").fill("11am to 1pm")
    presses("Show the days")
    page.get_by_label("I know, and it is all right").check()
    presses("Make the run")
    assert Run.objects.get(course__code="NEW1").sessions.count() == 6
    first, second = run.sessions_on()[:2]
    goes_to(f"sessions/{first.code}/move/")
    page.get_by_label("Hours").fill("10.30am to 12.30pm")
    presses("Move it and tell everyone")
    page.get_by_label("I know, and it is all right").check()
    presses("Move it and tell everyone")
    goes_to(f"sessions/{second.code}/call-off/")
    presses("Call it off and tell everyone")
    goes_to("terms/spring/rehearsal/")
    goes_to("terms/spring/copy/")
    goes_to("terms/spring/copy/?from=autumn")
    presses("Make the ticked runs as drafts")
    assert Run.objects.filter(term__slug="spring").count() == 3
