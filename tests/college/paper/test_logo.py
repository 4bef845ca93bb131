"""A college's own logo is printed whatever kind of picture it is; a broken one stops nothing."""

import io

import pytest
from django.core.files.base import ContentFile
from PIL import Image, ImageFile

from college.look.models import Theme
from college.paper.logo import logo_picture
from college.paper.pdf import print_template
from college.paper.qr import qr_png
from tests.college.paper import examples
from tests.pdf import assert_pdf_ua, pictures

pytestmark = pytest.mark.django_db


def theme_with(content: bytes, name: str = "logo.png") -> Theme:
    theme = Theme.current()
    theme.logo.save(name, ContentFile(content))
    return theme


def drawn(kind: str = "PNG", mode: str = "RGBA", size=(1200, 200)) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size).save(out, kind)
    return out.getvalue()


def certificate() -> bytes:
    return print_template(
        template="print/certificate.html",
        context={"certificate": examples.certificate()},
        pictures={"qr:code": qr_png(examples.CHECK_URL)},
    )


def test_a_logo_is_flattened_onto_white_and_made_no_larger_than_print_needs():
    picture = Image.open(io.BytesIO(logo_picture(theme_with(drawn()))))
    assert (picture.format, picture.mode) == ("JPEG", "RGB")
    assert picture.width <= 900 and picture.getpixel((0, 0)) == (255, 255, 255)


def test_the_certificate_carries_the_logo_and_says_whose_it_is():
    theme_with(drawn())
    pdf = certificate()
    assert_pdf_ua(pdf, pages=1)
    assert pictures(pdf) == 2


@pytest.mark.parametrize(
    "content",
    [b"no picture", drawn()[:60], b"<svg xmlns='http://www.w3.org/2000/svg'/>"],
    ids=["words", "half a picture", "a drawing"],
)
def test_a_broken_logo_is_left_out(monkeypatch, content):
    # Another test may have loaded WeasyPrint, which lets half a picture through.
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", False)
    assert logo_picture(theme_with(content)) is None
    assert_pdf_ua(certificate(), pages=1)


def test_a_lost_file_is_left_out():
    theme = theme_with(drawn())
    theme.logo.storage.delete(theme.logo.name)
    assert logo_picture(theme) is None


def test_a_college_without_a_logo_prints_its_name():
    assert logo_picture(Theme.current()) is None
    assert pictures(certificate()) == 1
