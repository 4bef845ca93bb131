"""Every kind of paper is tagged, titled and in its language, whatever language its words are in."""

import pytest
from django.template.loader import render_to_string

from college.look.models import Theme
from college.paper.pdf import BATCH, print_template, render_pdf
from college.paper.qr import qr_png
from tests.college.paper import examples
from tests.pdf import assert_pdf_ua, attachments, bookmarks, pictures, words_on

NAMES = {
    "Welsh": "Siân Ŵyn Llŷr ap Gŵilym",
    "Polish": "Wojciech Świętosławski-Brzęczyszczykiewicz",
    "Arabic": "محمد عبد الله",
    "Urdu": "نازیہ پروین چوہدری",
    "Punjabi, with vowels drawn before their consonants": "ਸਿਮਰਨ ਗਿੱਲ",
    "emoji": "Sunny 🌞 Ada 👩🏽‍🍳",
    "mixed": "Ali علي 🇵🇱",
    "one word": "X",
    "very long": "Maria-Konstantina Anastasia Papadopoulou-Oyelowo de la Fuente Ramírez y Ortega the Third",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_certificate_is_one_accessible_sheet_in_any_language(name):
    assert_pdf_ua(examples.certificate_pdf(name=name, title=f"Cooking together: {name}"), pages=1)


@pytest.mark.parametrize("words", ["ਅਸੀਂ ਮਿਲ ਕੇ ਸਿੱਖਦੇ ਹਾਂ, ਕੰਮ ਕਰਦੇ ਹਾਂ।", "हम मिलकर सीखते हैं, काम करते हैं।"])
def test_a_vowel_drawn_before_its_consonant_is_read_where_it_is_said_and_nowhere_else(words):
    page = f'<html lang="en"><title>.</title><body><p>{words}</p><p>Together</p></body></html>'
    pdf = render_pdf(html=page)
    assert_pdf_ua(pdf)
    assert words_on(pdf).split() == [*words.split(), "Together"]


@pytest.mark.parametrize("count", [0, 1, 4, 8])
def test_a_certificate_stays_one_sheet_however_much_was_learnt(count):
    learnt = [f"Something worth knowing, said at the length of line {number}" for number in range(count)]
    assert_pdf_ua(examples.certificate_pdf(learnt=learnt), pages=1)


def test_the_large_print_twin_is_accessible_too():
    assert_pdf_ua(examples.certificate_pdf(large=True))


def test_a_certificate_never_says_pass_or_fail():
    words = examples.certificate_html().lower()
    assert "took part in" in words
    assert not any(word in words for word in ("passed", "failed", "grade", "score", "of 10"))


def test_all_sessions_is_said_when_all_were_come_to():
    assert "All 10 sessions" in examples.certificate_html(sessions_attended=10)
    assert "1 session<" in examples.certificate_html(sessions_attended=1, sessions_held=1)


def test_half_hours_are_printed_as_such():
    assert "16.5 hours of learning" in examples.certificate_html(hours=16.5)
    assert "1 hour of learning" in examples.certificate_html(hours=1)


def test_a_run_of_fifty_prints_as_one_document_with_a_bookmark_each():
    people = [examples.certificate(name=f"Person {number}", qr=f"qr:{number}") for number in range(50)]
    codes = {f"qr:{number}": qr_png(f"{examples.CHECK_URL}{number}") for number in range(50)}
    html = render_to_string("print/certificates.html", {"certificates": people, "by_post": [], "accent": "#005eb8"})
    pdf = render_pdf(html=html, pictures=codes, limits=BATCH)
    assert_pdf_ua(pdf, pages=50)
    assert bookmarks(pdf) == [person["name"] for person in people]
    assert pictures(pdf) == 50


def test_a_learners_own_file_holds_no_one_elses_code():
    assert pictures(examples.certificate_pdf()) == 1


def test_a_register_takes_as_many_sheets_as_it_needs():
    html = render_to_string("print/register.html", {"register": examples.register(), "accent": "#1d5a52"})
    assert_pdf_ua(render_pdf(html=html), pages=2)


def test_a_class_of_the_usual_size_fits_one_sheet_with_room_for_walk_ins():
    rows = [{"name": f"Wojciech Brzęczyszczykiewicz-Kowalski {number}", "code": "k7qm"} for number in range(12)]
    facts = examples.register(rows=rows, title="Living well with anxiety and low mood: an evening course for carers")
    html = render_to_string("print/register.html", {"register": facts, "accent": "#1d5a52"})
    assert_pdf_ua(render_pdf(html=html), pages=1)


def test_a_register_nobody_is_on_yet_still_has_lines_for_walk_ins():
    html = render_to_string("print/register.html", {"register": examples.register(rows=[]), "accent": "#1d5a52"})
    assert_pdf_ua(render_pdf(html=html), pages=1)


@pytest.mark.django_db
def test_the_letter_with_a_sign_in_code_stands_in_the_colleges_name_and_colour():
    Theme.objects.create(accent="#7a1f5c")
    pdf = print_template(template="print/code_letter.html", context={"letter": examples.letter()})
    assert_pdf_ua(pdf, pages=1)
    assert attachments(pdf) == []


def test_the_check_for_accessibility_can_fail():
    """The canary: without a title, or with a picture nobody described, it must say so."""
    for fault in (
        examples.plain_page("<h1>Hello</h1>", title=""),
        examples.plain_page("<h1>Hello</h1><p><img src='qr:code'></p>"),
        examples.plain_page("<h1>Hello</h1><h3>Deeper</h3>"),
    ):
        with pytest.raises(AssertionError):
            assert_pdf_ua(render_pdf(html=fault, pictures={"qr:code": qr_png("x")}))
    assert_pdf_ua(render_pdf(html=examples.plain_page("<h1>Hello</h1>")), pages=1)


def test_a_colour_that_is_none_changes_no_style():
    html = examples.certificate_html(accent="red;} body { display: none")
    assert "display: none" not in html
    assert "--accent: #1d5a52" in html
