"""One run: its trainers, its facts, and calling it off for everyone."""

import datetime as dt

import pytest
from django.utils import timezone

from enrolment.models import Allocation, Clearance
from tests import mail
from tests.enrolment.office.costs import cost
from tests.factories import (
    AllocationFactory,
    EnrolmentFactory,
    LearnerFactory,
    RunFactory,
    TrainerFactory,
    UserFactory,
    VenueFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(here):
    return RunFactory(locality=here, venue__locality=here)


def page_of(browser, run, more=""):
    return browser.get(f"/office/runs/{run.code}/{more}").content.decode()


def cleared(**facts):
    trainer = TrainerFactory(**facts)
    Clearance.objects.create(trainer=trainer, until=timezone.localdate() + dt.timedelta(days=900))
    return trainer


def test_who_can_teach_is_offered_and_who_cannot_stands_apart_with_the_reason(office, run):
    ines, tom = cleared(name="Ines Calder"), TrainerFactory(name="Tom Whitlock", kind="professional")
    page = page_of(office, run)
    assert f'value="{ines.code}"' in page and f'value="{tom.code}"' not in page
    assert "1 trainer can" in page and "No check is on record." in page


def test_a_trainer_is_asked_and_somebody_hindered_is_not(office, run):
    ines, tom = cleared(), TrainerFactory()
    office.post(f"/office/runs/{run.code}/trainers/", {"trainer": ines.code})
    page = office.post(f"/office/runs/{run.code}/trainers/", {"trainer": tom.code}, follow=True).content.decode()
    assert "This trainer can&#x27;t teach this run" in page or "This trainer can't teach this run" in page
    assert Allocation.objects.get().trainer == ines


def test_the_office_writes_down_an_answer(office, run):
    allocation = AllocationFactory(run=run, status="proposed")
    office.post(f"/office/allocations/{allocation.code}/", {"answer": "accept"})
    allocation.refresh_from_db()
    assert allocation.status == "accepted"


def test_the_facts_are_changed_and_fewer_places_than_people_is_refused(office, run, here):
    EnrolmentFactory(run=run), EnrolmentFactory(run=run)
    facts = {"venue": VenueFactory(locality=here).pk, "format": "in_person", "minimum": 1, "is_listed": "on"}
    office.post(f"/office/runs/{run.code}/edit/", facts | {"capacity": 2, "notes": "Bring the flip chart"})
    run.refresh_from_db()
    assert run.capacity == 2 and run.notes == "Bring the flip chart"
    page = office.post(f"/office/runs/{run.code}/edit/", facts | {"capacity": 1, "notes": "As typed"}).content.decode()
    assert "2 people have a place on this run." in page and "As typed" in page


def test_a_venue_that_is_taken_names_who_is_there_and_wants_a_tick(office, run, here):
    other = RunFactory(locality=here, venue__locality=here)
    facts = {"format": "in_person", "capacity": 12, "minimum": 1, "is_listed": "on", "venue": other.venue.pk}
    page = office.post(f"/office/runs/{run.code}/edit/", facts).content.decode()
    assert other.course.title in page and "tick “I know”" in page
    run.refresh_from_db()
    assert run.venue != other.venue
    office.post(f"/office/runs/{run.code}/edit/", facts | {"knows": "on"})
    run.refresh_from_db()
    assert run.venue == other.venue
    # It is its own now, so nothing is asked again.
    assert office.post(f"/office/runs/{run.code}/edit/", facts).status_code == 302


def test_the_joining_link_is_kept_and_what_is_no_safe_address_is_refused(office, run):
    facts = {"format": "online", "capacity": 12, "minimum": 1, "is_listed": "on"}
    address = f"/office/runs/{run.code}/edit/"
    for unsafe in ("javascript:alert(1)", "http://meet.example/1", "the usual one"):
        assert office.post(address, facts | {"joining_link": unsafe}).status_code == 200
    run.refresh_from_db()
    assert run.joining_link == ""
    office.post(address, facts | {"joining_link": "https://meet.example/1"})
    run.refresh_from_db()
    assert run.joining_link == "https://meet.example/1"
    page = page_of(office, run)
    assert "it is set" in page and "meet.example" not in page


@pytest.mark.parametrize("capacity", ["0", "-1", "some", ""])
def test_a_number_of_places_that_cannot_be_is_a_sentence(office, run, capacity):
    facts = {"format": "in_person", "minimum": 1, "capacity": capacity, "notes": "As typed"}
    response = office.post(f"/office/runs/{run.code}/edit/", facts)
    assert response.status_code == 200 and "As typed" in response.content.decode()
    run.refresh_from_db()
    assert run.capacity == 12


def test_calling_off_says_first_whom_it_tells_and_looking_changes_nothing(office, run):
    EnrolmentFactory(run=run), EnrolmentFactory(run=run, learner=LearnerFactory(by_telephone=True))
    page = page_of(office, run, "call-off/")
    assert "1 person by e-mail" in page and "1 person by a phone call" in page
    run.refresh_from_db()
    assert run.status == "published"


def test_calling_off_tells_learners_and_trainers_once_and_twice_is_once(office, coordinator, run):
    place = EnrolmentFactory(run=run)
    AllocationFactory(run=run, trainer__email="ines@example.org")
    AllocationFactory(run=run, trainer__email="", trainer__user=None)
    for _turn in range(2):
        office.post(f"/office/runs/{run.code}/call-off/", {"reason": "few_people"})
    run.refresh_from_db(), place.refresh_from_db()
    assert run.status == "cancelled" and place.status == "cancelled"
    assert set(run.sessions.values_list("status", flat=True)) == {"cancelled"}
    assert place.events.get(became="cancelled").by == coordinator
    assert run.events.get(what="cancelled").reason == "few_people"
    assert ["called off" in told.text for told in mail.messages(key__startswith="place:")].count(True) == 1
    told = mail.message(to_address="ines@example.org")
    assert run.course.title not in told.subject and f"/teaching/runs/{run.code}/" in told.text


def test_calling_off_wants_a_reason(office, run):
    page = office.post(f"/office/runs/{run.code}/call-off/").content.decode()
    assert "Choose why it is called off." in page
    run.refresh_from_db()
    assert run.status == "published"


def test_a_run_that_is_over_is_not_called_off(office, here):
    run = RunFactory(locality=here, status="finished")
    assert "/call-off/" not in page_of(office, run)
    page = office.post(f"/office/runs/{run.code}/call-off/", {"reason": "other"}).content.decode()
    assert "This run is over" in page


def test_a_manager_lets_an_unpaired_session_start_with_a_reason(signed_in, run, office):
    session = run.sessions_on()[0]
    address = f"/office/sessions/{session.code}/unpaired/"
    assert office.get(address).status_code == 404
    browser = signed_in(UserFactory(role="manager"))
    assert "needs an answer" in browser.post(address).content.decode()
    browser.post(address, {"reason": "The second trainer is ill"})
    session.refresh_from_db()
    assert session.register.unpaired_reason == "The second trainer is ill"


@pytest.mark.parametrize("more", ["", "edit/", "call-off/", "trainers/"])
def test_another_localitys_coordinator_finds_no_such_run(signed_in, stranger, run, more):
    browser = signed_in(stranger)
    assert browser.get(f"/office/runs/{run.code}/{more}").status_code in (404, 405)
    assert browser.post(f"/office/runs/{run.code}/{more}").status_code in (404, 405)
    run.refresh_from_db()
    assert run.status == "published"


def test_it_costs_the_same_at_three_people_and_at_sixty(office, here):
    run = RunFactory(locality=here, capacity=40)
    address = f"/office/runs/{run.code}/"
    for _turn in range(3):
        EnrolmentFactory(run=run), _busy_elsewhere(here)
    before = cost(office, address)
    for _turn in range(57):
        EnrolmentFactory(run=run)
    for _turn in range(12):
        _busy_elsewhere(here)
    assert cost(office, address) == before


def _busy_elsewhere(locality):
    AllocationFactory(run=RunFactory(locality=locality, sessions=1), trainer=cleared())


def test_places_are_kept_for_some_until_shortly_before_the_run_begins(office, here):
    run = RunFactory(locality=here, capacity=8)
    page = f"/office/runs/{run.code}/edit/"
    sent = {"format": "in_person", "capacity": "8", "minimum": "1", "is_listed": "on", "kept_carer": "3"}
    assert office.post(page, sent | {"kept_staff": "6"}).status_code == 200  # more than there are
    assert not run.reserved_places.exists()
    assert office.post(page, sent).status_code == 302
    kept = run.reserved_places.get()
    first = min(session.held_on for session in run.sessions.all())
    assert (kept.kept_for, kept.places, kept.release_on) == ("carer", 3, first - dt.timedelta(days=14))
    assert "3 for Carers, until" in office.get(f"/office/runs/{run.code}/").content.decode()
    assert office.post(page, sent | {"kept_carer": ""}).status_code == 302
    assert not run.reserved_places.exists()
