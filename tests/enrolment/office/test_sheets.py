"""The office's lists as .xlsx: what the page shows, for whom the page is, and written down."""

import io
import logging

import openpyxl
import pytest

from college.models import RecordOpening
from tests.factories import EnrolmentFactory, LearnerFactory, RunFactory, TrainerFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(here):
    return RunFactory(locality=here, venue__locality=here, term__slug="spring", capacity=1, sessions=2)


def lines(response) -> list[tuple]:
    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    return list(book.active.values)


def test_the_runs_of_a_term_in_ones_own_area_alone(office, run, caplog):
    RunFactory(term=run.term)
    with caplog.at_level(logging.INFO, logger="enrolment.office.sheets"):
        headings, line = lines(office.get("/office/terms/spring/runs.xlsx"))
    assert headings[:3] == ("Area", "Code", "Course")
    assert line[:3] == ("Here", run.course.code, run.course.title) and line[8] == 2 and line[-1] == "published"
    assert line[5].date() == run.sessions_on()[0].held_on
    assert "list taken: term-spring, 1 lines" in caplog.text


def test_the_trainers_and_no_cell_runs(office):
    TrainerFactory(name="=1+1", kind="peer")
    response = office.get("/office/trainers.xlsx")
    assert lines(response)[1][0] == "=1+1"
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    assert book.active["A2"].data_type == "s"


def test_the_people_of_a_run_and_each_record_counts_as_opened(office, coordinator, run):
    placed = EnrolmentFactory(run=run, learner=LearnerFactory(name="Sam"))
    EnrolmentFactory(run=run, learner=LearnerFactory(name="Ola"))
    response = office.get(f"/office/runs/{run.code}/people.xlsx")
    assert [line[:2] for line in lines(response)[1:]] == [("Sam", "has a place"), ("Ola", "on the waiting list")]
    assert run.course.title not in response["Content-Disposition"]
    openings = RecordOpening.objects.filter(part="export", by=coordinator)
    assert openings.count() == 2 and openings.filter(learner_code=placed.learner.code).exists()


def test_nobody_else_takes_a_list(signed_in, stranger, run):
    assert signed_in(stranger).get(f"/office/runs/{run.code}/people.xlsx").status_code == 404
    assert len(lines(signed_in(stranger).get("/office/terms/spring/runs.xlsx"))) == 1
    for role in ("trainer", "administrator", "analyst"):
        browser = signed_in(UserFactory(role=role))
        for address in ("terms/spring/runs", "trainers", f"runs/{run.code}/people"):
            assert browser.get(f"/office/{address}.xlsx").status_code == 404
    assert not RecordOpening.objects.exists()
