"""After a session a trainer leaves a note or asks to be rung; the office sees it until somebody has."""

from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from enrolment.models import Debrief
from tests.factories import AllocationFactory, LocalityFactory, RunFactory, TrainerFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    return RunFactory(sessions=1, sessions__first_on=timezone.localdate()).sessions_on()[0]


@pytest.fixture
def trainer(session):
    return AllocationFactory(run=session.run, trainer=TrainerFactory(phone="01632 960 555")).trainer.user


@pytest.fixture
def office(session):
    return UserFactory(role="coordinator", role__locality=session.run.locality)


def test_a_note_left_twice_is_one_and_the_office_rings_once(signed_in, session, trainer, office):
    phone, said = signed_in(trainer), {"key": str(uuid4()), "words": "A lot came up", "wants_call": "on"}
    for _turn in range(2):
        page = phone.post(f"/teaching/registers/{session.code}/debrief/", said, follow=True).content.decode()
        assert "The office will ring you." in page
    debrief, desk = Debrief.objects.get(), signed_in(office)
    assert trainer.name in desk.get("/office/").content.decode()
    page = desk.get(f"/office/debriefs/{debrief.code}/").content.decode()
    assert "A lot came up" in page and "01632 960 555" in page
    for _turn in range(2):
        desk.post(f"/office/debriefs/{debrief.code}/")
    debrief.refresh_from_db()
    assert debrief.done_by == office
    assert "Trainers, after a session" not in desk.get("/office/").content.decode()


def test_an_empty_note_is_refused_beside_the_field(signed_in, session, trainer):
    page = signed_in(trainer).post(f"/teaching/registers/{session.code}/debrief/", {"key": str(uuid4())})
    assert "Write a few words, or tick" in page.content.decode() and not Debrief.objects.exists()


def test_it_is_sealed_and_neither_the_co_trainer_nor_another_area_reads_it(signed_in, session, trainer):
    now = timezone.now()
    debrief = Debrief.objects.create(key=uuid4(), session=session, words="A lot came up", by=trainer, at=now)
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM enrolment_debrief")
        assert "came up" not in cursor.fetchone()[0]
    co_trainer = AllocationFactory(run=session.run, trainer=TrainerFactory()).trainer.user
    elsewhere = UserFactory(role="coordinator", role__locality=LocalityFactory())
    for user in (co_trainer, elsewhere):
        assert signed_in(user).get(f"/office/debriefs/{debrief.code}/").status_code == 404
