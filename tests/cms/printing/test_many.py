"""A college as large as they come, in many languages, with pictures that are gone: printed, accessible, readable."""

import io
import subprocess

import pytest
from django.core.files.images import ImageFile
from django.utils import timezone
from PIL import Image as Drawing
from wagtail.images.models import Image

from cms.printing.contents import TermRows, contents_of
from cms.printing.pdf import Kind, prospectus_pdf
from cms.signoff.pictures import picture_key
from tests.cms.printing.rows import a_course
from tests.factories import StrandFactory
from tests.pdf import assert_pdf_ua, pictures

pytestmark = [pytest.mark.django_db, pytest.mark.once]

TONGUES = {
    "Welsh": ("Cysgu'n dda yn Ŵyl y Llŷn", "Sut mae cwsg yn gweithio, a beth sy'n helpu. "),
    "Polish": ("Źródła spokoju: śpij lepiej", "Jak działa sen i co pomaga, gdy nie można zasnąć. "),
    "Urdu": ("اچھی نیند اور سکون", "ہم مل کر سیکھتے ہیں کہ نیند کیسے کام کرتی ہے۔ "),
    "Punjabi": ("ਚੰਗੀ ਨੀਂਦ ਅਤੇ ਸ਼ਾਂਤੀ", "ਅਸੀਂ ਮਿਲ ਕੇ ਸਿੱਖਦੇ ਹਾਂ ਕਿ ਨੀਂਦ ਕਿਵੇਂ ਕੰਮ ਕਰਦੀ ਹੈ। "),
}


def a_picture(title: str) -> Image:
    drawn = io.BytesIO()
    Drawing.new("RGB", (600, 300), "#88aacc").save(drawn, "JPEG")
    return Image.objects.create(title=title, file=ImageFile(drawn, name=f"{title}.jpg"))


def words_on(pdf: bytes, tmp_path) -> str:
    """The words as a program finds them, in the order in which they are read."""
    file = tmp_path / "book.pdf"
    file.write_bytes(pdf)
    return subprocess.run(["pdftotext", "-raw", str(file), "-"], capture_output=True, check=True, text=True).stdout


@pytest.fixture
def college(term, leeds):
    """Every tongue, long descriptions, a picture that is there, one whose file is gone, one that was changed."""
    there, gone, changed = a_picture("A quiet room"), a_picture("Gone"), a_picture("Changed since")
    keys = [picture_key(there), picture_key(gone), picture_key(changed), ""]
    gone.file.storage.delete(gone.file.name)
    Image.objects.filter(pk=changed.pk).update(file_hash="another")
    strands = [StrandFactory(name=f"Strand {number}", order=number) for number in range(4)]
    for number in range(40):
        title, sentence = list(TONGUES.values())[number % 4]
        long = (sentence * (4000 // len(sentence) + 1))[:4000] if number < 4 else sentence * 4
        words = {"about": long, "hook": sentence, "learn": [sentence] * 3, "more": {"picture": keys[number % 4]}}
        a_course(f"{title} {number}", term, leeds, code=f"L{number:03}", words=words, strand=strands[number // 10])
    return contents_of(TermRows(term, timezone.now()))


def test_many_courses_in_many_tongues_with_pictures_missing(college):
    pdf = prospectus_pdf(college, Kind.STANDARD)
    assert_pdf_ua(pdf)
    # A square for each course and for the book; of the pictures only the one that is there, used ten times.
    assert pictures(pdf) == 42


def test_right_to_left_is_set_from_the_right(college, tmp_path):
    """The words come out in the order in which they were written, and begin at the right edge."""
    pdf = prospectus_pdf(college, Kind.STANDARD)
    words = words_on(pdf, tmp_path).replace("\u202b", "").replace("\u202c", "")
    title = next(entry.title for entry in college.courses if entry.title.startswith("اچھی"))
    assert "اچھی" in words and "ਨੀਂਦ" in words and "Źródła" in words and "Ŵyl" in words
    bounds = subprocess.run(
        ["pdftotext", "-bbox", str(tmp_path / "book.pdf"), "-"], capture_output=True, check=True, text=True
    ).stdout
    lefts = [line for line in bounds.splitlines() if "نیند" in line and "word" in line]
    assert title and lefts
