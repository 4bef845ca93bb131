"""Learners look after their own: details, what helps, the agreement; and see who looked."""

import datetime as dt

import pytest
from django.utils import timezone

from college.models import Message, RecordOpening
from courses.models import Policy
from enrolment.learners.details import open_calendar
from tests.browser import press, sign_in, sound
from tests.factories import EnrolmentFactory, LearnerFactory, TermFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def learner():
    return LearnerFactory()


@pytest.fixture
def signed_in(client, learner):
    client.force_login(learner.user)
    return client


def test_a_mistake_gets_a_sentence_and_loses_nothing(signed_in, learner):
    page = signed_in.post("/my/details/reach/", {"route": "letter", "safe_times": "Before 3pm"}).content.decode()
    assert "Write your postal address, or choose another way." in page and "Before 3pm" in page
    learner.refresh_from_db()
    assert (learner.route, learner.safe_times) == ("email", "")


def test_an_emergency_contact_has_a_number_or_is_not_there(signed_in, learner):
    page = signed_in.post("/my/details/emergency/", {"emergency_name": "Sal"}).content.decode()
    assert "Write their telephone number too" in page
    signed_in.post("/my/details/emergency/", {"emergency_name": "Sal", "emergency_phone": "0113 496 0001"})
    learner.refresh_from_db()
    assert learner.emergency_phone == "0113 496 0001"


def test_still_right_is_one_press(signed_in, learner):
    type(learner).objects.update(joined_at=timezone.now() - dt.timedelta(days=90))
    TermFactory(starts_on=timezone.localdate() - dt.timedelta(days=1))
    learner.needs.create(kind="breaks")
    assert "Yes, still right" in signed_in.get("/my/").content.decode()
    page = signed_in.post("/my/needs/still-right/", follow=True).content.decode()
    assert "We keep it as it is" in page and "Yes, still right" not in page


def test_a_changed_agreement_is_accepted_and_no_place_moves(signed_in, learner):
    place = EnrolmentFactory(learner=learner)
    policy = Policy.current()
    policy.agreement_version += 1
    policy.save()
    assert "Our learning agreement has changed" in signed_in.get("/my/details/").content.decode()
    signed_in.post("/my/agreement/")
    learner.refresh_from_db(), place.refresh_from_db()
    assert (learner.agreement_version, place.status) == (policy.agreement_version, "confirmed")
    assert "has changed" not in signed_in.get("/my/details/").content.decode()


def test_who_opened_the_record_is_shown_of_ones_own_alone(signed_in, learner):
    now, looked = timezone.now(), UserFactory(name="Casey Coordinator")
    RecordOpening.objects.create(by=looked, learner_code=learner.code, part="record", at=now)
    other = UserFactory(name="Somebody else")
    RecordOpening.objects.create(by=other, learner_code=LearnerFactory().code, part="record", at=now)
    page = signed_in.get("/my/privacy/").content.decode()
    assert "Casey Coordinator" in page and "Somebody else" not in page


def test_what_was_sent_is_ones_own_and_holds_no_code(signed_in, learner):
    rows = [(learner.user, "place:1", "You have a place"), (learner.user, "sign-in:1", "123456")]
    for user, key, text in [*rows, (LearnerFactory().user, "place:2", "Not for you")]:
        Message.objects.create(key=key, channel="email", to_user=user, text=text, message_id=key)
    page = signed_in.get("/my/messages/").content.decode()
    assert "You have a place" in page and "123456" not in page and "Not for you" not in page


@pytest.mark.django_db(transaction=True)
def test_without_script_on_a_small_phone_and_nothing_typed_twice(browser, live_server, learner):
    context = browser.new_context(viewport={"width": 320, "height": 640}, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, live_server, learner.user)
    page.goto(f"{live_server.url}/my/details/")
    press(page.get_by_role("link", name="Change when it is safe to reach you"))
    page.get_by_label("When is it safe to reach you?").fill("Never on Sundays")
    press(page.get_by_role("button", name="Save"))
    assert page.get_by_text("Never on Sundays").is_visible()
    press(page.get_by_role("link", name="Change what helps you"))
    page.get_by_label("Large print").check()
    page.get_by_label("Someone to meet me at the door").check()
    page.get_by_label("Anything else that helps, in your own words").fill("A chair with arms")
    press(page.get_by_role("button", name="Save"))
    assert page.get_by_text("A chair with arms").is_visible()
    page.goto(f"{live_server.url}/my/needs/")
    assert page.get_by_label("Large print").is_checked()
    context.close()


PAGES = [
    "details/", "details/name/", "details/reach/", "details/emergency/", "details/about/",
    "needs/", "agreement/", "privacy/", "messages/", "calendar/",
]  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_every_page_is_sound_at_320_pixels(browser, live_server, learner):
    learner.needs.create(kind="breaks", action="A break every half hour", status="arranged")
    open_calendar(learner=learner, by=learner.user, now=timezone.now())
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    sign_in(page, live_server, learner.user)
    for address in PAGES:
        page.goto(f"{live_server.url}/my/{address}")
        sound(page, 320)
    context.close()
