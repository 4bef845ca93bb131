"""Planning a term by hand: a run whose days are shown before they are made."""

import datetime as dt

import pytest

from courses.models import Run
from tests.factories import CourseFactory, LocalityFactory, RunFactory, TermFactory, VenueFactory

pytestmark = pytest.mark.django_db
TUESDAY = dt.date(2027, 2, 2)


@pytest.fixture
def term():
    term = TermFactory(slug="spring", starts_on=dt.date(2027, 1, 11), ends_on=dt.date(2027, 4, 2))
    term.closed_periods.create(first_on=dt.date(2027, 2, 15), last_on=dt.date(2027, 2, 19), reason="half-term")
    return term


@pytest.fixture
def room(here):
    return VenueFactory(locality=here, name="The Library")


@pytest.fixture
def said(term, here, room):
    course = CourseFactory()
    return {
        "course": course.pk, "locality": here.pk, "venue": room.pk, "format": "in_person", "capacity": 10,
        "minimum": 4, "is_listed": "on", "rhythm": "weekly", "first_on": "02/02/2027", "how_many": "4",
        "hours": "10am to 12 midday",
    }  # fmt: skip


def add(browser, said, **more):
    return browser.post("/office/terms/spring/add-run/", said | more)


def shown(response) -> dict:
    """What the press on the page of the days sends with it."""
    return {"shown": response.context["shown"], "make": "yes"}


def test_the_days_are_shown_first_without_the_closed_ones_and_nothing_is_made(office, said):
    page = add(office, said).content.decode()
    assert "It would meet 4 times" in page and "Tuesday 2 March 2027, 10am to 12 midday" in page
    assert "Tuesday 16 February 2027, half-term" in page
    assert not Run.objects.exists()


def test_a_press_makes_the_run_as_a_draft_with_those_days(office, coordinator, said):
    response = add(office, said, **shown(add(office, said)))
    run = Run.objects.get()
    assert response.url == f"/office/runs/{run.code}/"
    assert run.status == "draft" and (run.capacity, run.minimum) == (10, 4)
    days = [session.held_on for session in run.sessions_on()]
    assert days == [TUESDAY + dt.timedelta(weeks=week) for week in (0, 1, 3, 4)]
    assert {(session.starts, session.ends) for session in run.sessions_on()} == {(dt.time(10), dt.time(12))}
    assert run.events.get(what="made").by == coordinator


def test_days_that_were_not_shown_are_shown_and_not_made(office, said):
    press = shown(add(office, said))
    page = add(office, said, **press | {"how_many": "2"}).content.decode()
    assert "It would meet 2 times" in page and not Run.objects.exists()


def test_days_may_be_written_and_a_bank_holiday_is_left_out(office, said):
    days = "29/03/2027\n23/03/2027\n9/2/2027\n9/2/2027"
    page = add(office, said, rhythm="given", days=days).content.decode()
    assert "It would meet 2 times" in page and "Monday 29 March 2027, Easter Monday" in page


def test_every_two_weeks(office, said):
    page = add(office, said, rhythm="fortnightly", how_many=3).content.decode()
    assert "Tuesday 2 March 2027" in page and "Tuesday 9 February" not in page


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"first_on": ""}, "This rhythm needs an answer here."),
        ({"how_many": "0"}, "greater than or equal to 1"),
        ({"how_many": "9999"}, "less than or equal to 60"),
        ({"hours": "10 to 12"}, "10 to 12"),
        ({"minimum": 20}, "The minimum is larger than the number of places."),
        ({"rhythm": "given", "days": "16/02/2027"}, "Nothing is taught on these days."),
        ({"rhythm": "given", "days": "soon"}, "soon"),
    ],
)
def test_what_cannot_be_is_a_sentence(office, said, more, sentence):
    response = add(office, said, **more)
    assert response.status_code == 200 and sentence in response.content.decode()
    assert "dates" not in response.context


def test_a_day_outside_the_term_is_said_and_allowed(office, said):
    assert "not in the term" in add(office, said, how_many=12).content.decode()


def test_a_room_that_is_taken_names_the_other_run_and_wants_a_tick(office, said, room, here):
    other = RunFactory(locality=here, venue=room, sessions=1, sessions__first_on=TUESDAY, sessions__starts=dt.time(11))
    first = add(office, said)
    assert other.course.title in first.content.decode()
    refused = add(office, said, **shown(first))
    assert "tick “I know”" in refused.content.decode() and Run.objects.count() == 1
    add(office, said, **shown(first), knows="on")
    assert Run.objects.count() == 2


def test_pressing_twice_makes_one(office, said):
    press = shown(add(office, said, venue=""))
    for _turn in range(2):
        add(office, said, venue="", **press)
    assert Run.objects.count() == 1


def test_only_ones_own_area_and_its_venues(office, said):
    elsewhere = LocalityFactory()
    assert "Select a valid choice" in add(office, said, locality=elsewhere.pk).content.decode()
    venue = VenueFactory(locality=elsewhere)
    assert "Select a valid choice" in add(office, said, venue=venue.pk).content.decode()
    assert not Run.objects.exists()
