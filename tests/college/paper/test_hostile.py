"""Whatever people type, print opens nothing of anyone's and no page changes."""

import pytest
from PIL import Image

from college.paper.pdf import PaperRefused, render_pdf
from college.paper.qr import qr_png
from tests.college.paper import examples
from tests.college.paper.trap import trap
from tests.pdf import assert_pdf_ua, attachments, bookmarks, pictures, plain_bytes

SECRET = "planted-secret-never-to-be-printed"


def hostile_names(address: str, file: str) -> list[str]:
    return [
        "<script>alert(1)</script>",
        f"<img src={address}/x>",
        f"<img src='file://{file}'>",
        f"</p><style>@import url({address}/x);</style>",
        f"</style><style>p {{ background: url({address}/x) }}",
        f"<link rel=attachment href='file://{file}'>",
        f"<link rel=stylesheet href='{address}/x.css'>",
        f"<a rel=attachment href='file://{file}'>x</a>",
        f"<object data='{address}/x'></object><embed src='{address}/x'>",
        f"<svg><image href='{address}/x'/></svg>",
        f"<base href='{address}'><img src=x>",
        "<div>" * 600,
        "<p style='font-size: 99999999999999999999999pt'>big",
        "</title></head><body></body></html>",
        "{{ certificate.code }}{% load x %}",
        "\u202egnirts sdrawkcab",
        "\ud800 a lone surrogate",
    ]


@pytest.fixture
def secret_file(tmp_path):
    """A real picture with words behind it, so that a leak would show as a picture or as bytes."""
    file = tmp_path / "secret.png"
    Image.new("RGB", (4, 4)).save(file)
    with file.open("ab") as end:
        end.write(SECRET.encode())
    return file


def test_a_hostile_name_or_title_is_printed_as_it_was_typed(secret_file):
    with trap() as server:
        for words in hostile_names(server.address, str(secret_file)):
            pdf = examples.certificate_pdf(name=words, title=words, learnt=[words], trainers=[words])
            assert_pdf_ua(pdf, pages=1)
            assert pictures(pdf) == 1
            assert attachments(pdf) == []
            assert SECRET.encode() not in plain_bytes(pdf)
            if words.startswith("<script>"):
                assert bookmarks(pdf) == [words]
        assert server.hits == 0


@pytest.mark.parametrize("strict", [True, False])
def test_even_unescaped_words_open_nothing(settings, secret_file, strict):
    """A second fence: had some template forgotten to escape, the fetcher would still refuse."""
    settings.PAPER_STRICT = strict
    with trap() as server:
        for words in hostile_names(server.address, str(secret_file)):
            html = examples.plain_page(f"<h1>Hello</h1><p>{words}</p>", head=words)
            try:
                pdf = render_pdf(html=html)
            except PaperRefused:
                continue
            assert pictures(pdf) == 0
            assert attachments(pdf) == []
            assert SECRET.encode() not in plain_bytes(pdf)
        assert server.hits == 0


def test_the_trap_can_be_sprung(secret_file):
    """The canary: WeasyPrint left to itself does call the server and does carry the file."""
    weasyprint = pytest.importorskip("weasyprint")
    with trap() as server:
        body = f"<img src='{server.address}/x'><link rel=attachment href='file://{secret_file}'>"
        pdf = weasyprint.HTML(string=examples.plain_page(body)).write_pdf()
        assert server.hits > 0
        assert attachments(pdf)


def test_a_picture_that_is_missing_stops_the_print_in_tests():
    with pytest.raises(PaperRefused, match="picture"):
        render_pdf(html=examples.certificate_html())


def test_on_the_day_a_missing_picture_leaves_a_gap_not_an_error(settings):
    settings.PAPER_STRICT = False
    assert pictures(render_pdf(html=examples.certificate_html())) == 0


def test_a_picture_handed_over_must_be_named_like_one():
    with pytest.raises(ValueError, match="qr:code"):
        render_pdf(html=examples.plain_page("x"), pictures={"https://elsewhere.example/x.png": qr_png("x")})


def test_nesting_without_end_is_refused_in_a_sentence():
    with pytest.raises(PaperRefused, match="could not be printed"):
        render_pdf(html=examples.plain_page("<div>" * 600))
    assert_pdf_ua(examples.certificate_pdf(), pages=1)
