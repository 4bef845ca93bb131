"""The office's lists as .xlsx: what the page shows, for whom the page is, and written down."""

import io
import logging
from pathlib import Path

import openpyxl
import pytest
from django.conf import settings
from django.utils import timezone

from college.models import Message, RecordOpening
from enrolment.models import CallRequest, FollowUp, Learner, Reply, WelcomeTalk
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
    with caplog.at_level(logging.INFO, logger="courses.list_sheets"):
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


def test_what_would_help_people_is_a_list_and_each_record_counts_as_opened(office, coordinator, run):
    learner = EnrolmentFactory(run=run, learner=LearnerFactory(name="Sam")).learner
    learner.needs.create(kind="step_free"), learner.needs.create(kind="breaks")
    response = office.get("/office/needs.xlsx")
    headings, *found = lines(response)
    assert headings[:2] == ("Name", "What would help") and [line[0] for line in found] == ["Sam", "Sam"]
    assert found[0][2].date() == run.sessions_on()[0].held_on
    assert run.course.title not in str(found)
    assert RecordOpening.objects.get(part="export", by=coordinator).learner_code == learner.code  # once a list


def test_who_is_to_be_rung_and_whom_a_message_has_not_reached(office, run):
    CallRequest.objects.create(name="Ida", phone="01632 960 111", asked_at=timezone.now())
    learner = LearnerFactory(name="Ola", phone="01632 960 112")
    enrolment = EnrolmentFactory(run=run, learner=learner)
    Message.objects.filter(about=enrolment.code).update(status="failed", last_problem="no such mailbox")
    assert [line[:2] for line in lines(office.get("/office/ring.xlsx"))[1:]] == [
        ("Ida", "01632 960 111"),
        ("Ola", "01632 960 112"),
    ]
    [line] = lines(office.get("/office/messages.xlsx"))[1:]
    assert (line[0], line[2], line[4]) == ("Ola", learner.email, "no such mailbox")
    assert RecordOpening.objects.filter(learner_code=learner.code).count() == 2


def test_lists_about_nobody_who_learns(signed_in, office, run):
    assert lines(office.get("/office/terms.xlsx"))[1][0] == run.term.name
    team = signed_in(UserFactory(role="administrator", name="Alex"))
    assert "Alex" in [line[0] for line in lines(team.get("/office/team.xlsx"))]
    RecordOpening.objects.create(by=UserFactory(name="Priya"), learner_code="abc", part="record", at=timezone.now())
    RecordOpening.objects.create(by=UserFactory(name="Nobody"), learner_code="def", part="record", at=timezone.now())
    keeper = signed_in(UserFactory(role="data_protection"))
    assert [line[1:4] for line in lines(keeper.get("/office/records.xlsx?learner=abc"))[1:]] == [
        ("Priya", "abc", "record")
    ]


def test_a_search_is_taken_as_it_is_shown_and_nobody_is_listed_unasked(office, run):
    sought = EnrolmentFactory(run=run, learner=LearnerFactory(name="Sam", full_name="Samira Khan")).learner
    EnrolmentFactory(run=run, learner=LearnerFactory(name="Ola"))
    page = office.get("/office/people/?q=samira").content.decode()
    address = "/office/people.xlsx?q=samira"
    assert address in page
    assert lines(office.get(address))[1:] == [("Sam", "Samira Khan")]
    assert RecordOpening.objects.get().learner_code == sought.code
    assert len(lines(office.get("/office/people.xlsx"))) == len(lines(office.get("/office/people.xlsx?q=s"))) == 1


def test_two_who_may_be_one_stand_under_each_other_and_both_records_count_as_opened(office, run):
    for name in ("Sam Khan", "Sam  Khan"):
        EnrolmentFactory(run=run, learner=LearnerFactory(name=name, full_name="Sam Khan", phone="01632 960 113"))
    assert [line[0] for line in lines(office.get("/office/people/twice.xlsx"))[1:]] == [1, 1]
    assert RecordOpening.objects.count() == 2


@pytest.mark.parametrize("name", ["needs", "ring", "messages", "follow-ups", "new-faces", "replies", "talks"])
def test_a_list_of_people_holds_ones_own_area_alone(office, signed_in, stranger, run, name):
    learner = LearnerFactory(name="Sam", phone="01632 960 113")
    enrolment = EnrolmentFactory(run=run, learner=learner)
    learner.needs.create(kind="breaks")
    now = timezone.now()
    Reply.objects.create(said_id="1", channel="text", from_address="1", text="Yes", learner=learner, received_at=now)
    facts = {"locality": run.locality, "host": "Priya", "starts_at": now, "learner": learner, "at": now}
    WelcomeTalk.objects.create(**facts)
    Message.objects.filter(about=enrolment.code).update(status="failed")
    Learner.objects.filter(pk=learner.pk).update(agreed_at=None, user=None)
    missed = {"session": run.sessions_on()[0], "reason": "first", "made_at": now, "due_on": timezone.localdate(now)}
    FollowUp.objects.create(enrolment=enrolment, **missed)
    assert [line[0] for line in lines(office.get(f"/office/{name}.xlsx"))[1:]] == ["Sam"]
    assert RecordOpening.objects.get().learner_code == learner.code
    theirs = lines(signed_in(stranger).get(f"/office/{name}.xlsx"))
    assert len(theirs) == 1 and RecordOpening.objects.count() == 1


def test_staff_print_words_and_not_where_links_lead():
    css = Path(settings.BASE_DIR, "build", "static", "college", "college.css").read_text()
    assert css.rindex(".college-body--staff a::after{content:none}") > css.rindex('" (Link: "')
