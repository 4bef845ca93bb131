"""Who may open what: everyone once the term is public, before it only those who plan terms."""

import datetime as dt
from io import BytesIO

import pikepdf
import pytest
from django.utils import timezone

from cms.actions import lay_out_site
from cms.printing.models import PrintedProspectus
from courses.models import Term
from tests.cms.printing.rows import a_course, make_all
from tests.factories import CourseFactory, EditionFactory, LocalityFactory, TermFactory, UserFactory
from tests.pdf import assert_pdf_ua

pytestmark = pytest.mark.django_db
PLAIN, FILE, PRINTING = "/prospectus/spring/plain/", "/prospectus/spring/standard.pdf", "/prospectus-print/spring/"


@pytest.fixture
def coordinator(client):
    """A client in which a coordinator of Leeds is signed in."""

    def enter(**role):
        user = UserFactory(role="coordinator", **role)
        client.force_login(user)
        session = client.session
        session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()
        return client

    return enter


def read(client, path) -> bytes:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return b"".join(answer) if answer.streaming else answer.content


def embargo(term):
    Term.objects.filter(pk=term.pk).update(public_from=timezone.now() + dt.timedelta(days=1))


# Everyone -------------------------------------------------------------------------------------


def test_a_visitor_reads_the_plain_page_and_opens_the_files(client, term, leeds, sleeping):
    make_all()
    page = read(client, PLAIN).decode()
    for words in ("Sleeping well", "SLP01", "Hall of Leeds SLP01", "/courses/slp01/", "Large print"):
        assert words in page, words
    assert_pdf_ua(read(client, FILE))
    assert read(client, "/prospectus/spring/large-print.pdf?place=leeds").startswith(b"%PDF")


def test_the_plain_page_is_linked_before_any_file(client, term, leeds, sleeping):
    make_all()
    lay_out_site(now=timezone.now())
    page = read(client, "/prospectus/spring/").decode()
    assert 0 < page.index(PLAIN) < page.index(FILE)
    assert f"{PLAIN}?place=leeds" in page
    assert "/prospectus/spring/large-print.pdf?place=leeds" in read(client, f"{PLAIN}?place=leeds").decode()


def test_the_plain_page_of_a_place(client, term, leeds, sleeping):
    a_course("In Hull", term, LocalityFactory(name="Hull", slug="hull"), code="HUL01")
    page = read(client, PLAIN + "?place=leeds").decode()
    assert "Sleeping well" in page and "HUL01" not in page


@pytest.mark.parametrize("path", [PLAIN, FILE])
def test_nobody_finds_a_term_under_embargo(client, term, leeds, sleeping, path):
    make_all()
    embargo(term)
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/prospectus/autumn/plain/",
        "/prospectus/autumn/standard.pdf",
        "/prospectus/spring/braille.pdf",
        "/prospectus/spring/easy-read.pdf",
        "/prospectus/spring/standard.pdf?place=nowhere",
        PLAIN + "?place=nowhere",
    ],
)
def test_what_is_not_there_is_not_found(client, term, leeds, sleeping, path):
    make_all()
    assert client.get(path).status_code == 404


def test_a_file_is_not_found_by_the_name_under_which_it_is_kept(client, term, leeds, sleeping):
    make_all()
    assert client.get(f"/media/{PrintedProspectus.objects.first().file.name}").status_code == 404


def test_the_last_good_file_is_handed_out_while_a_new_one_is_made(client, term, leeds, sleeping):
    make_all()
    PrintedProspectus.objects.update(status="failed", reason="Too big.")
    assert read(client, FILE).startswith(b"%PDF")


# Those who plan a term ------------------------------------------------------------------------


def test_the_coordinator_sees_where_each_edition_stands_and_why_one_failed(coordinator, term, leeds, sleeping):
    make_all()
    PrintedProspectus.objects.filter(kind="large-print", locality=None).update(status="failed", reason="Too big.")
    page = read(coordinator(), PRINTING).decode()
    assert "Too big." in page and "could not be made" in page and "Leeds" in page
    assert "4 of 4 editions" in page or "3 of 4 editions" in page


