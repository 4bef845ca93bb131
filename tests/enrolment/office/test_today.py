"""The office opens on what happens today and what wants doing, of its own localities."""

import datetime as dt

import pytest
from django.utils import timezone

from courses.actions.runs import change_run
from courses.models import Session
from enrolment.models import Need
from enrolment.office.today import office_day
from enrolment.places.line import come_together
from tests.enrolment.office.costs import cost
from tests.factories import (
    AllocationFactory,
    CourseFactory,
    EnrolmentFactory,
    RunFactory,
    TrainerFactory,
    UserFactory,
    set_policy,
)

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


def today():
    return timezone.localdate()


def run_on(locality, first_on, **facts):
    return RunFactory(locality=locality, venue=None, sessions=2, sessions__first_on=first_on, **facts)


def paired(run):
    AllocationFactory(run=run, trainer=TrainerFactory(kind="peer"))
    AllocationFactory(run=run, trainer=TrainerFactory(kind="professional"))
    return run


def test_a_session_of_today_stands_in_one_line_with_its_register(office, here, there):
    run = run_on(here, today())
    run_on(there, today(), course=CourseFactory(title="Of the others", public=True))
    page = office.get("/office/").content.decode()
    session = run.sessions.get(held_on=today())
    assert f'href="/teaching/registers/{session.code}/"' in page
    assert "10am to 12 midday" in page and "Register open" in page
    assert "Of the others" not in page


def test_a_register_left_open_is_named_until_it_is_closed(office, coordinator, here):
    run = run_on(here, today() - DAY)
    assert [session.run for session in office_day(coordinator, today=today()).owed] == [run]
    run.sessions.update(status="held")
    assert office_day(coordinator, today=today()).owed == []


def test_a_run_without_its_pair_is_named_four_weeks_before(coordinator, here):
    near, _far = run_on(here, today() + 28 * DAY), run_on(here, today() + 29 * DAY)
    paired(run_on(here, today() + DAY))
    assert [line.run for line in office_day(coordinator, today=today()).unpaired] == [near]


def test_a_run_with_too_few_people_is_named_two_weeks_before(coordinator, here):
    few = paired(run_on(here, today() + 14 * DAY, minimum=2))
    EnrolmentFactory(run=few)
    enough = paired(run_on(here, today() + 7 * DAY, minimum=1))
    EnrolmentFactory(run=enough)
    paired(run_on(here, today() + 15 * DAY, minimum=2))
    assert [line.run for line in office_day(coordinator, today=today()).small] == [few]


def test_people_who_wait_while_places_are_free_are_named(office, coordinator, here):
    run = paired(run_on(here, today() + 20 * DAY, capacity=1))
    EnrolmentFactory(run=run)
    EnrolmentFactory(run=run)
    assert office_day(coordinator, today=today()).passed_over == []
    set_policy(waiting_list="office")
    type(run).objects.filter(pk=run.pk).update(capacity=2)
    assert [line.run for line in office_day(coordinator, today=today()).passed_over] == [run]
    assert "1 person waits, 1 place is free" in office.get("/office/").content.decode()
    party = [run.enrolments.get(status="waiting"), EnrolmentFactory(run=run)]
    come_together(enrolment=party[0], word=party[1].code, by=coordinator, now=timezone.now())
    assert office_day(coordinator, today=today()).passed_over == []  # one place is not enough for two


def test_help_that_nobody_arranged_is_counted_by_person(office, here):
    learner = EnrolmentFactory(run=run_on(here, today() + 20 * DAY)).learner
    Need.objects.create(learner=learner, kind="breaks")
    Need.objects.create(learner=learner, kind="large_print")
    page = office.get("/office/").content.decode()
    assert "1 person said what would help" in page
    assert learner.name in office.get("/office/needs/").content.decode()


def test_a_clear_day_says_so(office, there):
    run_on(there, today() - DAY)  # the college is open
    assert "Nothing is waiting for you" in office.get("/office/").content.decode()


def test_the_other_locality_sees_none_of_it(signed_in, stranger, here):
    run = run_on(here, today(), minimum=3)
    Need.objects.create(learner=EnrolmentFactory(run=run).learner, kind="breaks")
    page = signed_in(stranger).get("/office/").content.decode()
    assert "Nothing is waiting for you" in page and "No session today." in page


@pytest.mark.parametrize("role", ["trainer", "administrator", "board_reader", None])
def test_who_has_no_office_has_no_such_page(signed_in, role):
    assert signed_in(UserFactory(role=role)).get("/office/").status_code == 404


def test_it_costs_the_same_at_three_rows_and_at_sixty(office, here):
    for days in (-1, 0, 3):
        EnrolmentFactory(run=run_on(here, today() + days * DAY, minimum=5), now=timezone.now() - 9 * DAY)
    before = cost(office, "/office/")
    for number in range(57):
        run_on(here, today() + (number % 5 - 1) * DAY, minimum=5)
    assert Session.objects.count() == 120
    assert cost(office, "/office/") == before


def test_who_is_to_be_booked_besides_the_trainers_stands_there_until_they_are(office, coordinator, here):
    run = run_on(here, today() + 20 * DAY, course__wanted_beside="a BSL interpreter")
    assert "Still to be booked: a BSL interpreter." in office.get("/office/").content.decode()
    address = f"/office/runs/{run.code}/edit/"
    assert "Besides the trainers this course asks for: a BSL interpreter." in office.get(address).content.decode()
    change_run(run=run, beside="Kim Orr, 01632 960 555", by=coordinator, now=timezone.now())
    assert office_day(coordinator, today=today()).not_booked == []
    assert "a BSL interpreter: Kim Orr" in office.get(f"/office/runs/{run.code}/").content.decode()
