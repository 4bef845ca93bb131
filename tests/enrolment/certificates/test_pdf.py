"""A certificate on paper says what was kept with it, is accessible, and names no one else."""

import pytest
from django.utils import translation

from college.fields import in_groups
from college.outbox.languages import write_in
from courses.actions.editions import write_edition
from enrolment.certificates.graduation import graduates_of, say_wish
from enrolment.certificates.pdf import (
    as_printed,
    attendance_letter_pdf,
    certificate_pdf,
    cpd_record_pdf,
    graduation_list_pdf,
    print_run_pdf,
)
from enrolment.certificates.posting import postings_of
from enrolment.certificates.queries import certificates_of, certificates_of_run
from tests.enrolment.certificates.rows import NOW, place, taught_run, teach
from tests.factories import signed
from tests.pdf import assert_pdf_ua, bookmarks, pictures, plain_bytes, words_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def run():
    run = taught_run()
    teach(run, {place(run, name=name): "pppp" for name in ("Zofia Łaska", "Siân Lloyd", "محمد عبد الله")})
    return run


def papers_of(certificate) -> dict[str, bytes]:
    """Every paper that is made for one person."""
    letter = {"enrolment": certificate.enrolment, "now": NOW}
    return {
        "certificate": certificate_pdf(certificate),
        "large": certificate_pdf(certificate, large=True),
        "cpd": cpd_record_pdf(certificate),
        "letter": attendance_letter_pdf(with_title=True, large=False, **letter),
        "neutral letter": attendance_letter_pdf(with_title=False, large=True, **letter),
    }


def test_every_paper_is_accessible_and_holds_nobody_elses_data(run):
    mine, *others = certificates_of_run(run)
    type(others[0].enrolment.learner).objects.filter(pk=others[0].enrolment.learner_id).update(
        route="letter", address="12 Quay Street\nEastmoor"
    )
    for name, pdf in papers_of(mine).items():
        assert_pdf_ua(pdf, pages=1 if name != "large" else None)
        holds = words_on(pdf) + plain_bytes(pdf).decode("latin-1")
        assert mine.words["name"] in words_on(pdf), name
        for other in others:
            for foreign in (other.words["name"], other.code, in_groups(other.code), "Quay"):
                assert foreign not in holds, name
        assert pictures(pdf) == (1 if name in ("certificate", "large", "cpd") else 0), name
    everyone = print_run_pdf(postings_of(certificates_of_run(run)))
    assert_pdf_ua(everyone, pages=5)
    for each in graduates_of(run.term, run.locality):
        say_wish(learner=each.learner, term=run.term, wish="with_courses", by=None, now=NOW)
    assert_pdf_ua(graduation_list_pdf(graduates_of(run.term, None), term=run.term, locality=run.locality), pages=1)


def test_one_persons_certificate_is_found_by_its_name(run):
    certificate = certificates_of_run(run)[0]
    assert bookmarks(certificate_pdf(certificate)) == [certificate.words["name"]]


def test_a_cpd_record_says_hours_and_leaves_room_to_write(run):
    words = " ".join(words_on(cpd_record_pdf(certificates_of_run(run)[0])).split())
    assert "Hours of learning 8" in words and "What I take into my work" in words and "4 of 4" in words


def test_what_is_printed_is_what_was_kept(run):
    certificate = certificates_of_run(run)[0]
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
    learner.learner.user.language = "pl"
    learner.learner.user.save()
    write_in(language="pl", wanted=True, by=None, now=NOW)
    teach(run, {learner: "pppp"})
    certificate = certificates_of(learner.learner).get()
    assert certificate.words["language"] == "pl"
    with translation.override("cy"):
        printed = certificate_pdf(certificate)
    assert_pdf_ua(printed, pages=1, language="pl")
    assert "Certyfikat" in words_on(printed)


@pytest.mark.parametrize("large", [False, True])
def test_a_letter_about_taking_part_for_anyone_at_any_time(large):
    run = taught_run()
    learner = place(run, name="Siân Lloyd")
    teach(run, {learner: "pp--"}, close=True)
    learner.refresh_from_db()
    named = attendance_letter_pdf(learner, with_title=True, large=large, now=NOW)
    words = " ".join(words_on(named).split())
    assert "Siân Lloyd" in words and "Sleeping well" in words and "2 of the 4 sessions" in words
    neutral = attendance_letter_pdf(learner, with_title=False, large=large, now=NOW)
    assert "Sleeping" not in words_on(neutral)


def test_a_letter_before_anything_was_held_says_so():
    learner = place(taught_run())
    letter = attendance_letter_pdf(learner, with_title=True, large=False, now=NOW)
    assert "No session has been held" in words_on(letter)
