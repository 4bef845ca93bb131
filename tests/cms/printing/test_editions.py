"""What stands in a printed prospectus: all that is public of its term and place, nothing else, for every reader."""

import datetime as dt

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from cms.models import ProspectusPage
from cms.printing.contents import Sentence, TermRows, contents_of
from cms.printing.pdf import Kind, printed, prospectus_pdf
from college.look.models import Wording
from courses.models import ClosedPeriod, Policy
from tests.cms.printing.rows import a_course, outline, tags
from tests.factories import EditionFactory, LocalityFactory, RunFactory, TermFactory, set_policy
from tests.pdf import assert_pdf_ua, pictures

pytestmark = pytest.mark.django_db
WEEK = dt.timedelta(weeks=1)


def book_of(term, locality=None):
    return contents_of(TermRows(term, timezone.now()), locality)


def html_of(book, kind=Kind.STANDARD) -> str:
    template, context, _pictures = printed(book, kind)
    return render_to_string(template, {"accent": "#1d5a52", "college": Wording.current()} | context)


# Who finds what in it ------------------------------------------------------------------------


def test_it_says_all_that_somebody_needs_who_has_only_paper(term, leeds):
    words = {"content_note": "We speak of nights.", "learn": ["How sleep works"]}
    a_course("Sleeping well", term, leeds, code="SLP01", words=words)
    Wording(college_name="Aire College", help_phone="0113 496 0000", postal_address="1 Station Road\nLeeds").save()
    ClosedPeriod.objects.create(term=term, first_on=term.starts_on, last_on=term.starts_on, reason="Snow day")
    html = html_of(book_of(term))
    for words in (
        "Aire College",
        "0113 496 0000",
        "We teach; we do not treat",
        "You refer yourself",
        "Sleeping well",
        "SLP01",
        "How sleep works",
        "We speak of nights.",
        "Hall of Leeds SLP01",
        "Tear this sheet off",
        "Snow day",
        Policy.current().agreement.splitlines()[0],
        "999",
        "All courses from A to Z",
    ):
        assert words in html.replace("&#x27;", "'"), words


def test_only_what_is_public_is_in_it(term, leeds, sleeping):
    a_course("A closed group", term, leeds, code="X1", is_listed=False)
    a_course("A draft", term, leeds, code="X2", status="draft")
    a_course("Called off", term, leeds, code="X3", status="cancelled")
    a_course("Another term", TermFactory(), leeds, code="X4")
    withdrawn = a_course("Withdrawn", term, leeds, code="X5")
    withdrawn.is_public = False
    withdrawn.save()
    assert [course.code for course in book_of(term).courses] == ["SLP01"]


def test_nothing_of_a_run_but_its_public_facts_is_in_it(term, leeds):
    a_course("Online", term, leeds, code="X1", notes="ring Sam first", joining_link="https://meet.example/secret")
    html = html_of(book_of(term))
    assert "ring Sam" not in html and "meet.example" not in html


def test_the_book_of_a_place_has_its_courses_and_those_online(term, leeds, sleeping):
    online = LocalityFactory(name="Online", slug="online", is_online=True)
    a_course("From home", term, online, code="ONL01")
    a_course("In Hull", term, LocalityFactory(name="Hull", slug="hull"), code="HUL01")
    assert {course.code for course in book_of(term, leeds).courses} == {"SLP01", "ONL01"}
    assert {course.code for course in book_of(term).courses} == {"SLP01", "ONL01", "HUL01"}
    assert "Hull" not in html_of(book_of(term, leeds))


def test_a_run_stands_in_the_week_in_which_it_begins(term, leeds, sleeping):
    first = timezone.localdate() + 3 * WEEK
    RunFactory(course=sleeping, term=term, locality=leeds, sessions=2, sessions__first_on=first)
    weeks = book_of(term).weeks
    assert sum(len(lines) for week in weeks for _place, lines in week.places) == 2
    assert all(week.begins_on.weekday() == 0 for week in weeks)


def test_it_costs_the_same_queries_for_three_courses_and_for_twenty(term, leeds, django_assert_max_num_queries):
    for number in range(3):
        a_course(f"Course {number}", term, leeds, code=f"C{number}")
    with django_assert_max_num_queries(14) as few:
        book_of(term)
    for number in range(3, 20):
        a_course(f"Course {number}", term, leeds, code=f"C{number}")
    with django_assert_max_num_queries(len(few)):
        book_of(term)


# As a document --------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [Kind.STANDARD, Kind.LARGE])
def test_each_edition_is_accessible_with_an_outline_that_leads_to_every_course(term, leeds, sleeping, kind):
    a_course("After a loss", term, leeds, code="LOS01")
    pdf = prospectus_pdf(book_of(term), kind)
    assert_pdf_ua(pdf)
    headings = outline(pdf)
    assert {"Prospectus", "Welcome", "Sleeping well", "After a loss", "I would like a place"} <= set(headings)
    assert tags(pdf, "H3") >= 2 and tags(pdf, "Link") >= 10
    # Two courses and the book itself.
    assert pictures(pdf) == 3


def test_large_print_is_set_anew_and_not_enlarged(term, sleeping):
    standard, large = (html_of(book_of(term), kind) for kind in (Kind.STANDARD, Kind.LARGE))
    assert '<body class="large">' in large and '<body class="">' in standard


def test_easy_read_is_offered_only_as_it_was_written(term, leeds, sleeping):
    assert not book_of(term).has_easy_read
    words = {
        "more": {"easy_read": [["We learn how to sleep.", ""]]},
        "about": "Circadian rhythms, in all their detail.",
    }
    EditionFactory(course=sleeping, title="Sleeping well", **words)
    a_course("Without easy words", term, leeds, code="HRD01")
    book = book_of(term)
    assert book.has_easy_read
    html = html_of(book, Kind.EASY)
    assert "We learn how to sleep." in html
    assert "Circadian" not in html and "Without easy words" not in html
    pdf = prospectus_pdf(book, Kind.EASY)
    assert_pdf_ua(pdf)
    assert "Sleeping well" in outline(pdf)


def test_the_opening_of_easy_read_is_what_the_page_says(term, sleeping):
    page = ProspectusPage(term=term, easy_read=[("sentence", {"words": "This is a college.", "picture": None})])
    rows = TermRows(term, timezone.now())
    rows.easy_read = [(block["value"]["words"], block["value"].get("picture")) for block in page.easy_read.raw_data]
    assert contents_of(rows).easy == (Sentence("This is a college.", ""),)


HOSTILE = (
    '<script>alert(1)</script><img src="http://127.0.0.1:1/x"><link rel="attachment" href="file:///etc/passwd">'
    "<style>*{display:none}</style> {% now 'Y' %}"
)


def test_hostile_words_are_words(term, leeds):
    a_course("Plain " + HOSTILE[:40], term, leeds, code="BAD01", words={"about": HOSTILE, "learn": [HOSTILE]})
    book = book_of(term)
    html = html_of(book)
    assert "<script>" not in html and "&lt;script&gt;" in html
    assert_pdf_ua(prospectus_pdf(book, Kind.STANDARD))


def test_a_college_that_takes_young_people_says_so_and_its_form_asks_for_their_guardian(term, sleeping):
    assert "parent or guardian" not in html_of(book_of(term))
    set_policy(guardian_from_age=16)
    html = html_of(book_of(term))
    assert "If you are 16 or 17, you can come when your parent or guardian agrees." in html
    assert "I am 16 or 17. My parent or guardian, and their telephone number:" in html
