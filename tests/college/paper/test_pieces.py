"""The small pieces of print: codes to scan, colours to read, the way a name runs, missing letters."""

import io

import pytest
from PIL import Image

from college.look import contrast
from college.paper import glyphs
from college.paper.glyphs import is_in_some_font, printable
from college.paper.qr import qr_png
from college.templatetags import paper


def test_a_code_to_scan_is_one_bit_a_dot_with_a_quiet_edge():
    picture = Image.open(io.BytesIO(qr_png("https://college.example/certificates/check/K7QM/")))
    assert picture.format == "PNG" and picture.mode == "1"
    edge = [picture.getpixel((x, y)) for x in range(picture.width) for y in range(8)]
    assert all(edge)


def test_the_same_address_makes_the_same_picture():
    assert qr_png("https://college.example/x") == qr_png("https://college.example/x")
    assert qr_png("https://college.example/x") != qr_png("https://college.example/y")


@pytest.mark.parametrize("accent", ["#ffeb3b", "#ffffff", "#7fffd4", "#000000", "#1d5a52"])
def test_words_in_the_colleges_colour_can_be_read_on_paper(accent):
    assert contrast.ratio(paper.ink(accent), "#ffffff") >= 4.5


@pytest.mark.parametrize("value", ["", "red", "#12345", "#1234567", "#12345g", "#123456; }", None])
def test_what_is_no_colour_becomes_the_plain_one(value):
    assert paper.colour(value) == paper.PLAIN


@pytest.mark.parametrize(
    ("name", "way"),
    [("Siân", "ltr"), ("محمد", "rtl"), ("3 محمد", "rtl"), ("🌞 Ada", "ltr"), ("", "ltr"), ("אבי", "rtl")],
)
def test_a_name_runs_its_own_way(name, way):
    assert paper.direction(name) == way


def test_rows_are_cut_into_sheets():
    assert [len(sheet) for sheet in paper.sheets(list(range(30)), 14)] == [14, 14, 2]
    assert paper.sheets([], 14) == [[]]
    assert paper.with_empty([{"name": "Ada"}], range(2)) == [{"name": "Ada"}, {}, {}]


def test_a_sign_no_font_has_is_left_out_and_the_rest_stays(monkeypatch):
    assert not is_in_some_font("\U0010fffd")  # private use: no font may have it
    monkeypatch.setattr(glyphs, "is_in_some_font", lambda letter: letter != "🌻")
    assert printable("<p>Ada🌻\ufe0f Łódź</p>") == ("<p>Ada Łódź</p>", "")
    assert printable("<p>Siân Łódź “ok” – €</p>") == ("<p>Siân Łódź “ok” – €</p>", "")


def test_where_a_letter_is_missing_a_square_stands_and_the_letter_is_told(monkeypatch):
    monkeypatch.setattr(glyphs, "is_in_some_font", lambda letter: letter not in "中文\u0a3f")
    assert printable("<p>Ada 中文</p>") == ("<p>Ada □□</p>", "中文")
    assert printable("ਮਿਲ") == ("ਮਲ", "\u0a3f")
