"""A course for some people only: they say themselves that it is for them, once, and the history keeps that they did."""

import pytest
from django.test import Client

from enrolment.models import Enrolment, EnrolmentEvent
from tests.factories import EnrolmentFactory, LearnerFactory, RunFactory, UserFactory
from tests.races.rush import visitors

pytestmark = pytest.mark.django_db
ASKS = "live, work or study in Leeds\nare between 16 and 25\n"


@pytest.fixture
def run():
    return RunFactory(only_for=ASKS)


def test_somebody_new_reads_for_whom_it_is_and_says_so_on_the_last_screen(client, run):
    (page,) = visitors(run, 1)
    words = client.get(page).content.decode()
    assert "live, work or study in Leeds" in words and "This is true of me" in words
    refused = client.post(page)
    assert refused.status_code == 200 and "ring us" in refused.content.decode()
    assert not Enrolment.objects.exists()
    assert client.post(page, {"fits": "on"}).status_code == 302
    assert EnrolmentEvent.objects.get().reason == "said_it_is_for_them"


def test_somebody_known_is_asked_the_same_and_the_office_is_not():
    run = RunFactory(only_for=ASKS)
    learner = LearnerFactory(user=UserFactory())
    client = Client()
    client.force_login(learner.user)
    page = f"/join/{run.code}/"
    assert "ring us" in client.post(page).content.decode()
    assert not learner.enrolments.exists()
    assert client.post(page, {"fits": "on"}).status_code == 302
    assert learner.enrolments.get().status == "confirmed"
    assert EnrolmentFactory(run=run, source="office").status == "confirmed"


def test_a_run_that_asks_nothing_has_no_such_box(client):
    (page,) = visitors(RunFactory(), 1)
    assert "This is true of me" not in client.get(page).content.decode()
    assert client.post(page).status_code == 302
