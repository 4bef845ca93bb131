"""The office copies an earlier term's runs: shown line by line, made in one go."""

import datetime as dt

import pytest

from courses.models import Run
from tests.factories import RunFactory, TermFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def autumn():
    return TermFactory(name="Autumn", slug="autumn", starts_on=dt.date(2026, 9, 7), ends_on=dt.date(2026, 12, 11))


@pytest.fixture
def spring():
    return TermFactory(name="Spring", slug="spring", starts_on=dt.date(2027, 1, 11), ends_on=dt.date(2027, 4, 2))


ADDRESS = "/office/terms/spring/copy/"


def test_the_term_is_chosen_then_each_line_shown_then_those_ticked_are_made_once(office, here, autumn, spring):
    first = dt.date(2026, 9, 15)
    run, other = (RunFactory(locality=here, term=autumn, sessions__first_on=first) for _turn in range(2))
    assert "?from=autumn" in office.get(ADDRESS).content.decode()
    page = office.get(ADDRESS + "?from=autumn").content.decode()
    assert "Tuesdays, 19 January to 23 February 2027, 10am to 12 midday" in page and other.course.title in page
    assert Run.objects.count() == 2
    for _turn in range(2):
        office.post(ADDRESS + "?from=autumn", {"run": [run.code]})
    made = spring.runs.get()
    assert (made.course, made.status) == (run.course, "draft")
    page = office.get(ADDRESS + "?from=autumn").content.decode()
    assert "copied already" in page and f'value="{other.code}"' in page and f'value="{run.code}"' not in page


def test_runs_of_another_area_and_those_called_off_are_not_there(office, here, autumn, spring):
    elsewhere = RunFactory(term=autumn)
    off = RunFactory(locality=here, term=autumn, status="cancelled")
    page = office.get(ADDRESS + "?from=autumn").content.decode()
    assert elsewhere.code not in page and off.code not in page
    office.post(ADDRESS + "?from=autumn", {"run": [elsewhere.code]})
    office.post(ADDRESS + "?from=none", {"run": [elsewhere.code]})
    assert not spring.runs.exists()
