"""A place, a strand and a term in which people teach."""

import datetime as dt

import pytest
from django.utils import timezone

from tests.factories import LocalityFactory, RunFactory, StrandFactory, TermFactory, TrainerFactory, UserFactory


@pytest.fixture
def here():
    return LocalityFactory()


@pytest.fixture
def strand():
    return StrandFactory()


@pytest.fixture
def term():
    return TermFactory()


@pytest.fixture
def office(here):
    return UserFactory(role="coordinator", role__locality=here)


@pytest.fixture
def new_trainer(here, strand):
    """Makes someone who could teach whatever stands here in a morning."""

    def make(kind, **facts):
        trainer = TrainerFactory(kind=kind, **facts)
        trainer.localities.add(here)
        trainer.strands.add(strand)
        trainer.clearances.create(until=timezone.localdate() + dt.timedelta(days=900))
        for weekday in range(7):
            trainer.free_times.create(weekday=weekday, half="am")
        return trainer

    return make


@pytest.fixture
def new_run(here, strand, term):
    return lambda **facts: RunFactory(**({"locality": here, "term": term, "course__strand": strand} | facts))
