"""A college as large as they come, in many languages, with pictures that are gone: printed, accessible, readable."""

import io

import pytest
import weasyprint
from django.core.files.images import ImageFile
from django.utils import timezone
from PIL import Image as Drawing
from wagtail.images.models import Image

from cms.printing.contents import TermRows, contents_of
from cms.printing.pdf import Kind, prospectus_pdf
from cms.signoff.pictures import picture_key
from cms.templatetags.prospectus import prose
from tests.cms.printing.rows import a_course
from tests.factories import StrandFactory
from tests.pdf import assert_pdf_ua, pictures, words_on

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


def edges(html: str, words: str) -> tuple[float, float, float, float]:
    """Of the paragraph that holds `words`, in points: its left and right, and where its last line begins and ends."""
    document = weasyprint.HTML(string=html).render()
    for page in document.pages:
        for box in page._page_box.descendants():
            if box.element_tag == "p" and words in "".join(b.text for b in box.descendants() if hasattr(b, "text")):
                line = box.children[-1]
                first, last = line.children[0], line.children[-1]
                left = box.content_box_x()
                return left, left + box.width, first.position_x, last.position_x + last.width
    raise AssertionError(words)


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
    assert pdf.missing == ""
    said = words_on(pdf)
    for title, _sentence in TONGUES.values():
        assert title.split()[0] in said
    # A square for each course and for the book; of the pictures only the one that is there, used ten times.
    assert pictures(pdf) == 42


def test_right_to_left_is_set_from_the_right():
    """A last line that is not full stands at the right edge in Urdu and at the left edge in Punjabi."""
    page = '<html lang="en"><title>.</title><body>{}</body></html>'
    for tongue, stands_right in (("Urdu", True), ("Punjabi", False)):
        sentence = TONGUES[tongue][1].strip()
        left, right, begins, ends = edges(page.format(prose(sentence * 3)), sentence)
        assert (abs(right - ends) < 1) is stands_right
        assert (abs(begins - left) < 1) is not stands_right


def test_a_label_in_english_stands_above_words_that_run_the_other_way():
    assert str(prose(TONGUES["Urdu"][1], "Who it is for:")).startswith("<p><strong>Who it is for:</strong> </p>")
    assert str(prose(TONGUES["Polish"][1], "Who it is for:")).startswith('<p dir="ltr"><strong>Who it is for:')
