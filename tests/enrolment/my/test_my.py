"""A learner's own pages: their own places and nobody else's, and leaving is one step."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from enrolment.models import Certificate, Enrolment, Need
from tests.factories import CourseFactory, EnrolmentFactory, LearnerFactory, RunFactory, UserFactory, VenueFactory

pytestmark = pytest.mark.django_db

PAGES = ["my:place", "my:calendar", "my:withdraw", "my:rest"]


@pytest.fixture
def learner():
    return LearnerFactory()


@pytest.fixture
def place(learner):
    run = RunFactory(course=CourseFactory(title="Living with hearing voices", public=True))
    return EnrolmentFactory(learner=learner, run=run)


@pytest.fixture
def signed_in(client, learner):
    client.force_login(learner.user)
    return client


def test_home_shows_the_next_session_first(signed_in, learner, place):
    EnrolmentFactory(learner=learner, run=RunFactory(sessions__first_on=timezone.localdate() + dt.timedelta(days=60)))
    page = signed_in.get("/my/").content.decode()
    assert page.index("Your next session") < page.index("Living with hearing voices") < page.index("Your places")


def test_home_costs_the_same_at_two_places_and_at_twelve(signed_in, learner, django_assert_max_num_queries):
    signed_in.get("/my/")  # a first page also notes that the person is there
    for number in (2, 10):
        for _turn in range(number):
            EnrolmentFactory(learner=learner)
        with django_assert_max_num_queries(16):
            assert signed_in.get("/my/").status_code == 200


def test_home_of_someone_with_nothing_ahead_says_what_to_do(signed_in):
    assert "See our courses" in signed_in.get("/my/").content.decode()


def test_a_course_that_is_over_says_so_though_its_register_is_open(signed_in, learner):
    over = EnrolmentFactory(learner=learner, run=RunFactory(sessions__first_on=timezone.localdate() - dt.timedelta(60)))
    assert "Finished; the register is still open" in signed_in.get("/my/").content.decode()
    page = signed_in.get(reverse("my:place", args=[over.code])).content.decode()
    assert "This course is finished." in page and "You have a place." not in page


def test_no_page_title_or_address_names_the_course(signed_in, place):
    for name in ("my:place", "my:withdraw"):
        page = signed_in.get(reverse(name, args=[place.code])).content.decode()
        title = page[page.index("<title>") : page.index("</title>")]
        assert "voices" not in title
        assert "Living with hearing voices" in page


def test_a_place_shows_its_days_in_words_and_its_venue(signed_in, place):
    page = signed_in.get(f"/my/places/{place.code}/").content.decode()
    assert page.count("10am to 12 midday") == 7
    assert "Tuesday" in page and "1 Station Road" in page
    assert "I can&#x27;t come any more" in page or "I can't come any more" in page


def test_giving_up_is_asked_once_and_looking_changes_nothing(signed_in, place):
    waiting = EnrolmentFactory(run=place.run)
    Enrolment.objects.filter(pk=waiting.pk).update(status="waiting")
    address = f"/my/places/{place.code}/give-up/"
    assert "you need not say why" in signed_in.get(address).content.decode()
    assert Enrolment.objects.get(pk=place.pk).status == "confirmed"
    page = signed_in.post(address, follow=True)
    assert "You can come back at any time" in page.content.decode()
    assert Enrolment.objects.get(pk=place.pk).status == "withdrawn"
    assert signed_in.post(address, follow=True).status_code == 200
    assert place.events.filter(became="withdrawn").count() == 1
    assert place.events.get(became="withdrawn").by == place.learner.user


def test_no_link_does_anything_by_being_opened(signed_in, place):
    for name in PAGES:
        signed_in.get(reverse(name, args=[place.code]))
    assert Enrolment.objects.get(pk=place.pk).status == "confirmed"
    assert place.events.count() == 1


def test_someone_who_waits_sees_roughly_where_can_rest_and_be_ready_again(signed_in, learner):
    run = RunFactory(capacity=1)
    EnrolmentFactory(run=run)
    waits = EnrolmentFactory(run=run, learner=learner)
    page = signed_in.get(f"/my/places/{waits.code}/").content.decode()
    assert "You are among the first 5" in page
    assert "calendar" not in page
    assert signed_in.get(f"/my/places/{waits.code}/calendar.ics").status_code == 302
    page = signed_in.post(f"/my/places/{waits.code}/rest/", {"resting": "yes"}, follow=True).content.decode()
    assert "I am ready for a place again" in page
    page = signed_in.post(f"/my/places/{waits.code}/rest/", {"resting": "no"}, follow=True).content.decode()
    assert "You are among the first 5" in page


def test_the_joining_link_stands_there_from_the_day_before_and_for_those_with_a_place_alone(client, place):
    run, first = place.run, place.run.sessions_on()[0]
    run.joining_link, run.format = "https://meet.example.org/room", "online"
    run.venue = VenueFactory(locality=run.locality, is_online=True)
    run.save()
    waits = EnrolmentFactory(run=run)
    Enrolment.objects.filter(pk=waits.pk).update(status="waiting")
    for before, who, shown in [
        (dt.timedelta(days=1, minutes=1), place, False),
        (dt.timedelta(days=1), place, True),
        (dt.timedelta(hours=1), waits, False),
    ]:
        with time_machine.travel(first.starts_at - before, tick=False):
            client.force_login(who.learner.user)
            page = client.get(f"/my/places/{who.code}/").content.decode()
        assert ("meet.example.org" in page) is shown


def test_the_calendar_file_is_sent_as_one(signed_in, place):
    page = signed_in.get(f"/my/places/{place.code}/calendar.ics")
    assert page["Content-Type"].startswith("text/calendar")
    assert b"BEGIN:VTIMEZONE" in page.content


def test_details_show_what_is_held(signed_in, learner):
    Need.objects.create(learner=learner, kind="breaks")
    Need.objects.create(learner=learner, own_words="A chair with arms")
    page = signed_in.get("/my/details/").content.decode()
    for words in (learner.name, learner.email, "More breaks", "A chair with arms"):
        assert words in page


# Who must not see it -------------------------------------------------------------------------------


def test_a_visitor_is_asked_to_sign_in(client, place):
    for address in ["/my/", "/my/details/", *(reverse(name, args=[place.code]) for name in PAGES)]:
        assert client.get(address).url.startswith("/accounts/login/")


@pytest.mark.parametrize("who", ["learner", "coordinator", "trainer", "manager"])
def test_nobody_else_reaches_a_learners_place(client, place, who):
    other = LearnerFactory().user if who == "learner" else UserFactory(role=who)
    client.force_login(other)
    for name in PAGES:
        for send in (client.get, client.post):
            assert send(reverse(name, args=[place.code])).status_code in (404, 405, 302)
    assert client.get(reverse("my:place", args=[place.code])).status_code == (302 if who in OFFICE else 404)
    assert Enrolment.objects.get(pk=place.pk).status == "confirmed"


OFFICE = {"coordinator", "manager"}  # sent to their second factor first


def test_nobody_else_reaches_a_certificate(client, place):
    certificate = Certificate.objects.create(
        enrolment=place, words={}, sessions_attended=1, sessions_held=1, issued_at=timezone.now()
    )
    client.force_login(LearnerFactory().user)
    assert client.get(f"/my/certificates/{certificate.code}.pdf").status_code == 404


def test_pages_are_kept_by_no_cache(signed_in, place):
    for address in ("/my/", f"/my/places/{place.code}/", "/my/details/"):
        assert signed_in.get(address)["Cache-Control"] == "no-store"
