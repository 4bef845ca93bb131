"""Courses, venues, trainers, the team and the college itself: changed by who may, kept when refused."""

import pytest

from courses.models import Locality, Role, Strand
from enrolment.models import Clearance, Trainer
from tests.enrolment.office.costs import cost
from tests.factories import CourseFactory, LocalityFactory, RunFactory, TrainerFactory, UserFactory, VenueFactory

pytestmark = pytest.mark.django_db

FACTS = {"step_free": "true", "accessible_toilet": "false", "hearing_loop": "", "parking": "", "quiet_space": ""}


def test_a_venues_facts_are_yes_no_or_not_known_yet(office, here):
    venue = VenueFactory(locality=here, name="The Mill", slug="mill")
    page = office.get("/office/venues/mill/").content.decode()
    assert "Not known yet" in page and "unknown" not in page
    office.post("/office/venues/mill/", {"name": "The Mill"} | FACTS)
    venue.refresh_from_db()
    assert (venue.step_free, venue.accessible_toilet, venue.hearing_loop) == (True, False, None)


def test_two_venues_of_an_area_are_told_apart_by_name(office, here):
    VenueFactory(locality=here, name="The Hub"), VenueFactory(locality=here, name="The Mill", slug="mill")
    page = office.post("/office/venues/mill/", FACTS | {"name": "the hub", "address": "As typed"}).content.decode()
    assert "Another venue of this area has this name." in page and "As typed" in page


def test_another_areas_venue_is_not_found(signed_in, stranger, here):
    VenueFactory(locality=here, slug="mill")
    assert signed_in(stranger).get("/office/venues/mill/").status_code == 404


def test_an_area_writes_its_own_words_and_may_empty_them_again(signed_in, here, there):
    manager = signed_in(UserFactory(role="manager", role__locality=here))
    assert "college/areas/here/words/" in manager.get("/office/college/").content.decode()
    assert manager.get("/office/college/areas/there/words/").status_code == 404
    address = "/office/college/areas/here/words/"
    page = manager.post(address, {"word_learner": "student"}).content.decode()
    assert "Write the word for several, too" in page and 'value="student"' in page
    page = manager.post(address, {"word_term": "<b>season</b>", "word_terms": "seasons"}).content.decode()
    assert "Write letters only" in page and "<b>season</b>" not in page
    manager.post(address, {"word_learner": "student", "word_learners": "students"})
    here.refresh_from_db()
    assert here.words == {"learner": "student", "learners": "students"}
    manager.post(address, {})
    here.refresh_from_db()
    assert here.words == {}


def test_a_courses_facts_are_changed_and_its_draft_words_are_said(office, here):
    course = CourseFactory(code="SLP1")
    RunFactory(course=course, locality=here)
    page = office.get("/office/courses/SLP1/").content.decode()
    assert "its words are a draft" in page and "Here" in page
    facts = {"title": "Sleep well", "strand": course.strand.pk, "level": "open", "review_on": "30/6/2027"}
    office.post("/office/courses/SLP1/", facts | {"certificate_threshold": "80"})
    course.refresh_from_db()
    assert (course.title, course.certificate_threshold) == ("Sleep well", 80)
    page = office.post("/office/courses/SLP1/", facts | {"review_on": "soon"}).content.decode()
    assert "<title>Error:" in page and 'value="soon"' in page
    office.post("/office/courses/SLP1/", facts | {"required_sessions": "1, 4"})
    course.refresh_from_db()
    assert course.asks_for() == [1, 4]
    page = office.post("/office/courses/SLP1/", facts | {"required_sessions": "the first"}).content.decode()
    assert "Write their numbers, such as 1, 4." in page and 'value="the first"' in page


def test_a_trainer_is_let_in_by_e_mail_and_nobody_elses_address_is_taken(office):
    trainer = TrainerFactory(user=None, email="")
    address = f"/office/trainers/{trainer.code}/"
    office.post(address, {"email": "ines@example.org"})
    trainer.refresh_from_db()
    assert trainer.user.email == "ines@example.org"
    assert Role.objects.filter(user=trainer.user, kind="trainer").exists()
    other = TrainerFactory(user=None, email="")
    page = office.post(f"/office/trainers/{other.code}/", {"email": "ines@example.org"}).content.decode()
    assert "Someone else signs in with this address." in page


def test_trainers_stand_with_their_check_at_the_same_cost_for_three_and_sixty(office, here):
    def known():
        trainer = TrainerFactory()
        trainer.localities.add(here)
        Clearance.objects.create(trainer=trainer, until="2020-01-01")

    for _trainer in range(3):
        known()
    before = cost(office, "/office/trainers/")
    for _trainer in range(57):
        known()
    assert "run out" in office.get("/office/trainers/").content.decode()
    assert cost(office, "/office/trainers/") == before and Trainer.objects.count() == 60


def test_an_administrator_gives_and_takes_a_role(signed_in, here):
    browser = signed_in(UserFactory(role="administrator"))
    said = {"name": "Priya Nair", "email": "priya@example.org", "kind": "coordinator", "locality": here.pk}
    browser.post("/office/team/", said)
    role = Role.objects.get(kind="coordinator")
    assert role.user.name == "Priya Nair" and role.locality == here
    browser.post(f"/office/team/{role.pk}/end/")
    assert not Role.objects.filter(kind="coordinator").exists()


def test_the_last_administrator_stays(signed_in):
    user = UserFactory(role="administrator")
    page = signed_in(user).post(f"/office/team/{user.roles.get().pk}/end/", follow=True).content.decode()
    assert "This is the last administrator." in page


@pytest.mark.parametrize("kind", ["trainer", "partner", "analyst", "queen", ""])
def test_a_role_that_opens_nothing_is_not_given(signed_in, kind):
    said = {"name": "Priya Nair", "email": "priya@example.org", "kind": kind}
    page = signed_in(UserFactory(role="administrator")).post("/office/team/", said).content.decode()
    assert "<title>Error:" in page and "Priya Nair" in page
    assert Role.objects.count() == 1


def test_areas_and_strands_are_made_once(signed_in):
    browser = signed_in(UserFactory(role="administrator"))
    for _turn in range(2):
        browser.post("/office/college/", {"press": "area", "name": "Eastmoor"})
        browser.post("/office/college/", {"press": "strand", "strand-name": "Getting out"})
    assert Locality.objects.count() == 1 and Strand.objects.count() == 1
    page = browser.post("/office/college/", {"press": "area", "name": ""}).content.decode()
    assert "needs an answer" in page


@pytest.mark.parametrize(
    "address, role",
    [
        ("/office/team/", "coordinator"),
        ("/office/team/", "manager"),
        ("/office/college/", "coordinator"),
        ("/office/records/", "manager"),
        ("/office/trainers/", "administrator"),
    ],
)
def test_each_page_is_closed_to_who_may_not(signed_in, address, role):
    assert signed_in(UserFactory(role=role, role__locality=LocalityFactory())).get(address).status_code == 404
