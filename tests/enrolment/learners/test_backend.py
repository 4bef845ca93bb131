"""Who looks at a page is asked in one query, with all that every page offers them."""

import pytest
from django.utils import timezone

from college.models import Stamp, Wording
from college.read_once import ReadOnceMiddleware
from courses.models import CoProducer
from courses.permissions import Permission, may, roles_of
from courses.standing import makes_courses
from enrolment.learners.backend import OneQueryBackend
from enrolment.learners.queries import learner_of
from enrolment.learners.support.queries import people_helped_by
from tests.factories import CourseFactory, LearnerFactory, UserFactory

pytestmark = pytest.mark.django_db


def looked_up(user):
    return OneQueryBackend().get_user(user.pk)


def test_a_learner_without_a_role_costs_one_query(django_assert_num_queries):
    learner = LearnerFactory()
    with django_assert_num_queries(1):
        user = looked_up(learner.user)
        assert learner_of(user) == learner
        assert roles_of(user) == [] and not may(user, Permission.OPEN_OFFICE) and not makes_courses(user)


def test_roles_and_courses_are_asked_for_where_there_are_some(django_assert_num_queries):
    somebody = UserFactory(role="coordinator")
    CoProducer.objects.create(course=CourseFactory(), user=somebody, capacity="lived", name="Ines")
    with django_assert_num_queries(2):  # the person, and their roles
        user = looked_up(somebody)
        assert may(user, Permission.OPEN_OFFICE) and makes_courses(user) and learner_of(user) is None


def test_who_helps_nobody_is_not_asked_whom(django_assert_num_queries):
    user = looked_up(LearnerFactory().user)
    with django_assert_num_queries(0):
        assert list(people_helped_by(user, today=timezone.localdate())) == []


def test_the_stamp_comes_with_them(django_assert_num_queries):
    Wording.objects.create(college_name="The Wharf")
    learner = LearnerFactory()

    def look(request):
        looked_up(learner.user)
        return Stamp.current()

    code = Stamp.objects.get().code
    with django_assert_num_queries(1):
        assert ReadOnceMiddleware(look)(None) == code


def test_nobody_and_whoever_may_not_sign_in_any_more_are_nobody():
    gone = UserFactory(is_active=False)
    assert looked_up(gone) is None
    assert OneQueryBackend().get_user(gone.pk + 1000) is None
