"""What trainers say of themselves: when they can teach, days away, a pause, the name they are credited by."""

import datetime as dt

import pytest
from django.utils import timezone

from enrolment.models import Away
from enrolment.trainers.fits import fits_for
from tests.factories import RunFactory, TrainerFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/teaching/availability/"
TODAY = timezone.localdate


def test_the_usual_week_is_what_was_ticked_and_nothing_else(phone, trainer):
    trainer.free_times.create(weekday=4, half="pm")
    page = phone.get(ADDRESS).content.decode()
    assert 'value="4pm" checked' in page and page.count('name="free"') == 21
    for _press in range(2):
        phone.post(ADDRESS, {"part": "week", "free": ["0am", "2ev"]})
    assert {(free.weekday, free.half) for free in trainer.free_times.all()} == {(0, "am"), (2, "ev")}
    page = phone.post(ADDRESS, {"part": "week", "free": ["9am"]}).content.decode()
    assert "Tick only times that stand on this page." in page
    assert trainer.free_times.count() == 2


@pytest.mark.parametrize(("hour", "is_asked"), [(16, True), (17, False), (18, False)])
def test_whoever_does_not_tick_evenings_is_not_asked_for_one(trainer, hour, is_asked):
    run = RunFactory()
    [session] = run.sessions_on()[:1]
    run.sessions.update(starts=dt.time(hour), ends=dt.time(hour + 1))
    trainer.free_times.create(weekday=session.held_on.weekday(), half="pm")
    [fit] = fits_for(run, [trainer], today=TODAY())
    said = [remark for remark in fit.remarks if "Isn't usually free" in remark]
    assert not said if is_asked else "in the evening" in said[0]


def test_not_this_week_is_one_press_and_can_be_undone(phone, trainer, session):
    for _press in range(2):
        phone.post(ADDRESS, {"part": "not_in_week-0"})
    [away] = trainer.aways.all()
    assert away.first_on.weekday() == 0 and away.first_on <= TODAY() <= away.last_on
    page = phone.get(ADDRESS).content.decode()
    assert "This week after all" in page and "Ring the office" in page and "Not this week" not in page
    for _press in range(2):
        phone.post(ADDRESS, {"part": f"back-{away.pk}"})
    assert not trainer.aways.exists()


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (3, None, ""),
        (3, 9, ""),
        (-4, -2, "These days are over."),
        (9, 3, "The last day comes before the first."),
        (3, 900, "more than two years"),
    ],
)
def test_days_away(phone, trainer, first, last, words):
    fields = {"part": "away"}
    for name, days in (("first_on", first), ("last_on", last)):
        day = TODAY() + dt.timedelta(days=days) if days is not None else None
        fields |= {f"{name}_{part}": getattr(day, part, "") for part in ("day", "month", "year")}
    page = phone.post(ADDRESS, fields, follow=True).content.decode()
    assert words in page
    assert trainer.aways.count() == (0 if words else 1)


def test_nobody_takes_back_the_days_of_somebody_else(phone):
    other = TrainerFactory()
    away = other.aways.create(first_on=TODAY(), last_on=TODAY())
    phone.post(ADDRESS, {"part": f"back-{away.pk}"})
    phone.post(ADDRESS, {"part": "back-99999999999999999999"})
    assert Away.objects.get() == away


def test_whoever_pauses_is_not_asked_and_keeps_what_they_accepted(phone, trainer, run):
    phone.post(ADDRESS, {"part": "pause"})
    assert fits_for(RunFactory(), [trainer], today=TODAY()) == []
    assert run.allocations.filter(trainer=trainer, status="accepted").exists()
    assert "I am back" in phone.get(ADDRESS).content.decode()
    phone.post(ADDRESS, {"part": "resume"})
    assert fits_for(RunFactory(), [trainer], today=TODAY()) != []


def test_they_choose_the_name_that_is_printed(phone, trainer, run):
    phone.post("/teaching/about-me/", {"public_name": " Jo  "})
    trainer.refresh_from_db()
    assert trainer.credit == "Jo"
