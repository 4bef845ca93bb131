"""An absence makes a kind call to make, once, and never a penalty; the register put right takes it back."""

import datetime as dt

import pytest
from django.db import connection
from django.utils import timezone

from courses.closed_days import working_day_after
from courses.models.runs import RunQuerySet
from enrolment.certificates.actions import close_register, record_marks
from enrolment.models import FollowUp, FollowUpEvent, MarkEvent
from enrolment.places.actions import withdraw
from enrolment.registers.absence import calls_asked_for
from enrolment.registers.follow_ups import ChooseHowItWent, KeepThePlace, NotOpen, TryOnceMore, note_call
from enrolment.registers.permissions import follow_ups_for
from tests import mail
from tests.factories import AllocationFactory, EnrolmentFactory, RunFactory, TrainerFactory, UserFactory, set_policy
from tests.races.rush import all_at_once

pytestmark = pytest.mark.django_db
NOT, HERE, SORRY = "did_not_attend", "present", "apologies"


def paired_run():
    run = RunFactory(sessions=4, sessions__first_on=timezone.localdate() - dt.timedelta(weeks=4))
    for kind in ("peer", "professional"):
        AllocationFactory(run=run, trainer=TrainerFactory(kind=kind))
    return run


@pytest.fixture
def run():
    return paired_run()


@pytest.fixture
def office(run):
    return UserFactory(role="coordinator", role__locality=run.locality)


@pytest.fixture
def enrolment(run):
    return EnrolmentFactory(run=run)


def take(session, by, *, closes=True, **statuses):
    """Mark `session`: enrolment → status by keyword, and close it."""
    marks = {enrolment.pk: status for enrolment, status in statuses.pop("marks").items()}
    record_marks(session=session, statuses=marks, by=by, now=session.ends_at)
    if closes:
        close_register(session=session, by=by, now=session.ends_at)


def outcomes():
    return list(FollowUp.objects.order_by("session__held_on").values_list("reason", "outcome"))


# The rule ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statuses", "first", "in_a_row", "asked"),
    [
        ([NOT], True, 2, {0: "first"}),
        ([NOT], False, 2, {}),
        ([HERE, NOT, NOT], True, 2, {2: "in_a_row"}),
        ([HERE, NOT, SORRY, NOT], True, 2, {}),
        ([SORRY, SORRY, SORRY], True, 1, {}),
        ([HERE, NOT, NOT, NOT, NOT], True, 2, {2: "in_a_row", 4: "in_a_row"}),
        ([NOT, NOT], True, 2, {0: "first", 1: "in_a_row"}),
        ([HERE, NOT, NOT], True, 0, {}),
        ([HERE, NOT, HERE, NOT], True, 1, {1: "in_a_row", 3: "in_a_row"}),
        ([NOT, None, NOT], False, 2, {}),
    ],
)
def test_which_absences_ask_for_a_call(statuses, first, in_a_row, asked):
    assert calls_asked_for(statuses, after_first=first, in_a_row=in_a_row) == asked


# With the register ----------------------------------------------------------------------------


def test_closing_makes_the_call_and_not_before_and_closing_again_makes_no_other(run, office, enrolment):
    first = run.sessions_on()[0]
    take(first, office, marks={enrolment: NOT}, closes=False)
    assert outcomes() == []
    for _turn in range(3):
        take(first, office, marks={enrolment: NOT})
    call = FollowUp.objects.get()
    assert (call.reason, call.outcome, call.session) == ("first", "open", first)
    # Closed on a Wednesday or any other day: two working days on, weekends and holidays left out.
    assert call.due_on > timezone.localdate(first.ends_at) + dt.timedelta(days=1)


def test_nobody_is_rung_who_sent_apologies_or_came(run, office, enrolment):
    other = EnrolmentFactory(run=run)
    take(run.sessions_on()[0], office, marks={enrolment: SORRY, other: "part"})
    assert outcomes() == []


def test_the_days_within_which_somebody_is_rung_are_the_colleges(run, office, enrolment):
    set_policy(call_within_days=5)
    first = run.sessions_on()[0]
    take(first, office, marks={enrolment: NOT})
    assert FollowUp.objects.get().due_on == working_day_after(timezone.localdate(first.ends_at), 5)


