"""A certificate on paper says what was kept with it, is accessible, and names no one else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from courses.actions.editions import write_edition
from enrolment.certificates.pdf import (
    NothingToPrint,
    as_printed,
    attendance_letter_pdf,
    certificate_pdf,
    run_certificates_pdf,
)
from enrolment.certificates.queries import certificates_of, certificates_of_run
from tests.enrolment.certificates.rows import NOW, place, taught_run, teach
from tests.factories import signed
from tests.pdf import assert_pdf_ua, bookmarks, pictures, words_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def run():
    run = taught_run()
    teach(run, {place(run, name=name): "pppp" for name in ("Zofia Łaska", "Siân Lloyd", "نازیہ پروین")})
    return run


def test_one_persons_certificate(run):
    certificate = certificates_of_run(run).first()
    pdf = certificate_pdf(certificate)
    assert_pdf_ua(pdf, pages=1)
    assert pictures(pdf) == 1
    assert bookmarks(pdf) == [certificate.words["name"]]


def test_its_large_print_twin(run):
    assert_pdf_ua(certificate_pdf(certificates_of_run(run).first(), large=True))


def test_all_of_a_run_in_one_file_by_name(run):
    pdf = run_certificates_pdf(run)
    assert_pdf_ua(pdf, pages=3)
    assert bookmarks(pdf)[:2] == ["Siân Lloyd", "Zofia Łaska"]


def test_a_run_without_certificates_says_so():
    with pytest.raises(NothingToPrint, match="last register"):
        run_certificates_pdf(taught_run())


def test_what_is_printed_is_what_was_kept(run):
    certificate = certificates_of_run(run).first()
    before = as_printed(certificate)
    write_edition(
        course=run.course, words={"title": "Rest"}, signed=signed({"title": "Rest"}), revision="2", by=None, now=NOW
    )
    certificate.refresh_from_db()
    assert as_printed(certificate) == before
    assert before["title"] == "Sleeping well"
    assert before["check_url"].endswith(f"/certificates/check/{certificate.code}/")


def test_nothing_private_is_printed(run):
    learner = run.enrolments.first().learner
    printed = str(as_printed(certificates_of(learner).get()))
    for private in (learner.email, learner.code, run.code, "uses_services"):
        assert private not in printed


def test_a_certificate_prints_in_the_learners_language():
    run = taught_run()
    learner = place(run)
    learner.learner.user.language = "cy"
    learner.learner.user.save()
    teach(run, {learner: "pppp"})
    certificate = certificates_of(learner.learner).get()
    assert certificate.words["language"] == "cy"
    with translation.override("pl"):
        assert_pdf_ua(certificate_pdf(certificate), pages=1, language="cy")


def test_printing_a_run_asks_the_same_questions_however_many_are_on_it(run):
    few = _queries(run)
    teach_more = taught_run()
    teach(teach_more, {place(teach_more): "pppp" for _ in range(12)})
    assert _queries(teach_more) == few


def _queries(run) -> int:
    with CaptureQueriesContext(connection) as asked:
        run_certificates_pdf(run)
    return len(asked)


@pytest.mark.parametrize("large", [False, True])
def test_a_letter_about_taking_part_for_anyone_at_any_time(large):
    run = taught_run()
    learner = place(run, name="Siân Lloyd")
    teach(run, {learner: "pp--"}, close=True)
    learner.refresh_from_db()
    named = attendance_letter_pdf(learner, with_title=True, large=large, now=NOW)
    assert_pdf_ua(named, pages=1)
    words = " ".join(words_on(named).split())
    assert "Siân Lloyd" in words and "Sleeping well" in words and "2 of the 4 sessions" in words
    neutral = attendance_letter_pdf(learner, with_title=False, large=large, now=NOW)
    assert "Sleeping" not in words_on(neutral)


def test_a_letter_before_anything_was_held_says_so():
    learner = place(taught_run())
    letter = attendance_letter_pdf(learner, with_title=True, large=False, now=NOW)
    assert "No session has been held" in words_on(letter)
