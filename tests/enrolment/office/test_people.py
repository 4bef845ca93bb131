"""A learner's record in the office: found by who may, written down, and acted for on the telephone."""

import datetime as dt

import pytest
from django.utils import timezone

from college.models import Message, RecordOpening
from enrolment.models import Enrolment, Need
from tests.factories import EnrolmentFactory, LearnerFactory, RunFactory, UserFactory, set_policy

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(here):
    return EnrolmentFactory(run=RunFactory(locality=here, capacity=1), learner=LearnerFactory(name="Bronwen"))


def test_somebody_is_found_by_a_part_of_their_name_and_nobody_unasked(office, place):
    assert "Bronwen" not in office.get("/office/people/").content.decode()
    assert "Bronwen" in office.get("/office/people/?q=ronw").content.decode()
    assert "Take a booking" in office.get("/office/people/?q=nobody").content.decode()


def test_opening_a_record_is_written_down(office, coordinator, place):
    page = office.get(f"/office/people/{place.learner.code}/").content.decode()
    assert "Bronwen" in page and place.run.course.title in page
    opening = RecordOpening.objects.get()
    assert (opening.by, opening.learner_code, opening.beyond_locality) == (coordinator, place.learner.code, False)


def test_what_helps_is_in_the_domains_words(office, place):
    Need.objects.create(learner=place.learner, kind="step_free")
    Need.objects.create(learner=place.learner, own_words="I like the window")
    page = office.get(f"/office/people/{place.learner.code}/").content.decode()
    assert "A way in without steps" in page and "step_free" not in page and "I like the window" in page


def test_a_place_in_another_area_is_counted_and_not_named(office, there, place):
    elsewhere = RunFactory(locality=there, course__title="Hearing voices")
    EnrolmentFactory(run=elsewhere, learner=place.learner)
    page = office.get(f"/office/people/{place.learner.code}/").content.decode()
    assert "There is 1 place in another area." in page and "Hearing voices" not in page


def test_the_office_gives_a_place_up_for_somebody_and_it_is_kept_for_the_next_in_line(office, coordinator, place):
    waits = EnrolmentFactory(run=place.run)
    office.post(f"/office/places/{place.code}/", {"press": "withdraw"})
    place.refresh_from_db(), waits.refresh_from_db()
    assert (place.status, waits.status) == ("withdrawn", "offered")
    event = place.events.get(became="withdrawn")
    assert (event.by, event.reason) == (coordinator, "asked_by_telephone")


def test_who_comes_before_others_needs_a_reason_that_is_a_code(office, place):
    set_policy(waiting_list="office")
    first, second = EnrolmentFactory(run=place.run), EnrolmentFactory(run=place.run)
    type(place.run).objects.update(capacity=2)
    address = f"/office/places/{second.code}/"
    page = office.post(address, {"press": "give", "reason": ""}, follow=True).content.decode()
    assert "Somebody ready has waited longer." in page
    office.post(address, {"press": "give", "reason": "she begged"})
    second.refresh_from_db()
    assert second.status == "waiting"
    office.post(address, {"press": "give", "reason": "our_mistake"})
    first.refresh_from_db(), second.refresh_from_db()
    assert (first.status, second.status) == ("waiting", "confirmed")
    assert second.events.get(became="confirmed").reason == "our_mistake"


def test_a_full_run_stays_full(office, place):
    waits = EnrolmentFactory(run=place.run)
    page = office.post(f"/office/places/{waits.code}/", {"press": "give"}, follow=True).content.decode()
    assert "There is no free place" in page
    assert Enrolment.objects.holding_a_place().count() == 1


def test_what_helps_is_arranged_with_words_for_the_register(office, place):
    need = Need.objects.create(learner=place.learner, kind="seat_by_door")
    address = f"/office/people/{place.learner.code}/needs/{need.pk}/"
    assert "A seat near the door" in office.get(address).content.decode()
    office.post(address, {"action": "Keep the seat by the door free", "knows": "trainers", "status": "arranged"})
    need.refresh_from_db()
    assert (need.action, need.status) == ("Keep the seat by the door free", "arranged")
    assert "Nobody waits for help" in office.get("/office/needs/").content.decode()


