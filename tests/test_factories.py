"""The rows that other tests start from are what their factories say they are."""

import pytest
from django.utils import timezone

from courses.models import Run
from courses.permissions import Permission, may
from tests.factories import (
    AllocationFactory,
    CourseFactory,
    LearnerFactory,
    LocalityFactory,
    RunFactory,
    TrainerFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def test_a_run_is_public_with_six_weekly_sessions():
    run = RunFactory()
    assert Run.objects.public(timezone.now()).get() == run
    assert [session.held_on.weekday() for session in run.sessions.all()] == [1] * 6


def test_a_course_has_no_words_until_told():
    assert not CourseFactory().editions.exists()
    assert CourseFactory(public=True).editions.count() == 1


def test_a_coordinator_has_the_rights_of_one_locality():
    here, there = LocalityFactory(), LocalityFactory()
    user = UserFactory(role="coordinator", role__locality=here)
    assert may(user, Permission.ENROL, here)
    assert not may(user, Permission.ENROL, there)


def test_a_learner_signs_in_by_the_address_they_gave():
    learner = LearnerFactory()
    assert learner.user.email == learner.email
    assert LearnerFactory(by_telephone=True).user.email is None


def test_a_trainer_teaches():
    assert may(TrainerFactory().user, Permission.TEACH)
    assert AllocationFactory().events.get().became == "accepted"
