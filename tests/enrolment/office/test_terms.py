"""A term at a glance: its runs by area, which are drafts, and publishing them."""

import pytest

from courses.models import Run, Term
from tests.enrolment.office.costs import cost
from tests.factories import AllocationFactory, CourseFactory, RunFactory, TermFactory, UserFactory, set_policy

pytestmark = pytest.mark.django_db


@pytest.fixture
def term():
    return TermFactory(name="Spring 2027", slug="spring")


def run(term, locality, **facts):
    return RunFactory(term=term, locality=locality, venue__locality=locality, sessions=2, **facts)


ADDRESS = "/office/terms/spring/"


def test_runs_stand_under_their_area_with_places_trainers_and_state(office, term, here):
    found = run(term, here, capacity=8)
    AllocationFactory(run=found, trainer__name="Ines Calder", status="proposed")
    page = office.get(ADDRESS).content.decode()
    assert "<h2" in page and "Here</h2>" in page and "Runs in Here" in page
    assert "0 of 8" in page and "Ines Calder (asked)" in page and "The second trainer is to be confirmed." in page


def test_only_where_something_is_a_draft_can_something_be_published(office, term, here):
    run(term, here)
    assert "Publish" not in office.get(ADDRESS).content.decode()
    run(term, here, status="draft")
    page = office.get(ADDRESS).content.decode()
    assert "Publish the ticked runs" in page and "Publish the draft in Here" in page


def test_the_ticked_runs_are_published(office, term, here):
    one, other = run(term, here, status="draft"), run(term, here, status="draft")
    page = office.post(ADDRESS, {"run": [one.code]}, follow=True).content.decode()
    assert "1 run is published." in page
    assert set(Run.objects.filter(status="draft")) == {other}


def test_one_press_publishes_all_drafts_of_an_area_and_of_no_other(signed_in, term, here, there):
    run(term, here, status="draft"), run(term, here, status="draft"), run(term, there, status="draft")
    signed_in(UserFactory(role="manager")).post(ADDRESS, {"area": "here"})
    assert list(Run.objects.filter(status="draft").values_list("locality__slug", flat=True)) == ["there"]


def test_a_run_that_may_not_be_published_says_why_and_the_others_are(office, term, here):
    set_policy(unpaired="block")
    run(term, here, status="draft")
    page = office.post(ADDRESS, {"area": "here"}, follow=True).content.decode()
    assert "Give it its pair first." in page


def test_nothing_ticked_is_said(office, term, here):
    run(term, here, status="draft")
    assert "Tick the runs that you want to publish." in office.post(ADDRESS, follow=True).content.decode()


def test_a_course_whose_words_are_a_draft_says_so_and_leads_there(office, term, here):
    run(term, here, course=CourseFactory(code="NEW1"))
    page = office.get(ADDRESS).content.decode()
    assert "Its words are a draft" in page and 'href="/office/courses/NEW1/"' in page


def test_another_locality_neither_sees_nor_publishes_them(signed_in, stranger, term, here):
    found = run(term, here, status="draft", course__title="Of here alone")
    browser = signed_in(stranger)
    assert "Of here alone" not in browser.get(ADDRESS).content.decode()
    browser.post(ADDRESS, {"run": [found.code]})
    browser.post(ADDRESS, {"area": "here"})
    found.refresh_from_db()
    assert found.status == "draft"


@pytest.mark.parametrize("address", ["/office/terms/", "/office/terms/new/", ADDRESS, f"{ADDRESS}edit/"])
def test_who_plans_no_terms_has_no_such_pages(signed_in, term, address):
    assert signed_in(UserFactory(role="trainer")).get(address).status_code == 404


def test_a_term_is_made_with_its_closed_days(office):
    office.post("/office/terms/new/", {
        "name": "Autumn 2027", "starts_on": "6/9/2027", "ends_on": "10 December 2027",
        "closed": "25/10/2027 to 29/10/2027, half-term",
    })  # fmt: skip
    made = Term.objects.get()
    assert made.closed_periods.get().reason == "half-term" and made.public_from is None


@pytest.mark.parametrize(
    "wrong, sentence",
    [
        ({"ends_on": "1/9/2027"}, "The last day comes before the first."),
        ({"closed": "half-term in October"}, "write the days, a comma, and the reason."),
        ({"closed": "29/10/2027 to 25/10/2027, half-term"}, "the last day comes before the first."),
    ],
)
def test_a_term_that_cannot_be_is_a_sentence_and_keeps_what_was_typed(office, wrong, sentence):
    facts = {"name": "Autumn 2027", "starts_on": "6/9/2027", "ends_on": "10/12/2027", "closed": ""}
    page = office.post("/office/terms/new/", facts | wrong).content.decode()
    assert sentence in page and "Autumn 2027" in page and "6/9/2027" in page
    assert "<title>Error:" in page
    assert not Term.objects.exists()


def test_it_costs_the_same_at_three_runs_and_at_sixty(office, term, here):
    for _run in range(3):
        run(term, here, status="draft")
    before = cost(office, ADDRESS)
    for _run in range(57):
        run(term, here)
    assert cost(office, ADDRESS) == before
