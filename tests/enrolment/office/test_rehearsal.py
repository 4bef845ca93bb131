"""The dress rehearsal of a term: before its embargo passes staff see it, and nobody else does."""

import datetime as dt

import pytest
from django.utils import timezone

from courses.models import Run
from tests.enrolment.office.costs import cost
from tests.factories import CourseFactory, RunFactory, TermFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/office/terms/spring/rehearsal/"


@pytest.fixture
def term():
    return TermFactory(slug="spring", public_from=timezone.now() + dt.timedelta(days=9))


def test_what_will_be_public_is_shown_as_it_will_be_and_the_rest_with_why(office, here, term):
    run = RunFactory(term=term, locality=here)
    RunFactory(term=term, locality=here, status="draft")
    RunFactory(term=term, locality=here, is_listed=False)
    RunFactory(term=term, locality=here, course=CourseFactory())
    RunFactory(term=term, locality=here, status="cancelled")
    elsewhere = RunFactory(term=term)
    shown = office.get(ADDRESS).content.decode()
    before, after = shown.split("What will not be there")
    assert run.course.title in before and "Find out what helps" in before
    for why in ("It is a draft.", "It is a closed group.", "Its words are not public."):
        assert after.count(why) == 1
    assert elsewhere.course.title not in shown
    assert not Run.objects.public(timezone.now()).exists()


def test_the_public_sees_the_very_same_once_the_term_is_public(office, here, term):
    RunFactory(term=term, locality=here), RunFactory(term=term, locality=here, is_listed=False)
    opened = Run.objects.public(term.public_from)
    assert opened.exists() and list(opened) == list(Run.objects.public_but_for_embargo())


@pytest.mark.parametrize("public_from", [None, dt.datetime(2026, 1, 1, tzinfo=dt.UTC)])
def test_it_says_how_the_embargo_stands(office, here, term, public_from):
    type(term).objects.update(public_from=public_from)
    page = office.get(ADDRESS).content.decode()
    assert ("No day is set" if public_from is None else "The term is public.") in page


def test_it_costs_the_same_at_three_runs_and_at_nine(office, here, term):
    for _turn in range(3):
        RunFactory(term=term, locality=here)
    before = cost(office, ADDRESS)
    for _turn in range(6):
        RunFactory(term=term, locality=here)
    assert cost(office, ADDRESS) == before