def test_one_call_is_made_for_two_absences_and_the_next_after_it_was_made(run, office, enrolment):
    sessions = run.sessions_on()
    take(sessions[0], office, marks={enrolment: NOT})
    take(sessions[1], office, marks={enrolment: NOT})
    assert outcomes() == [("first", "open")]
    note_call(call=FollowUp.objects.get(), became="continuing", said="", tries=0, by=office, now=timezone.now())
    take(sessions[2], office, marks={enrolment: NOT})
    take(sessions[3], office, marks={enrolment: NOT})
    assert outcomes() == [("first", "continuing"), ("in_a_row", "open")]


def test_a_register_put_right_takes_back_a_call_that_nobody_made_and_wrong_again_brings_it_back(run, office, enrolment):
    first = run.sessions_on()[0]
    take(first, office, marks={enrolment: NOT})
    take(first, office, marks={enrolment: HERE}, closes=False)
    assert outcomes() == [("first", "taken_back")]
    take(first, office, marks={enrolment: NOT}, closes=False)
    assert outcomes() == [("first", "open")]


def test_a_call_that_was_tried_stays_when_the_register_is_put_right(run, office, enrolment):
    first = run.sessions_on()[0]
    take(first, office, marks={enrolment: NOT})
    note_call(call=FollowUp.objects.get(), became="no_reply", said="", tries=0, by=office, now=timezone.now())
    take(first, office, marks={enrolment: HERE}, closes=False)
    assert outcomes() == [("first", "open")]


def test_an_earlier_register_put_right_changes_what_a_later_one_asks_for(run, office, enrolment):
    sessions = run.sessions_on()
    for session, status in zip(sessions, (HERE, NOT, NOT), strict=False):
        take(session, office, marks={enrolment: status})
    assert outcomes() == [("in_a_row", "open")]
    take(sessions[1], office, marks={enrolment: SORRY}, closes=False)
    assert outcomes() == [("in_a_row", "taken_back")]


def test_somebody_who_joined_later_missed_nothing_before(run, office, enrolment):
    sessions = run.sessions_on()
    type(enrolment).objects.filter(pk=enrolment.pk).update(began_on=sessions[1].held_on)
    take(sessions[0], office, marks={})
    take(sessions[1], office, marks={enrolment: NOT})
    assert FollowUp.objects.get().session == sessions[1] and outcomes() == [("first", "open")]


def test_who_gave_up_the_place_is_left_alone(run, office, enrolment):
    take(run.sessions_on()[0], office, marks={enrolment: NOT})
    withdraw(enrolment=enrolment, by=None, now=timezone.now())
    assert not follow_ups_for(office).open()


# Ringing -------------------------------------------------------------------------------------


@pytest.fixture
def call(run, office, enrolment):
    take(run.sessions_on()[0], office, marks={enrolment: NOT})
    return FollowUp.objects.get()


def ring(call, office, became, tries, said=""):
    return note_call(call=call, became=became, said=said, tries=tries, by=office, now=timezone.now())


def test_without_a_reply_it_stays_and_after_two_tries_the_office_may_leave_it(call, office):
    ring(call, office, "no_reply", 0)
    with pytest.raises(TryOnceMore):
        ring(call, office, "rests", 1)
    assert ring(call, office, "no_reply", 1).outcome == "open"
    assert ring(call, office, "rests", 2).outcome == "rests"
    with pytest.raises(NotOpen):
        ring(call, office, "well", 3)


def test_a_place_is_given_on_by_a_press_alone_where_the_rule_says_so_and_never_of_somebody_who_came(call, office):
    rung = timezone.now() - dt.timedelta(days=14)
    note_call(call=call, became="no_reply", said="", tries=0, by=office, now=rung)
    for days in (None, 30):  # no such rule, or too soon
        set_policy(give_on_days=days)
        with pytest.raises(KeepThePlace):
            ring(call, office, "given_on", 1)
    set_policy(give_on_days=3)
    session = call.enrolment.run.sessions_on()[1]
    take(session, office, closes=False, marks={call.enrolment: HERE})
    with pytest.raises(KeepThePlace):
        ring(call, office, "given_on", 1)
    take(session, office, closes=False, marks={call.enrolment: NOT})
    for _twice in range(2):
        assert ring(call, office, "given_on", 1).outcome == "given_on"
    call.enrolment.refresh_from_db()
    assert call.enrolment.status == "withdrawn"
    assert "You lose nothing by it" in mail.message(event="given_on").text


def test_a_form_sent_twice_notes_one_try_and_an_unknown_answer_none(call, office):
    ring(call, office, "no_reply", 0)
    ring(call, office, "no_reply", 0)
    with pytest.raises(ChooseHowItWent):
        ring(call, office, "failed", 1)
    assert FollowUpEvent.objects.count() == 1