def test_words_too_long_for_the_register_are_refused_and_stay(office, place):
    need = Need.objects.create(learner=place.learner, kind="seat_by_door")
    page = office.post(
        f"/office/people/{place.learner.code}/needs/{need.pk}/", {"action": "long " * 30, "status": "arranged"}
    ).content.decode()
    assert "at most 120 characters" in page and "long long" in page
    need.refresh_from_db()
    assert need.status == "to_arrange"


def test_a_need_of_somebody_else_is_not_found_by_its_number(office, place):
    need = Need.objects.create(learner=LearnerFactory(), kind="breaks")
    assert office.get(f"/office/people/{place.learner.code}/needs/{need.pk}/").status_code == 404


def test_a_sign_in_code_is_printed_for_somebody_without_e_mail(office, here):
    learner = LearnerFactory(by_telephone=True)
    EnrolmentFactory(run=RunFactory(locality=here), learner=learner)
    response = office.post(f"/office/people/{learner.code}/code/")
    assert response["Content-Type"] == "application/pdf" and response["Cache-Control"] == "no-store"


def test_another_localitys_coordinator_neither_finds_nor_acts(signed_in, stranger, place):
    need = Need.objects.create(learner=place.learner, kind="breaks")
    browser, person = signed_in(stranger), f"/office/people/{place.learner.code}/"
    assert person not in browser.get("/office/people/?q=Bronwen").content.decode()
    assert browser.get(person).status_code == 404
    assert browser.get(f"{person}needs/{need.pk}/").status_code == 404
    assert browser.post(f"{person}code/").status_code == 404
    assert browser.post(f"/office/places/{place.code}/", {"press": "withdraw"}).status_code == 404
    place.refresh_from_db()
    assert place.status == "confirmed"
    assert not RecordOpening.objects.exists()


@pytest.mark.parametrize("role", ["trainer", "administrator", "data_protection", "analyst"])
def test_other_roles_find_no_people(signed_in, place, role):
    browser = signed_in(UserFactory(role=role))
    for address in ("/office/people/", f"/office/people/{place.learner.code}/", "/office/needs/"):
        assert browser.get(address).status_code == 404


def test_the_office_changes_what_somebody_told_and_that_is_written_down(office, coordinator, place):
    address = f"/office/people/{place.learner.code}/edit/"
    page = office.post(address, {"name": "Bron", "route": "letter", "safe_times": "Mornings"}).content.decode()
    assert "Write your postal address" in page and "Mornings" in page
    office.post(address, {"name": "Bron", "route": "letter", "address": "3 Station Road", "safe_times": "Mornings"})
    place.learner.refresh_from_db()
    assert (place.learner.name, place.learner.safe_times) == ("Bron", "Mornings")
    assert {opening.part for opening in RecordOpening.objects.filter(by=coordinator)} == {"details"}


def test_who_is_elsewhere_is_not_changed_from_here(signed_in, stranger, place):
    address = f"/office/people/{place.learner.code}/edit/"
    fields = {"name": "X", "route": "letter", "address": "3 Station Road"}
    assert signed_in(stranger).post(address, fields).status_code == 404
    place.learner.refresh_from_db()
    assert place.learner.name == "Bronwen"


def test_what_cant_be_done_is_told_once_without_naming_it(office, place):
    need = Need.objects.create(learner=place.learner, kind="bsl_interpreter")
    before = set(Message.objects.values_list("pk", flat=True))
    for _turn in range(2):
        office.post(
            f"/office/people/{place.learner.code}/needs/{need.pk}/",
            {"action": "No interpreter to be had", "knows": "office", "status": "cannot"},
        )
    told = Message.objects.exclude(pk__in=before).get()
    assert "can't be arranged" in told.text and "BSL" not in told.text + told.subject


def test_things_to_arrange_stand_by_the_soonest_session(office, here, place):
    later = EnrolmentFactory(
        run=RunFactory(locality=here, sessions__first_on=timezone.localdate() + dt.timedelta(days=50)),
        learner=LearnerFactory(name="Zofia"),
    )
    Need.objects.create(learner=later.learner, kind="breaks")
    Need.objects.create(learner=place.learner, kind="step_free")
    page = office.get("/office/needs/").content.decode()
    assert page.index("Bronwen: A way in without steps") < page.index("Zofia: More breaks")
    assert place.run.course.title in page
