"""The office sees which places are kept for an answer, rings, and writes the answer down."""

import pytest
from django.utils import timezone

from enrolment.places.actions import withdraw
from tests.factories import EnrolmentFactory, LearnerFactory, RunFactory

pytestmark = pytest.mark.django_db


def kept(locality, **learner):
    run = RunFactory(locality=locality, capacity=1)
    place, waits = EnrolmentFactory(run=run), EnrolmentFactory(run=run, learner=LearnerFactory(**learner))
    withdraw(enrolment=place, by=None, now=timezone.now())
    return waits


def test_who_is_reached_by_telephone_alone_is_a_call_to_make(office, here, there):
    kept(here, by_telephone=True, name="Bronwen")
    kept(here, name="Kasia")
    kept(there, by_telephone=True, name="Grace")
    page = office.get("/office/").content.decode()
    assert "Ring Bronwen, 0113 496 0000" in page and "Kasia" in page
    assert "Grace" not in page


@pytest.mark.parametrize(
    ("press", "becomes", "outcome"), [("give", "confirmed", "accepted"), ("no", "waiting", "declined")]
)
def test_the_answer_is_written_down_with_who_wrote_it(office, coordinator, here, press, becomes, outcome):
    waits = kept(here, by_telephone=True, name="Bronwen")
    assert "They say no" in office.get(f"/office/people/{waits.learner.code}/").content.decode()
    for _turn in range(2):
        office.post(f"/office/places/{waits.code}/", {"press": press})
    waits.refresh_from_db()
    assert (waits.status, waits.offers.get().outcome) == (becomes, outcome)
    assert waits.events.last().by == coordinator
    assert "Places kept for an answer" not in office.get("/office/").content.decode()


def test_somebody_who_rings_is_ready_again(office, here):
    waits = kept(here, by_telephone=True)
    office.post(f"/office/places/{waits.code}/", {"press": "no"})
    office.post(f"/office/places/{waits.code}/", {"press": "ready"})
    waits.refresh_from_db()
    assert waits.status == "offered"
