"""Every step from every state of an enrolment: those of the table are taken, all others refused."""

import itertools

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from enrolment.models import Enrolment
from enrolment.places.moves import CantChange, move
from enrolment.places.states import ENROLMENT
from tests.factories import LearnerFactory, RunFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolment():
    return Enrolment.objects.create(
        learner=LearnerFactory(), run=RunFactory(sessions=1), status="requested", source="self", asked_at=timezone.now()
    )


@pytest.mark.parametrize(("was", "became"), list(itertools.product(ENROLMENT, ENROLMENT)))
def test_each_step(enrolment, was, became):
    Enrolment.objects.filter(pk=enrolment.pk).update(status=was)
    enrolment.refresh_from_db()
    if became in ENROLMENT[was]:
        move(enrolment, became, by=None, now=timezone.now(), told="")
        assert (enrolment.events.get().was, enrolment.events.get().became) == (was, became)
    else:
        with pytest.raises(CantChange):
            move(enrolment, became, by=None, now=timezone.now(), told="")
        assert not enrolment.events.exists()
    enrolment.refresh_from_db()
    assert enrolment.status == (became if became in ENROLMENT[was] else was)


def test_the_database_refuses_a_second_live_enrolment_of_a_learner_on_a_run(enrolment):
    with pytest.raises(IntegrityError), transaction.atomic():
        Enrolment.objects.bulk_create(
            [
                Enrolment(
                    learner=enrolment.learner,
                    run=enrolment.run,
                    status="waiting",
                    source="self",
                    asked_at=timezone.now(),
                )
            ]
        )


def test_the_database_refuses_a_state_nobody_knows(enrolment):
    with pytest.raises(IntegrityError), transaction.atomic():
        Enrolment.objects.filter(pk=enrolment.pk).update(status="dna")
