"""What stands round every page: the frame, the college's look, and the pages for when things go wrong."""

import gzip
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import RequestFactory

from college import one_row
from college.look.context import look
from college.look.stylesheet import stylesheet
from college.models import Theme, Wording
from college.read_once import ReadOnceMiddleware


@pytest.fixture(autouse=True)
def nothing_remembered():
    one_row._rows.clear()
    yield
    one_row._rows.clear()


@pytest.fixture
def wording(db):
    return Wording.objects.create(college_name="Kirklees College", help_phone="01484 555 0132")


def page(template, **context):
    return render_to_string(template, context, request=RequestFactory().get("/"))


@pytest.mark.parametrize("template", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html", "503.html"])
def test_every_fault_page_keeps_the_name_and_the_help_line(wording, template):
    html = page(template, title="A title", words="Some words")
    assert "Kirklees College" in html
    assert 'href="tel:014845550132"' in html
    assert html.count("<h1") == 1


def test_a_page_for_a_fault_asks_the_database_nothing_and_still_gives_the_last_known_help_line(
    wording, django_assert_num_queries
):
    ReadOnceMiddleware(lambda request: Wording.current())(None)
    with django_assert_num_queries(0):
        html = render_to_string("500.html", {"title": "Sorry", "words": "It is us."})
    assert "01484 555 0132" in html


def test_a_fault_before_any_page_still_says_what_to_do_in_a_crisis(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        assert "call 111" in render_to_string("503.html", {})


def test_a_page_costs_one_query_for_words_look_and_rules(db, django_assert_num_queries):
    draw = ReadOnceMiddleware(lambda request: page("404.html"))
    draw(None)
    with django_assert_num_queries(1):  # the stamp: the rows are kept
        draw(None)


def test_what_does_not_use_the_look_does_not_pay_for_it(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        look(RequestFactory().get("/"))


def test_the_stylesheet_is_kept_for_a_year_under_its_own_address_only(client, db):
    address = str(look(RequestFactory().get("/"))["look_css"])
    kept = client.get(address)
    assert "immutable" in kept["Cache-Control"]
    assert "--college-accent:#1d5a52" in kept.content.decode()
    assert client.get("/look.css?v=old")["Cache-Control"] == "no-cache"


def test_a_new_look_has_a_new_address(client, db):
    before = str(look(RequestFactory().get("/"))["look_css"])
    Theme.objects.create(accent="#5a1d52")
    after = str(look(RequestFactory().get("/"))["look_css"])
    assert before != after
    assert "#5a1d52" in client.get(after).content.decode()


def test_the_chosen_typeface_comes_from_our_own_address():
    css = stylesheet(Theme(font=Theme.Font.ATKINSON))
    assert "@font-face" in css and "//" not in css
    assert "@font-face" not in stylesheet(Theme())


def test_the_compiled_styles_ask_no_other_host_and_are_light():
    css = Path(settings.BASE_DIR, "build", "static", "college", "college.css").read_text()
    assert "Frutiger" not in css
    assert "http" not in css.replace("http://www.w3.org/2000/svg", "")
    assert len(gzip.compress(css.encode())) < 25 * 1024


def test_no_page_of_ours_has_style_or_script_inside_it():
    for path in Path(settings.BASE_DIR, "templates").rglob("*.html"):
        if "print" in path.parts or "email" in path.parts or "messages" in path.parts:
            continue
        text = path.read_text()
        assert " style=" not in text and "<style" not in text and " onclick=" not in text, path
