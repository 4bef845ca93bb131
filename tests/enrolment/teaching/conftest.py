"""A trainer with a session today, and twelve names on its register."""

import datetime as dt

import pytest
from django.utils import timezone

from tests.factories import AllocationFactory, EnrolmentFactory, LearnerFactory, RunFactory, TrainerFactory


@pytest.fixture
def run(db):
    """A run whose second session is today, taught by its pair."""
    run = RunFactory(sessions=3, sessions__first_on=timezone.localdate() - dt.timedelta(days=7))
    AllocationFactory(run=run, trainer=TrainerFactory(kind="professional"))
    return run


@pytest.fixture
def trainer(run):
    return AllocationFactory(run=run, trainer=TrainerFactory(kind="peer")).trainer


@pytest.fixture
def session(run):
    return run.sessions.get(held_on=timezone.localdate())


@pytest.fixture
def twelve(run):
    """The enrolments on the register, by name."""
    return [EnrolmentFactory(run=run, learner=LearnerFactory(name=f"Learner {n:02}")) for n in range(12)]


@pytest.fixture
def phone(client, trainer):
    """The trainer's phone, signed in."""
    client.force_login(trainer.user)
    return client