def test_a_coordinator_looks_after_their_own_places(coordinator, term, leeds, sleeping):
    hull = LocalityFactory(name="Hull", slug="hull")
    a_course("In Hull", term, hull, code="HUL01")
    make_all()
    page = read(client := coordinator(role__locality=hull), PRINTING).decode()
    assert "?place=hull" in page and "?place=leeds" not in page
    theirs = PrintedProspectus.objects.filter(locality=leeds).first()
    assert client.post(f"{PRINTING}anew/", {"edition": theirs.pk}).status_code == 404


def test_make_it_anew(coordinator, term, leeds, sleeping):
    make_all()
    row = PrintedProspectus.objects.filter(locality=None).first()
    client = coordinator()
    assert client.post(f"{PRINTING}anew/", {"edition": row.pk}).status_code == 302
    row.refresh_from_db()
    assert row.status == "waiting" and row.file
    assert client.post(f"{PRINTING}anew/", {"edition": "x"}).status_code == 404


def test_the_coordinator_rehearses_before_the_embargo_ends(coordinator, term, leeds, sleeping):
    embargo(term)
    make_all()
    client = coordinator()
    assert "Sleeping well" in read(client, PLAIN).decode()
    assert_pdf_ua(read(client, FILE))


STAFF = [
    PRINTING,
    "/prospectus-print/flyer/SLP01.pdf",
    "/prospectus-print/planner/spring/leeds.pdf",
    "/prospectus-print/spring/course/SLP01.pdf",
]


@pytest.mark.parametrize("path", STAFF)
def test_others_do_not_find_the_printing_pages(client, term, leeds, sleeping, path):
    assert client.get(path).status_code == 302
    client.force_login(UserFactory(role="trainer"))
    assert client.get(path).status_code == 404


def test_the_printing_page_of_a_term_without_a_day_says_what_to_do(coordinator, leeds):
    TermFactory(name="Later", slug="later", public_from=None)
    assert "Say from when the term is public" in read(coordinator(), "/prospectus-print/later/").decode()


def size_of(pdf: bytes) -> tuple[int, int]:
    with pikepdf.open(BytesIO(pdf)) as document:
        _left, _bottom, width, height = document.pages[0].mediabox
    return round(float(width) / 72 * 25.4), round(float(height) / 72 * 25.4)


def test_the_flyer_is_one_small_sheet(coordinator, term, leeds, sleeping):
    pdf = read(coordinator(), "/prospectus-print/flyer/SLP01.pdf")
    assert_pdf_ua(pdf, pages=1)
    assert size_of(pdf) == (148, 210)


def test_a_flyer_stays_one_sheet_with_many_words_and_runs(coordinator, term, leeds, sleeping):
    EditionFactory(course=sleeping, title="Sleeping well " * 9, hook="Word " * 40, learn=["Learn a thing " * 9] * 9)
    for _time in range(6):
        a_course("Other", term, leeds, code=f"O{_time}")
    assert_pdf_ua(read(coordinator(), "/prospectus-print/flyer/SLP01.pdf"), pages=1)


def test_the_planner_is_a_sheet_of_the_week(coordinator, term, leeds, sleeping):
    pdf = read(coordinator(), "/prospectus-print/planner/spring/leeds.pdf")
    assert_pdf_ua(pdf, pages=1)
    assert size_of(pdf) == (210, 297)


def test_there_is_no_flyer_of_words_that_are_not_public_and_no_planner_of_an_empty_place(coordinator, term, sleeping):
    CourseFactory(code="DRF01")
    LocalityFactory(name="Empty", slug="empty")
    client = coordinator()
    assert client.get("/prospectus-print/flyer/DRF01.pdf").status_code == 404
    assert client.get("/prospectus-print/planner/spring/empty.pdf").status_code == 404


def test_the_preview_shows_the_words_in_the_editor(coordinator, term, leeds, sleeping):
    lay_out_site(now=timezone.now())
    assert_pdf_ua(read(coordinator(), "/prospectus-print/spring/course/SLP01.pdf"))
