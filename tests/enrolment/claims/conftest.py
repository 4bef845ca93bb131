"""A trainer who taught yesterday, and the people of the office who see to claims."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import timezone

from enrolment.claims.actions import claim_for
from enrolment.claims.money import Said
from tests.factories import AllocationFactory, LocalityFactory, RunFactory, TrainerFactory, UserFactory

A_WHILE = dt.timedelta(weeks=9)


@pytest.fixture
def here(db):
    return LocalityFactory(name="Here")


@pytest.fixture
def trainer(here):
    """On a run of two sessions, of two hours each: one yesterday, one in six days."""
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    run = RunFactory(locality=here, sessions=2, sessions__first_on=yesterday)
    trainer = TrainerFactory(name="Jo Bell")
    AllocationFactory(run=run, trainer=trainer, made_at=timezone.now() - A_WHILE)
    return trainer


@pytest.fixture
def session(trainer):
    return trainer.allocations.get().run.sessions_on()[0]


@pytest.fixture
def coordinator(here):
    return UserFactory(role="coordinator", role__locality=here)


@pytest.fixture
def manager(here):
    return UserFactory(role="manager", role__locality=here)


@pytest.fixture
def said():
    """An involvement payment, twelve and a half miles with one passenger, a bus fare."""
    return Said(wants_payment=True, car_miles=Decimal("12.5"), passengers=1, receipts_pence=420, what_for="Bus fare")


@pytest.fixture
def claim(trainer, session, said):
    an_hour_ago = timezone.now() - dt.timedelta(hours=1)
    return claim_for(trainer=trainer, session=session, said=said, by=trainer.user, now=an_hour_ago)
