"""Marks put right: by whom and when, for how long by trainers, and what two people say at once."""

import datetime as dt

import pytest
from django.utils import timezone

from enrolment.certificates.actions import record_marks
from enrolment.models import Mark, MarkEvent, MarkFlag
from enrolment.trainers.permissions import runs_taught_by
from tests.factories import AllocationFactory, EnrolmentFactory, RunFactory, TrainerFactory, UserFactory, set_policy

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def run():
    run = RunFactory(sessions=1, sessions__first_on=timezone.localdate())
    for kind in ("peer", "professional"):
        AllocationFactory(run=run, trainer=TrainerFactory(kind=kind))
    return run


@pytest.fixture
def session(run):
    return run.sessions_on()[0]


@pytest.fixture
def trainers(run):
    return [allocation.trainer.user for allocation in run.allocations.select_related("trainer__user").order_by("pk")]


@pytest.fixture
def enrolment(run):
    return EnrolmentFactory(run=run)


@pytest.fixture
def office(run):
    return UserFactory(role="coordinator", role__locality=run.locality)


def address(session, page=""):
    return f"/teaching/registers/{session.code}/{page}"


def mark(session, enrolment, status, by, *, seen=None, minutes=10):
    now = session.starts_at + dt.timedelta(minutes=minutes)
    return record_marks(
        session=session,
        statuses={enrolment.pk: status},
        by=by,
        now=now,
        seen=None if seen is None else {enrolment.pk: seen},
    )


def flags():
    return list(MarkFlag.objects.open().values_list("kind", flat=True))


# Two people at once --------------------------------------------------------------------------


def test_two_trainers_who_differ_online_are_flagged_and_the_latest_shows(session, enrolment, trainers):
    mark(session, enrolment, "present", trainers[0], seen=0)
    assert mark(session, enrolment, "did_not_attend", trainers[1], seen=0) == 1
    assert Mark.objects.get().status == "did_not_attend"
    assert MarkEvent.objects.count() == 2 and flags() == ["disagrees"]


def test_who_agrees_has_seen_it_or_changes_their_own_mark_raises_nothing(session, enrolment, trainers):
    mark(session, enrolment, "present", trainers[0], seen=0)
    mark(session, enrolment, "present", trainers[1], seen=0)
    mark(session, enrolment, "part", trainers[1], seen=1)
    mark(session, enrolment, "apologies", trainers[1], seen=0)  # their own second window
    assert Mark.objects.get().version == 3
    assert flags() == ["disagrees"]  # the second window had not seen the first trainer's mark
    MarkFlag.objects.all().delete()
    mark(session, enrolment, "part", trainers[1], seen=2)
    assert flags() == []


def test_what_the_office_put_right_meanwhile_stays_and_both_are_kept(session, enrolment, trainers, office):
    mark(session, enrolment, "apologies", office, seen=0)
    assert mark(session, enrolment, "did_not_attend", trainers[0], seen=0) == 0
    assert Mark.objects.get().status == "apologies"
    assert MarkEvent.objects.count() == 2 and flags() == ["disagrees"]


def test_two_open_pages_are_seen_to_differ(client, session, enrolment, trainers):
    def page_of(user):
        client.force_login(user)
        words = client.get(address(session)).content.decode()
        was = words.partition(f'name="was-{enrolment.code}" value="')[2].partition('"')[0]
        return {f"was-{enrolment.code}": was, "press": "save"}

    pages = [page_of(user) for user in trainers]
    for user, page, status in zip(trainers, pages, ("present", "did_not_attend"), strict=True):
        client.force_login(user)
        client.post(address(session), page | {enrolment.code: status})
    assert flags() == ["disagrees"] and Mark.objects.get().status == "did_not_attend"


# Who and when --------------------------------------------------------------------------------


def test_a_mark_put_right_says_by_whom_on_the_register_and_all_of_it_on_a_page(
    signed_in, session, enrolment, trainers, office
):
    mark(session, enrolment, "did_not_attend", trainers[0])
    mark(session, enrolment, "part", office, minutes=75)
    for user in (trainers[1], office):
        client = signed_in(user)
        assert f"Put right by {office.name}" in client.get(address(session)).content.decode()
        page = client.get(address(session, "said/")).content.decode()
        assert f"did not attend, by {trainers[0].name}" in page
        assert f"here for part of it, by {office.name}" in page and "put right" in page


# For how long --------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "is_seen"), [(28, True), (29, False)])
def test_names_and_marks_are_gone_for_trainers_when_the_days_of_the_college_are_over(signed_in, days, is_seen):
    set_policy(register_days=28)
    run = RunFactory(sessions=2, sessions__first_on=timezone.localdate() - (days + 7) * DAY)
    trainer, enrolment = AllocationFactory(run=run, trainer=TrainerFactory()).trainer, EnrolmentFactory(run=run)
    last = run.sessions_on()[-1]
    client = signed_in(trainer.user)
    for page in (address(last), address(last, "said/"), f"/teaching/runs/{run.code}/"):
        assert (client.get(page).status_code == 200) is is_seen
    client.post(address(last), {enrolment.code: "apologies"})
    assert Mark.objects.exists() is is_seen
    office = signed_in(UserFactory(role="coordinator", role__locality=run.locality))
    assert office.get(address(last)).status_code == 200


def test_a_released_trainer_and_last_terms_see_neither_register_nor_who_marked(client, run, session, enrolment):
    released = AllocationFactory(run=run, status="released").trainer
    before = RunFactory(sessions=1, course=run.course, sessions__first_on=timezone.localdate() - 90 * DAY)
    last_terms = AllocationFactory(run=before, trainer=TrainerFactory()).trainer
    for trainer in (released, last_terms):
        assert not runs_taught_by(trainer.user).exists()
        client.force_login(trainer.user)
        for page in ("", "said/", "check/"):
            assert client.get(address(session, page)).status_code == 404
            assert client.get(address(before.sessions_on()[0], page)).status_code == 404


def test_a_run_without_a_day_yet_is_still_its_trainers(run):
    planned = RunFactory(sessions=0)
    trainer = AllocationFactory(run=planned, trainer=TrainerFactory()).trainer
    assert list(runs_taught_by(trainer.user)) == [planned]
