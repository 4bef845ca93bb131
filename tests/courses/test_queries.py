"""What the public may see of runs, and what a list costs."""

import datetime as dt

import pytest
from django.utils import timezone

from courses import queries
from tests.factories import CourseFactory, EditionFactory, LocalityFactory, RunFactory, TermFactory

pytestmark = pytest.mark.django_db
WEEK = dt.timedelta(weeks=1)


@pytest.fixture
def now():
    return timezone.now()


def test_a_public_run_is_coming(now):
    run = RunFactory()
    assert list(queries.coming_runs(now)) == [run]


@pytest.mark.parametrize(
    "hidden",
    [
        {"status": "draft"},
        {"status": "cancelled"},
        {"status": "finished"},
        {"is_listed": False},
        {"course__is_public": False},
    ],
    ids=str,
)
def test_what_is_not_for_everyone_is_not_coming(now, hidden):
    RunFactory(**hidden)
    assert not queries.coming_runs(now).exists()


def test_a_course_without_words_is_not_coming(now):
    RunFactory(course=CourseFactory(is_public=True))
    assert not queries.coming_runs(now).exists()


def test_a_term_under_embargo_or_not_opened_is_not_coming(now):
    RunFactory(term=TermFactory(public_from=now + WEEK))
    RunFactory(term=TermFactory(public_from=None))
    assert not queries.coming_runs(now).exists()
    assert queries.coming_runs(now + WEEK).count() == 1


def test_what_is_over_is_not_coming(now):
    RunFactory(sessions=2, sessions__first_on=timezone.localdate(now) - 3 * WEEK)
    assert not queries.coming_runs(now).exists()


def test_soonest_first_and_those_under_way_last(now):
    today = timezone.localdate(now)
    later = RunFactory(sessions__first_on=today + 3 * WEEK)
    under_way = RunFactory(sessions__first_on=today - WEEK)
    sooner = RunFactory(sessions__first_on=today + WEEK)
    assert list(queries.coming_runs(now)) == [sooner, later, under_way]


@pytest.mark.parametrize("number", [1, 8])
def test_a_list_of_runs_costs_three_queries(now, number, django_assert_num_queries):
    for _n in range(number):
        RunFactory()
    with django_assert_num_queries(3):
        runs = queries.with_words(queries.coming_runs(now))
        for run in runs:
            assert run.edition.title
            assert run.venue.name
            assert run.course.strand.name
            assert run.sessions_on()


def test_the_newest_words_are_current(now):
    course = CourseFactory(public=True)
    newest = EditionFactory(course=course, number=9_999, title="New words")
    other = CourseFactory(public=True)
    assert queries.current_edition(course) == newest
    assert set(queries.current_editions([course.pk, other.pk])) == {course.pk, other.pk}
    assert queries.current_editions([course.pk])[course.pk] == newest


def test_localities_and_terms_show_only_what_is_public(now):
    run = RunFactory()
    RunFactory(is_listed=False)
    LocalityFactory()
    TermFactory(public_from=now + WEEK)
    assert list(queries.localities_with_runs(now)) == [run.locality]
    assert run.term in queries.public_terms(now)
    assert queries.public_terms(now).count() == 2
