"""Prospectuses, flyers and planners as PDF, and the key that says whether one is still right."""

import contextlib
import functools
import hashlib
import json
import logging
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.forms.models import model_to_dict
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.images.models import Image

from cms.printing.contents import Contents
from cms.printing.models import PrintedProspectus
from college.look.models import Theme, Wording
from college.look.vocabulary import speaking
from college.paper.checks import PAPER_FONTS
from college.paper.pdf import Limits, Paper, print_template
from college.paper.press import Told
from college.paper.qr import qr_png
from courses.models import Locality

logger = logging.getLogger(__name__)

Kind = PrintedProspectus.Kind
# Three hundred courses with the longest descriptions make 1,400 pages of large print (python -m bench.long_prospectus).
# Within the ten minutes after which a job counts as abandoned.
PROSPECTUS = Limits(cpu_seconds=480, wall_seconds=540, memory_mib=2400, pages=2000)
PICTURE = "max-1100x1100|format-jpeg|jpegquality-80|bgcolor-ffffff"
TEMPLATES = Path(settings.BASE_DIR) / "templates" / "print"
STYLES = Path(settings.BASE_DIR) / "college" / "styles" / "print.css"


def key_of(book: Contents, kind: str) -> str:
    """Names everything that an edition is made of: its words, the college's look, our templates, WeasyPrint."""
    look = json.dumps([model_to_dict(Wording.current()), model_to_dict(Theme.current())], default=str)
    return hashlib.sha256(repr((str(kind), book, look, _made_with())).encode("utf-8", "replace")).hexdigest()


@functools.cache
def _made_with() -> str:
    """A digest of what turns contents into paper; files don't change while a process runs."""
    files = [*TEMPLATES.rglob("prospectus/*"), TEMPLATES / "base.html", STYLES, *Path(__file__).parent.glob("*.py")]
    fonts = sorted(font.name for font in PAPER_FONTS.glob("*.ttf"))
    digest = hashlib.sha256(f"{version('weasyprint')} {fonts}".encode())
    for file in sorted(files):
        digest.update(file.read_bytes())
    return digest.hexdigest()


@contextlib.contextmanager
def printed_for(place: Locality | None, college: Wording) -> Iterator[None]:
    """Within it sentences are as paper says them, in the words of the college and of `place`."""
    with translation.override(settings.LANGUAGE_CODE), speaking(college.words, place.words if place else {}):
        yield


def prospectus_pdf(book: Contents, kind: str, *, limits: Limits = PROSPECTUS, told: Told | None = None) -> Paper:
    """One edition as tagged PDF/UA-1. kind: a `PrintedProspectus.Kind`. Raises PaperRefused."""
    with translation.override(settings.LANGUAGE_CODE), speaking(Wording.current().words, dict(book.own_words)):
        template, context, pictures = printed(book, kind)
        return print_template(template=template, context=context, pictures=pictures, limits=limits, told=told)


def printed(book: Contents, kind: str) -> tuple[str, dict, dict[str, bytes]]:
    """What `print_template` is given for an edition: its template, its context, its pictures."""
    easy = kind == Kind.EASY
    courses = [entry for entry in book.courses if entry.easy] if easy else book.courses
    if easy:
        wanted = {sentence.picture for entry in courses for sentence in entry.easy} | {s.picture for s in book.easy}
    else:
        wanted = {entry.picture for entry in courses}
    pictures = picture_files(wanted)
    if not easy:
        pictures |= {f"qr:c{entry.pk}": qr_png(entry.address) for entry in courses}
    pictures["qr:book"] = qr_png(book.address)
    context = {
        "book": book,
        "kind": str(kind),
        "kind_words": Kind(kind).label,
        "on_accent": Theme.current().accent_text,
        "pictures": pictures,
        "parts": parts_of(book),
        "easy_courses": courses,
    }
    return f"print/prospectus/{'easy' if easy else 'book'}.html", context, pictures


def parts_of(book: Contents) -> dict[str, list[tuple[str, str]]]:
    """The sections before and after the courses that have something to say: (anchor, heading)."""
    says = book.says
    before = [
        ("welcome", _("Welcome"), True),
        ("what-we-are", _("What we are, and what we are not"), says["what_we_are"]),
        ("who-can-come", _("Who can come"), True),
        ("join", _("How to get a place"), True),
        ("first-day", _("Your first day"), says["first_day"]),
        ("travel", _("Getting there, and help with travel"), says["getting_there"]),
        ("agreement", _("What we agree with each other"), book.agreement),
        ("weeks", _("Week by week: what begins when"), True),
    ]
    after = [
        ("places", _("The places, and getting in"), book.venues),
        ("help", _("If you need help now"), True),
        ("your-say", _("Tell us what you think"), says["your_say"]),
        ("formats", _("Large print, Easy Read, other languages"), says["other_formats"]),
        ("index", _("All courses from A to Z"), True),
        ("form", _("I would like a place"), True),
    ]
    return {
        name: [(anchor, heading) for anchor, heading, there in some if there]
        for name, some in (("before", before), ("after", after))
    }


def picture_files(keys: set[str]) -> dict[str, bytes]:
    """JPEG bytes of pictures by the address a page gives them; those that can't be opened are left out."""
    found: dict[str, bytes] = {}
    for image in Image.objects.filter(pk__in={int(key.partition(" ")[0]) for key in keys if key}):
        try:
            with image.get_rendition(PICTURE).file.open("rb") as file:
                found[f"picture:{image.pk}"] = file.read()
        except (OSError, ValueError):
            logger.warning("A picture of a course can't be printed: its file is missing.", extra={"picture": image.pk})
    return found
