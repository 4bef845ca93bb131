"""Can this college send messages? What went and what failed is shown, no secret is; a test goes to oneself alone."""

import pytest
from django.utils import timezone

from college.models import Message
from college.outbox.actions import post
from tests.enrolment.office.costs import cost
from tests.factories import EnrolmentFactory, LearnerFactory, RunFactory, UserFactory

pytestmark = pytest.mark.django_db
PAGE = "/office/college/messages/"


@pytest.fixture
def manager(signed_in):
    return signed_in(UserFactory(role="manager", email="mary@example.org"))


def write(number, **fields):
    key = f"m{number}"
    post(key=key, channel="email", subject="s", text="t", to_address="x@example.org", now=timezone.now())
    Message.objects.filter(key=key).update(**fields)


def test_it_says_what_went_and_what_failed_and_no_secret(manager, settings):
    settings.EMAIL_HOST, settings.EMAIL_HOST_PASSWORD = "mail.example.org", "hidden-word"
    write(1, status="sent", sent_at=timezone.now())
    write(2, status="failed", last_problem="mail server refused the address (550)")
    page = manager.get(PAGE).content.decode()
    assert "mail.example.org" in page and "refused the address (550)" in page and "1 in seven days" in page
    assert "no service: the office sends them by hand" in page
    assert "hidden-word" not in page and "x@example.org" not in page


def test_a_test_goes_to_whoever_asks_and_is_shown(manager):
    page = manager.post(f"{PAGE}test/", follow=True).content.decode()
    [message] = Message.objects.filter(key__startswith="test message:")
    assert message.to_address == "mary@example.org" and "waiting" in page


def test_five_tests_an_hour_are_enough(manager):
    for _turn in range(6):
        page = manager.post(f"{PAGE}test/", follow=True).content.decode()
    assert "five times" in page and Message.objects.filter(key__startswith="test message:").count() == 5


def test_it_costs_the_same_for_one_message_and_for_twenty(manager):
    write(1, status="failed")
    before = cost(manager, PAGE)
    for number in range(2, 21):
        write(number, status=("failed", "sent")[number % 2])
    assert cost(manager, PAGE) == before


def test_a_coordinator_has_no_such_page(office):
    assert office.get(PAGE).status_code == 404 and office.post(f"{PAGE}test/").status_code == 404


def test_a_persons_page_shows_each_message_and_what_became_of_it(office, here, there):
    learner = EnrolmentFactory(run=RunFactory(locality=here), learner=LearnerFactory(phone="")).learner
    EnrolmentFactory(run=RunFactory(locality=there), learner=learner)
    Message.objects.update(status="failed", last_problem="the address does not take mail")
    page = office.get(f"/office/people/{learner.code}/").content.decode()
    assert page.count("the address does not take mail") == 1  # of the place in another area nothing is said
    page = office.get(f"/office/ring/{learner.code}/").content.decode()
    assert "We know of no other way" in page and "Send it by e-mail" not in page
    assert "Reach them another way" in office.get("/office/messages/").content.decode()
