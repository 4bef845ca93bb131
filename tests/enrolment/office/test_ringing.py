"""Whom the office rings: found by the system, each call with what came of it and one next step."""

import datetime as dt

import pytest
from django.utils import timezone

from college.models import Message
from enrolment.learners.calls import ask_for_call
from enrolment.messages.calls import NotThatWay, SaidMeanwhile, forget_tries, note_call, tell_otherwise
from enrolment.models import CallRequest, CallTry
from enrolment.office.ringing import to_ring
from tests.enrolment.office.costs import cost
from tests.factories import EnrolmentFactory, LearnerFactory, RunFactory, UserFactory

pytestmark = pytest.mark.django_db
# A Friday.
NOW = dt.datetime(2026, 11, 27, 10, tzinfo=dt.UTC)
TODAY = NOW.date()


@pytest.fixture
def landline(here):
    """Somebody who wants to be rung and has a landline alone: what we write waits for a person."""
    learner = LearnerFactory(name="Grace", email="", phone="0113 496 0000", route="call", address="")
    return EnrolmentFactory(run=RunFactory(locality=here), learner=learner).learner


@pytest.fixture
def coordinator(here):
    return UserFactory(role="coordinator", role__locality=here)


def the_line(user, today=TODAY):
    return next(iter(to_ring(user, today=today)), None)


def test_who_has_a_landline_alone_stands_on_the_list_and_on_todays_page(office, landline):
    page = office.get("/office/ring/").content.decode()
    assert "Grace" in page and "0113 496 0000" in page and "Ring them" in page
    assert "People to ring" in office.get("/office/").content.decode()
    page = office.get(f"/office/ring/{landline.code}/").content.decode()
    assert "Hello Grace" in page and "Leave no message" in page


def test_reached_tells_all_that_waited_and_takes_them_off(office, landline, coordinator):
    message = Message.objects.get(channel="call")
    sent = {"outcome": "reached", "number": 1, "told": [message.pk, "x"]}
    for _twice in range(2):
        office.post(f"/office/ring/{landline.code}/", sent)
    message.refresh_from_db()
    assert message.status == "sent" and message.sent_by and CallTry.objects.count() == 1
    assert "Nobody to ring today" in office.get("/office/ring/").content.decode()


def test_a_message_written_since_the_page_was_opened_still_waits(office, landline):
    office.post(f"/office/ring/{landline.code}/", {"outcome": "reached", "number": 1})
    assert Message.objects.get(channel="call").status == "waiting"


@pytest.mark.parametrize(
    ("outcome", "day", "step"),
    [
        ("no_answer", dt.date(2026, 11, 30), "Ring again Mon 30 Nov"),
        ("left_message", dt.date(2026, 12, 1), "Ring again Tue 1 Dec"),
        ("wrong_number", None, "Find another number"),
    ],
)
def test_each_outcome_has_its_one_next_step(landline, coordinator, outcome, day, step):
    call = note_call(to=landline, number=1, outcome=outcome, by=coordinator, now=NOW)
    line = the_line(coordinator)
    assert call.again_on == day and line.next_step == step
    assert line.is_due == (day is None)
    later = the_line(coordinator, dt.date(2026, 12, 1))
    assert later.is_due and later.next_step == ("Ring again" if day else step)


def test_another_day_wants_its_day_beside_the_field_and_loses_nothing(office, landline):
    address = f"/office/ring/{landline.code}/"
    for day in ("", "yesterday or so", "12 January 2020"):
        page = office.post(address, {"outcome": "ring_back", "number": 1, "again_on": day}).content.decode()
        assert "Error:" in page and day in page
    office.post(address, {"outcome": "ring_back", "number": 1, "again_on": "12 January 2099"})
    assert "Ring again Mon 12 Jan" in office.get("/office/ring/").content.decode()
    assert "Grace" not in office.get("/office/").content.decode()


def test_two_people_who_ring_at_once_see_each_other(landline, coordinator):
    note_call(to=landline, number=1, outcome="no_answer", by=coordinator, now=NOW)
    with pytest.raises(SaidMeanwhile):
        note_call(to=landline, number=1, outcome="reached", by=UserFactory(), now=NOW)


def test_what_waits_goes_another_way_in_the_words_of_that_way(landline, coordinator):
    landline.address = "3 Mill Lane"
    landline.save()
    message = Message.objects.get(channel="call")
    old = message.message_id
    tell_otherwise(learner=landline, messages=[message], channel="letter", by=coordinator, now=NOW)
    message.refresh_from_db()
    assert (message.channel, message.to_address, message.status) == ("letter", "3 Mill Lane", "waiting")
    assert message.message_id != old and the_line(coordinator) is None


def test_a_way_that_is_not_known_is_refused(landline, coordinator):
    with pytest.raises(NotThatWay):
        tell_otherwise(learner=landline, messages=[], channel="letter", by=coordinator, now=NOW)


def test_an_e_mail_that_could_not_be_sent_is_rung_about_where_a_number_is_known(here, coordinator):
    for phone in ("0113 496 0111", ""):
        EnrolmentFactory(run=RunFactory(locality=here), learner=LearnerFactory(phone=phone))
    Message.objects.update(status="failed")
    assert [line.who.phone for line in to_ring(coordinator, today=TODAY)] == ["0113 496 0111"]


def test_who_asked_to_be_rung_is_rung_and_done(office):
    call = ask_for_call(
        phone="0113 496 0222", name="Jo", when="any", about_code="", network="n", by=None, now=timezone.now()
    )
    office.post(f"/office/calls/{call.code}/", {"outcome": "no_answer", "number": 1})
    assert CallRequest.objects.get().done_at is None and CallTry.objects.get().request == call
    page = office.get(f"/office/calls/{call.code}/").content.decode()
    assert "No answer, I left no message" in page
    office.post(f"/office/calls/{call.code}/", {"outcome": "reached", "number": 2})
    assert CallRequest.objects.get().done_at


def test_the_other_localitys_office_rings_and_writes_nothing(signed_in, stranger, landline):
    browser = signed_in(stranger)
    assert "Grace" not in browser.get("/office/ring/").content.decode()
    assert browser.get(f"/office/ring/{landline.code}/").status_code == 404
    assert browser.post(f"/office/ring/{landline.code}/another-way/", {"channel": "email"}).status_code == 404


def test_it_costs_the_same_for_three_and_for_twelve(office, here):
    def some(many):
        for number in range(many):
            learner = LearnerFactory(email="", phone=f"0113 496 {many}{number:02}", route="call")
            note_call(to=EnrolmentFactory(run=RunFactory(locality=here), learner=learner).learner, number=1,
                      outcome="wrong_number", by=UserFactory(), now=NOW)  # fmt: skip

    some(3)
    before = cost(office, "/office/ring/")
    some(9)
    assert cost(office, "/office/ring/") == before


def test_tries_are_forgotten_after_a_year(landline, coordinator):
    now = timezone.now()
    note_call(to=landline, number=1, outcome="no_answer", by=coordinator, now=now)
    assert [forget_tries(now=now + dt.timedelta(days=days)) for days in (364, 366)] == [0, 1]