def test_what_was_said_is_sealed_and_can_be_emptied(call, office):
    ring(call, office, "well", 0, said="Her mother is ill")
    with connection.cursor() as cursor:
        cursor.execute("SELECT said FROM enrolment_followupevent")
        assert "mother" not in cursor.fetchone()[0]
    FollowUpEvent.objects.update(said="")


# On screen -----------------------------------------------------------------------------------


def test_the_office_sees_whom_to_ring_by_when_and_how_and_notes_what_was_said(signed_in, call, office, enrolment):
    browser, learner = signed_in(office), enrolment.learner
    type(learner).objects.filter(pk=learner.pk).update(phone="01632 960 777", safe_times="Before 3pm")
    assert "Missed: a kind call" in browser.get("/office/").content.decode()
    assert learner.name in browser.get("/office/follow-ups/").content.decode()
    page = browser.get(f"/office/follow-ups/{call.code}/").content.decode()
    assert "01632 960 777" in page and "Before 3pm" in page and "You need not explain" in page
    for word in ("fail", "warning", "breach", "penalty"):
        assert word not in page.lower()
    said = {"became": "wants_help", "said": "A lift on Tuesdays", "tries": "0"}
    browser.post(f"/office/follow-ups/{call.code}/", said)
    call.refresh_from_db()
    assert call.outcome == "wants_help"
    assert "they would like some help to come" in browser.get(f"/office/people/{learner.code}/").content.decode()
    assert "Missed: a kind call" not in browser.get("/office/").content.decode()


def test_closing_says_what_will_happen_and_what_has(signed_in, run, office, enrolment):
    first, browser = run.sessions_on()[0], signed_in(office)
    page = browser.get(f"/teaching/registers/{first.code}/").content.decode()
    assert "missed their first session" in page and "never a penalty" in page and "last register" not in page
    take(first, office, marks={enrolment: NOT})
    page = browser.get(f"/teaching/registers/{first.code}/").content.decode()
    assert f"The office rings: {enrolment.learner.name}." in page
    for session in run.sessions_on()[1:]:
        assert ("last register" in browser.get(f"/teaching/registers/{session.code}/").content.decode()) is (
            session == run.sessions_on()[-1]
        )
        take(session, office, marks={enrolment: HERE})
    page = browser.get(f"/teaching/registers/{session.code}/").content.decode()
    assert f"They have a certificate: {enrolment.learner.name}." in page and "Nobody is rung." in page


# At once -------------------------------------------------------------------------------------


def or_fault(verb, **told) -> Exception | None:
    try:
        verb(**told)
    except Exception as fault:
        return fault


@pytest.mark.django_db(transaction=True)
def test_a_register_closed_ten_times_at_once_makes_one_call_each(run, office):
    people, session = [EnrolmentFactory(run=run) for _turn in range(4)], run.sessions_on()[0]
    record_marks(session=session, statuses={e.pk: NOT for e in people}, by=office, now=session.ends_at)
    told = {"session": session, "by": office, "now": session.ends_at}
    assert all_at_once(lambda _turn: or_fault(close_register, **told), list(range(10))) == [None] * 10
    assert sorted(FollowUp.objects.values_list("enrolment_id", flat=True)) == [e.pk for e in people]


def put_right_ten_times_at_once(run, office) -> bool:
    """Whether a closed register, put right ten times in the same moment, has one correction and one call."""
    enrolment, session = EnrolmentFactory(run=run), run.sessions_on()[0]
    take(session, office, marks={enrolment: HERE})
    told = {"session": session, "statuses": {enrolment.pk: NOT}, "by": office, "now": session.ends_at}
    faults = all_at_once(lambda _turn: or_fault(record_marks, **told), list(range(10)))
    events = MarkEvent.objects.filter(mark__enrolment=enrolment)
    return not any(faults) and events.count() == 2 and enrolment.follow_ups.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_register_put_right_ten_times_at_once_is_corrected_once(run, office):
    assert put_right_ten_times_at_once(run, office)


@pytest.mark.once
@pytest.mark.django_db(transaction=True)
def test_without_the_lock_the_same_press_goes_wrong_and_it_is_seen(office, monkeypatch):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one writer in at a time, lock or no lock: this shows on PostgreSQL alone")
    monkeypatch.setattr(RunQuerySet, "select_for_update", lambda rows, *args, **kwargs: rows)
    assert not all(put_right_ten_times_at_once(paired_run(), office) for _turn in range(5))
