"""A place is kept for one person until a time; yes, no and silence each have their one outcome."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from college.models import Message
from college.sweeps import registry
from courses.models import ClosedPeriod
from enrolment.models import Enrolment, Offer
from enrolment.places import actions, gates, offers, tasks
from enrolment.places.moves import CantChange
from enrolment.places.queries import places_left
from tests.factories import EnrolmentFactory, LearnerFactory, RunFactory, TermFactory, UserFactory, set_policy

pytestmark = pytest.mark.django_db

LONDON = ZoneInfo("Europe/London")
# A Thursday before a weekend, in a term far from it.
NOW = dt.datetime(2027, 1, 14, 12, tzinfo=LONDON)
WEEK = dt.timedelta(weeks=1)


def on_the_list(run, *, before: int = 0, **learner) -> Enrolment:
    asked = NOW - dt.timedelta(days=9) + dt.timedelta(minutes=run.enrolments.count())
    return EnrolmentFactory(run=run, learner=LearnerFactory(**learner), now=asked)


@pytest.fixture
def run():
    return RunFactory(capacity=1, sessions__first_on=dt.date(2027, 3, 2))


@pytest.fixture
def holder(run):
    return on_the_list(run)


def free(holder, now=NOW) -> None:
    actions.withdraw(enrolment=holder, by=None, now=now)


def status(enrolment) -> str:
    enrolment.refresh_from_db()
    return enrolment.status + (" resting" if enrolment.is_resting else "")


def told(enrolment) -> list[str]:
    return list(Message.objects.filter(about=enrolment.code).order_by("pk").values_list("event", flat=True))


# Kept for whom, and how long ---------------------------------------------------------------


def test_a_place_that_comes_free_is_kept_for_the_first_and_counts_as_taken(run, holder):
    first, second = on_the_list(run), on_the_list(run)
    free(holder)
    assert (status(first), status(second)) == ("offered", "waiting")
    standing = places_left(run, today=NOW.date())
    assert (standing.held, standing.left) == (1, 0)
    assert on_the_list(run).status == "waiting"


@pytest.mark.parametrize(
    ("learner", "until"),
    [
        ({"route": "email"}, dt.date(2027, 1, 19)),
        ({"route": "text", "phone": "07700 900123"}, dt.date(2027, 1, 19)),
        ({"route": "letter", "address": "1 High Street"}, dt.date(2027, 1, 25)),
        ({"route": "call", "phone": "0113 496 0000"}, dt.date(2027, 1, 25)),
    ],
)
def test_working_days_count_and_there_are_more_of_them_by_post_and_telephone(run, holder, learner, until):
    waits = on_the_list(run, **learner)
    free(holder)
    assert waits.offers.get().until == dt.datetime.combine(until, dt.time(23, 59), LONDON)


def test_clocks_pause_while_the_college_is_closed_and_on_bank_holidays(run, holder):
    ClosedPeriod.objects.create(
        term=TermFactory(), first_on=dt.date(2027, 3, 22), last_on=dt.date(2027, 3, 24), reason="Moving house"
    )
    waits = on_the_list(RunFactory(capacity=1, sessions__first_on=dt.date(2027, 6, 1)))
    thursday = dt.datetime(2027, 3, 18, 12, tzinfo=LONDON)
    other = on_the_list(waits.run)
    free(waits, thursday)
    # Friday, then closed until Wednesday, Thursday; Good Friday and Easter Monday lie between; Tuesday.
    assert other.offers.get().until_on == dt.date(2027, 3, 30)


def test_a_college_sets_how_long(run, holder):
    set_policy(offer_days=1)
    waits = on_the_list(run)
    free(holder)
    assert waits.offers.get().until_on == dt.date(2027, 1, 15)


def test_an_offer_never_goes_on_after_the_course(run, holder):
    waits = on_the_list(run)
    last = run.sessions_on()[-1]
    free(holder, last.starts_at - dt.timedelta(minutes=5))
    assert waits.offers.get().until == last.ends_at


# Yes, no, silence ----------------------------------------------------------------------------


def test_a_yes_is_a_place_with_its_calendar_and_twice_is_once(run, holder):
    waits = on_the_list(run)
    free(holder)
    for _turn in range(3):
        offers.accept_offer(offer=waits.offers.get(), by=waits.learner.user, now=NOW)
    assert (status(waits), waits.offers.get().outcome) == ("confirmed", "accepted")
    assert told(waits) == ["waiting", "offered", "confirmed"]
    calendars = Message.objects.filter(about=waits.code).order_by("pk").values_list("facts", flat=True)
    assert ["calendar" in facts for facts in calendars] == [False, False, True]


def test_a_no_costs_nothing_and_asks_the_next_at_once(run, holder):
    first, second = on_the_list(run), on_the_list(run)
    free(holder)
    for _turn in range(2):
        offers.decline_offer(offer=first.offers.get(), by=first.learner.user, now=NOW)
    assert (status(first), status(second)) == ("waiting resting", "offered")
    assert told(first) == ["waiting", "offered", "offer_ended"]
    actions.rest(enrolment=first, resting=False, by=first.learner.user, now=NOW)
    offers.decline_offer(offer=second.offers.get(), by=None, now=NOW)
    assert status(first) == "offered"
    assert first.asked_at < second.asked_at  # nothing was lost


def test_silence_rests_after_the_time_and_not_before_however_often_one_looks(run, holder):
    first, second = on_the_list(run), on_the_list(run)
    free(holder)
    until = first.offers.get().until
    assert tasks.end_offers(until - dt.timedelta(seconds=1)) == 0
    assert [tasks.end_offers(until), tasks.end_offers(until)] == [1, 0]
    assert (status(first), status(second)) == ("waiting resting", "offered")
    assert first.offers.get().outcome == "run_out"
    assert first.events.last().by_system and first.events.last().reason == "run_out"


def test_after_a_week_without_sweeps_each_place_moves_on_once(run, holder):
    waits = [on_the_list(run) for _turn in range(3)]
    free(holder)
    late = waits[0].offers.get().until + WEEK
    for _turn in range(3):
        for name in ("end offers", "fill places"):
            registry[name](late)
    assert list(map(status, waits)) == ["waiting resting", "offered", "waiting"]
    assert waits[1].offers.get().until > late  # their days are whole
    assert len(told(waits[0])) == 3


def test_a_yes_after_the_time_counts_while_the_place_is_still_kept_and_is_refused_once_it_has_gone(run, holder):
    first, second = on_the_list(run), on_the_list(run)
    free(holder)
    late = first.offers.get().until + dt.timedelta(minutes=1)
    offers.accept_offer(offer=first.offers.get(), by=None, now=late)
    assert status(first) == "confirmed"
    free(first, late)
    offer = second.offers.get()
    assert tasks.end_offers(offer.until) == 1
    with pytest.raises(offers.OfferOver):
        offers.accept_offer(offer=offer, by=None, now=offer.until)
    with pytest.raises(offers.OfferOver):
        offers.decline_offer(offer=first.offers.get(), by=None, now=late)


def test_a_course_called_off_ends_what_was_offered(run, holder):
    waits = on_the_list(run)
    free(holder)
    actions.call_off(run=run, by=None, now=NOW)
    assert (status(waits), waits.offers.get().outcome) == ("cancelled", "ended")
    with pytest.raises(offers.OfferOver):
        offers.accept_offer(offer=waits.offers.get(), by=None, now=NOW)


def test_a_yes_to_a_course_that_is_over_is_refused(run, holder):
    waits = on_the_list(run)
    free(holder)
    with pytest.raises(gates.Over):
        offers.accept_offer(offer=waits.offers.get(), by=None, now=NOW + 52 * WEEK)


def test_who_leaves_the_list_leaves_the_offer_to_the_next(run, holder):
    first, second = on_the_list(run), on_the_list(run)
    free(holder)
    free(first)
    assert (status(first), status(second)) == ("withdrawn", "offered")
    assert first.offers.get().outcome == "ended"


def test_who_walks_in_takes_the_place_that_was_kept(run, holder):
    waits = on_the_list(run)
    free(holder)
    walked = actions.walk_in(run=run, learner=waits.learner, by=UserFactory(), now=NOW)
    assert (walked.status, walked.source, waits.offers.get().outcome) == ("confirmed", "office", "accepted")


def test_who_has_an_offer_does_not_rest_by_another_door(run, holder):
    waits = on_the_list(run)
    free(holder)
    with pytest.raises(CantChange):
        actions.rest(enrolment=waits, resting=True, by=None, now=NOW)


def test_an_offer_in_a_term_counts_towards_what_one_may_hold(run, holder):
    set_policy(places_per_term=1)
    waits = on_the_list(run)
    free(holder)
    with pytest.raises(gates.TooManyPlaces):
        actions.request_place(learner=waits.learner, run=RunFactory(term=run.term), by=None, now=NOW, source="office")


# The link -------------------------------------------------------------------------------------


@pytest.fixture
def offered():
    """A place kept today for somebody who has no e-mail, and one for somebody who has."""
    found = []
    for learner in (LearnerFactory(by_telephone=True), LearnerFactory()):
        run = RunFactory(capacity=1)
        place, waits = EnrolmentFactory(run=run), EnrolmentFactory(run=run, learner=learner)
        actions.withdraw(enrolment=place, by=None, now=timezone.now())
        found.append(waits)
    return found


def test_opening_the_link_changes_nothing_and_pressing_does_without_an_account(offered, client):
    waits, address = offered[0], f"/my/offers/{offered[0].offers.get().code}/"
    for _turn in range(3):
        assert "A place is kept for you" in client.get(address).content.decode()
    assert status(waits) == "offered"
    assert "You have a place" in client.post(address, {"answer": "yes"}, follow=True).content.decode()
    assert status(waits) == "confirmed"
    assert "You have a place" in client.post(address, {"answer": "yes"}, follow=True).content.decode()


def test_no_and_ready_again_are_one_press_each(offered, client):
    address = f"/my/offers/{offered[0].offers.get().code}/"
    page = client.post(address, {"answer": "no"}, follow=True).content.decode()
    assert "You lose nothing by it" in page and "I am ready for a place again" in page
    client.post(address, {"answer": "ready"})
    assert status(offered[0]) == "offered"


def test_who_has_email_signs_in_first_and_an_unknown_code_looks_the_same(offered, client):
    waits = offered[1]
    code = waits.offers.get().code
    for shown in (code, "bcdfghjkmnpq"):
        answer = client.post(f"/my/offers/{shown}/", {"answer": "yes"})
        assert (answer.status_code, answer["Location"]) == (302, f"/accounts/login/?next=/my/offers/{shown}/")
    assert status(waits) == "offered"
    other = Client()
    other.force_login(offered[0].learner.user)
    assert other.post(f"/my/offers/{code}/", {"answer": "yes"}).status_code == 404
    client.force_login(waits.learner.user)
    client.post(f"/my/offers/{code}/", {"answer": "yes"})
    assert status(waits) == "confirmed"
    assert waits.events.last().by == waits.learner.user


def test_a_link_that_is_of_no_use_any_more_asks_to_sign_in(offered, client):
    Offer.objects.update(outcome="declined", ended_at=timezone.now() - dt.timedelta(days=15))
    assert client.get(f"/my/offers/{offered[0].offers.get().code}/").status_code == 302


def test_the_place_and_the_list_of_places_lead_to_the_answer(offered, client):
    waits = offered[1]
    client.force_login(waits.learner.user)
    assert "say yes or no" in client.get("/my/").content.decode()
    assert f"/my/offers/{waits.offers.get().code}/" in client.get(f"/my/places/{waits.code}/").content.decode()
