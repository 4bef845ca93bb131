"""Days on which nothing is taught, and rooms that are taken."""

import datetime as dt

import pytest

from courses.clashes import Meeting, meetings_of, venue_clashes
from courses.closed_days import bank_holidays, closed_days, known_until
from tests.factories import RunFactory, TermFactory, VenueFactory, set_policy

pytestmark = pytest.mark.django_db
EASTER_MONDAY = dt.date(2027, 3, 29)


@pytest.fixture
def term():
    return TermFactory(starts_on=dt.date(2027, 1, 11), ends_on=dt.date(2027, 4, 2))


def test_bank_holidays_and_closed_periods_are_closed_to_both_ends(term):
    term.closed_periods.create(first_on=dt.date(2027, 2, 15), last_on=dt.date(2027, 2, 19), reason="half-term")
    closed = closed_days(term)
    assert closed[EASTER_MONDAY] == "Easter Monday"
    assert closed[dt.date(2027, 2, 15)] == closed[dt.date(2027, 2, 19)] == "half-term"
    assert dt.date(2027, 2, 20) not in closed and dt.date(2027, 1, 1) not in closed


def test_each_part_of_the_country_has_its_own_and_a_college_may_leave_none_out(term):
    set_policy(bank_holidays="scotland")
    assert EASTER_MONDAY not in closed_days(term)
    set_policy(bank_holidays="")
    assert closed_days(term) == {} and known_until("") is None
    assert known_until("england-and-wales") > dt.date(2027, 1, 1) and bank_holidays("northern-ireland")


def meet(venue, starts, ends, day=dt.date(2027, 1, 12)):
    return Meeting(venue, day, dt.time(starts), dt.time(ends))


@pytest.fixture
def taken():
    return RunFactory(sessions=1, sessions__first_on=dt.date(2027, 1, 12), status="draft")


def test_a_room_is_taken_while_others_meet_there_and_not_before_or_after(taken):
    room = taken.venue
    assert [clash.run for clash in venue_clashes([meet(room, 11, 13)])] == [taken]
    assert not venue_clashes([meet(room, 12, 13), meet(room, 9, 10)])
    assert not venue_clashes(
        [meet(room, 10, 12, dt.date(2027, 1, 19)), meet(VenueFactory(), 10, 12), meet(None, 9, 12)]
    )
    assert not venue_clashes(meetings_of(taken), besides=taken)


def test_a_session_elsewhere_takes_that_room_and_leaves_its_own_free(taken):
    elsewhere = VenueFactory()
    taken.sessions.update(venue=elsewhere)
    assert not venue_clashes([meet(taken.venue, 10, 12)])
    assert len(venue_clashes([meet(elsewhere, 10, 12)])) == 1
    assert not venue_clashes([meet(elsewhere, 10, 12)], besides=taken)


def test_online_and_called_off_take_no_room(taken):
    taken.sessions.update(status="cancelled")
    assert not venue_clashes([meet(taken.venue, 10, 12)])
    online = RunFactory(sessions=1, sessions__first_on=dt.date(2027, 1, 12), venue__is_online=True)
    assert not venue_clashes([meet(online.venue, 10, 12)])
