"""A trainer's first page: today, what is owed, what was asked, what comes."""

import datetime as dt

import pytest
from django.utils import timezone

from tests.enrolment.office.costs import cost
from tests.factories import AllocationFactory, RunFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_todays_session_is_first_and_its_register_one_press_away(phone, run, session):
    page = phone.get("/teaching/").content.decode()
    assert page.index(f"/teaching/registers/{session.code}/") < page.index("Coming up")
    assert "Registers still open" in page  # last week's


def test_a_trainer_says_yes_or_no_and_an_answer_stays(phone, trainer):
    asked = AllocationFactory(trainer=trainer, status="proposed")
    assert "You are asked to teach" in phone.get("/teaching/").content.decode()
    address = f"/teaching/offers/{asked.code}/"
    assert "Choose yes or no." in phone.post(address, follow=True).content.decode()
    phone.post(address, {"answer": "no"})
    asked.refresh_from_db()
    assert asked.status == "declined"
    page = phone.post(address, {"answer": "yes"}, follow=True).content.decode()
    assert "This has been answered already." in page


def test_somebody_elses_run_is_not_found(phone):
    other = AllocationFactory(status="proposed")
    assert phone.get(f"/teaching/runs/{other.run.code}/").status_code == 404


def test_ones_own_run_shows_its_sessions_and_who_else_teaches(phone, run):
    page = phone.get(f"/teaching/runs/{run.code}/").content.decode()
    assert all(f"/teaching/registers/{session.code}/" in page for session in run.sessions.all())
    assert all(allocation.trainer.name in page for allocation in run.allocations.all())


def test_who_else_is_there_stands_on_the_run_once_they_are_booked(phone, run):
    address = f"/teaching/runs/{run.code}/"
    assert "Also there" not in phone.get(address).content.decode()
    type(run.course).objects.update(wanted_beside="A BSL interpreter")
    assert "A BSL interpreter: the office still books somebody" in phone.get(address).content.decode()
    type(run).objects.update(beside="Kim Orr, 01632 960 555")
    assert "Kim Orr, 01632 960 555" in phone.get(address).content.decode()


def test_a_run_that_was_called_off_says_so(phone, run):
    type(run).objects.update(status="cancelled")
    assert "This run is called off." in phone.get(f"/teaching/runs/{run.code}/").content.decode()


def test_a_second_way_to_sign_in_is_offered_and_never_asked_for(phone):
    page = phone.get("/teaching/").content.decode()
    assert "Choose a second way to show that it is you" in page and "/accounts/2fa/" in page


@pytest.mark.parametrize("role", ["coordinator", "administrator", None])
def test_who_does_not_teach_has_no_such_page(client, role):
    client.force_login(UserFactory(role=role))
    assert client.get("/teaching/").status_code in (302, 404)


def test_it_costs_the_same_at_three_runs_and_at_thirty(phone, trainer):
    def more(many):
        for _run in range(many):
            soon = RunFactory(sessions=2, sessions__first_on=timezone.localdate() + dt.timedelta(days=3))
            AllocationFactory(run=soon, trainer=trainer)
            AllocationFactory(trainer=trainer, status="proposed")

    more(3)
    before = cost(phone, "/teaching/")
    more(27)
    assert cost(phone, "/teaching/") == before
