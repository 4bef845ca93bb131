"""A coordinator gives a term its trainers: by keyboard, without script, on a phone and at a desk."""

import datetime as dt

import pytest
from django.utils import timezone

from enrolment.models import Allocation
from enrolment.trainers.plans import work_on_next
from tests.browser import sign_in, sound
from tests.factories import LocalityFactory, RunFactory, TermFactory, TrainerFactory, UserFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]


@pytest.fixture
def run():
    here = LocalityFactory(name="Here", slug="here")
    run = RunFactory(locality=here, term=TermFactory(name="Spring", slug="spring"), venue__locality=here)
    for kind in ("peer", "peer", "professional"):
        trainer = TrainerFactory(kind=kind)
        trainer.localities.add(here)
        trainer.strands.add(run.course.strand)
        trainer.clearances.create(until=timezone.localdate() + dt.timedelta(days=900))
        for weekday in range(7):
            trainer.free_times.create(weekday=weekday, half="am")
    RunFactory(locality=here, term=run.term, venue__locality=here, course__title="For nobody yet")
    return run


def looks(page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    sound(page, width)


def by_key(page, name: str) -> None:
    """Presses the button called `name` with the keyboard, and waits for the page that comes."""
    page.get_by_role("button", name=name).first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_term_is_planned_by_keyboard_on_phone_and_desk(page, live_server, run):
    sign_in(page, live_server, UserFactory(role="coordinator", role__locality=run.locality))
    page.goto(f"{live_server.url}/office/runs/{run.code}/")
    looks(page, 320)
    by_key(page, "Ask")
    assert Allocation.objects.live().count() == 1
    page.goto(f"{live_server.url}/office/terms/spring/board/")
    looks(page, 320)
    looks(page, 1280)
    by_key(page, "Keep when planning")
    by_key(page, "Plan this term")
    looks(page, 320)
    work_on_next(now=timezone.now())
    with page.expect_navigation():
        page.get_by_role("link", name="Look again").click()
    looks(page, 320)
    looks(page, 1280)
    by_key(page, "Put it in force: ask them all")
    assert Allocation.objects.live().filter(run=run).count() == 2
    looks(page, 320)
    trainer = Allocation.objects.live().first().trainer
    page.goto(f"{live_server.url}/office/trainers/{trainer.code}/limits/")
    looks(page, 320)
