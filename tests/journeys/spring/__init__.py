"""The spring term of the shared sheets, as far as nobody types it into a browser: places, words, pictures."""

import io
import json
from pathlib import Path

from django.core.files.images import ImageFile
from django.utils import timezone
from PIL import Image as Pillow
from PIL import ImageDraw
from wagtail.images.models import Image

from cms.actions import draft_pages
from cms.models import CoursePage, ProspectusPage
from college.look.models import Wording
from courses.models import Venue

WORDS = json.loads((Path(__file__).parent / "words.json").read_text(encoding="utf-8"))
ACCESS = ("step_free", "accessible_toilet", "hearing_loop", "parking", "quiet_space")
# Anything nobody has looked up yet stays unknown, as it does in life.
UNKNOWN = {"The Forge, Scunthorpe": ("hearing_loop",), "Swinton Carers Hub": ("parking", "quiet_space")}
OPENING = (
    "This is a college. We learn together.",
    "It is not a clinic. Nobody looks after you, and nobody tests you.",
    "Every course is free.",
    "Choose a course. Then ring us, or send us the form at the end.",
)
MISSING = {"High Street Cafe upstairs room, Scunthorpe": ("step_free", "accessible_toilet")}


def write_wording() -> None:
    Wording.objects.update_or_create(
        pk=1,
        defaults={
            "college_name": "Three Rivers Recovery College",
            "strapline": "Courses about living well, made and taught together",
            "help_phone": "01632 960 200",
            "help_email": "hello@three-rivers.example",
            "help_hours": "Monday to Friday, 9am to 4.30pm",
            "postal_address": "Three Rivers Recovery College\n1 Station Road\nDoncaster DN1 9ZZ",
        },
    )


def furnish_venues() -> None:
    """Each venue has its address, the way there and what is known of its access."""
    for number, venue in enumerate(Venue.objects.filter(is_online=False), start=1):
        place = venue.locality.name
        venue.address, venue.postcode = f"{number} Mill Lane\n{place}", f"DN{number} 9ZZ"
        venue.getting_there = f"Bus {number + 3} stops at the door. The station is ten minutes away, all level."
        for fact in ACCESS:
            is_unknown = fact in UNKNOWN.get(venue.name, ())
            setattr(venue, fact, None if is_unknown else fact not in MISSING.get(venue.name, ()))
        if venue.name in MISSING:
            venue.access_notes = "The room is up 14 steps and there is no lift. Ring us: we can meet downstairs."
        venue.save()


def write_the_book(term) -> None:
    """The term has its page, as the minute's sweep drafts it, with an Easy Read opening that people wrote."""
    draft_pages(now=timezone.now())
    page = ProspectusPage.objects.get(term=term)
    page.easy_read = [("sentence", {"words": said, "picture": None}) for said in OPENING]
    page.save_revision().publish()


def write_words(by, *, but_not: str = "") -> None:
    """Every course has its words in its page's draft, as an editor leaves them; but not the one of this code."""
    drawn = {}
    for page in CoursePage.objects.filter(course__code__in=WORDS).exclude(course__code=but_not):
        words = dict(WORDS[page.course.code])
        sentences = words.pop("easy_read", [])
        for name, value in words.items():
            setattr(page, name, "\n".join(value) if isinstance(value, list) else value)
        page.easy_read = [
            ("sentence", {"words": said, "picture": _picture(number, drawn)}) for number, said in enumerate(sentences)
        ]
        page.save_revision(user=by)


def _picture(number: int, drawn: dict[int, Image]) -> Image:
    """A plain drawing, the same for every sentence in that place."""
    if number not in drawn:
        paper = Pillow.new("RGB", (500, 360), "#dfeeea")
        pen = ImageDraw.Draw(paper)
        for turn in range(number + 1):
            pen.ellipse([60 + 90 * turn, 90, 190 + 90 * turn, 270], fill="#1d5a52", outline="#ffffff", width=8)
        file = io.BytesIO()
        paper.save(file, "PNG")
        people = "one person" if number == 0 else f"{number + 1} people"
        shown = ImageFile(file, name=f"drawing-{number}.png")
        drawn[number] = Image.objects.create(title=f"Drawing {number}", description=people.capitalize(), file=shown)
    return drawn[number]
