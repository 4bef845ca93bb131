"""Hostile and broken files get a sentence; what is kept is our own drawing."""

import io
import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Pillow
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from college.pictures import redrawn

Image, Document = get_image_model(), get_document_model()


def picture(kind="JPEG", size=(60, 40), **options) -> bytes:
    drawn = io.BytesIO()
    Pillow.new("RGB", size, "teal").save(drawn, kind, **options)
    return drawn.getvalue()


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few hundred bytes that claims to be enormous."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


def moving() -> bytes:
    drawn = io.BytesIO()
    frames = [Pillow.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    frames[0].save(drawn, "WEBP", save_all=True, append_images=frames[1:])
    return drawn.getvalue()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HOSTILE = {
    "empty.jpg": b"",
    "text.jpg": b"This is no picture at all.",
    "thirty.png": b"\x89PNG\r\n\x1a\n" + b"\0" * 22,
    "cut.jpg": picture(size=(800, 800))[:1500],
    "script.svg": SVG,
    "script.png": SVG,
    "bomb.png": bomb(30_000, 30_000),
    "wide.png": bomb(100_000, 2),
    "bigger.png": bomb(65_000, 65_000),
    "moving.webp": moving(),
    "photoshop.jpg": b"8BPS\0\1" + b"\0" * 60,
    "program.exe": b"MZ" + b"\0" * 200,
    "heavy.jpg": picture() + b"\0" * (9 * 1024 * 1024),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_a_sentence(name):
    with pytest.raises(ValidationError) as refused:
        redrawn(SimpleUploadedFile(name, HOSTILE[name]))
    assert refused.value.messages[0].endswith(".")


@pytest.mark.parametrize(("kind", "ending"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp")])
def test_a_good_picture_is_drawn_anew_under_our_own_name(kind, ending):
    drawn = redrawn(SimpleUploadedFile("../../Sam Holt at home.exe", picture(kind)))
    assert drawn.name.endswith(f".{ending}")
    assert "Sam" not in drawn.name
    assert Pillow.open(drawn).size == (60, 40)


def test_where_a_photo_was_taken_is_not_kept_and_it_stands_upright():
    told = Pillow.Exif()
    told[0x010F] = "Sams telephone"
    told[0x0112] = 6  # lies on its side
    drawn = redrawn(SimpleUploadedFile("photo.jpg", picture(exif=told, comment=b"at home")))
    kept = drawn.read()
    assert b"Sams telephone" not in kept
    assert b"at home" not in kept
    assert dict(Pillow.open(io.BytesIO(kept)).getexif()) == {}
    assert Pillow.open(io.BytesIO(kept)).size == (40, 60)


def test_a_see_through_picture_stays_so():
    drawn = io.BytesIO()
    Pillow.new("RGBA", (10, 10), (0, 0, 0, 0)).save(drawn, "PNG")
    assert Pillow.open(redrawn(SimpleUploadedFile("a.png", drawn.getvalue()))).mode == "RGBA"


# Through Wagtail's doors --------------------------------------------------------------------


@pytest.fixture
def at_the_desk(sign_in, site, editor):
    return sign_in(editor)


@pytest.mark.django_db
@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("door", ["wagtailimages:add", "wagtailimages:add_multiple", "wagtailimages_chooser:create"])
def test_no_door_of_wagtail_breaks_on_one(at_the_desk, door, name):
    prefix = "image-chooser-upload-" if "chooser" in door else ""
    field = "files[]" if door.endswith("multiple") else f"{prefix}file"
    form = {f"{prefix}title": "A picture", field: SimpleUploadedFile(name, HOSTILE[name])}
    answer = at_the_desk.post(reverse(door), form, HTTP_X_REQUESTED_WITH="XMLHttpRequest")
    assert answer.status_code == 200
    assert not Image.objects.exists()


@pytest.mark.django_db
def test_a_good_one_comes_in(at_the_desk):
    form = {"title": "A hall", "file": SimpleUploadedFile("hall.png", picture("PNG")), "tags": ""}
    assert at_the_desk.post(reverse("wagtailimages:add"), form).status_code == 302
    assert Image.objects.get().width == 60


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "what", "kept"),
    [
        ("a.pdf", b"%PDF-1.7\n%%EOF", 1),
        ("a.pdf", b"<html><script>alert(1)</script></html>", 0),
        ("a.html", b"%PDF-1.7", 0),
        ("a.pdf", b"", 0),
    ],
)
def test_documents_are_pdf_by_name_and_by_what_is_in_them(at_the_desk, name, what, kept):
    answer = at_the_desk.post(
        reverse("wagtaildocs:add"), {"title": "Leaflet", "file": SimpleUploadedFile(name, what), "tags": ""}
    )
    assert answer.status_code in (200, 302)
    assert Document.objects.count() == kept
