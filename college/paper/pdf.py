"""HTML in, tagged PDF (PDF/UA-1) out. The one door to print."""

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from college.look.models import Theme, Wording
from college.look.vocabulary import speaking
from college.paper.logo import ADDRESS as LOGO_ADDRESS
from college.paper.logo import logo_picture
from college.paper.press import Stopped, Told, press
from college.refusals import Refusal

logger = logging.getLogger(__name__)

PICTURE_ADDRESS = re.compile(r"^(qr|picture):[A-Za-z0-9._-]+$")


@dataclass(frozen=True)
class Limits:
    """What one document may take. Memory counts from what the warm child already holds (about 60 MiB)."""

    cpu_seconds: int
    wall_seconds: int
    memory_mib: int
    pages: int


class Paper(bytes):
    """A PDF. `missing`: the letters that no font here has, each once; an open square stands in place of each."""

    missing = ""


LETTER = Limits(cpu_seconds=10, wall_seconds=20, memory_mib=400, pages=8)
# A whole run's certificates inside one request: under gunicorn's own thirty seconds.
BATCH = Limits(cpu_seconds=20, wall_seconds=25, memory_mib=400, pages=300)


class PaperRefused(Refusal):
    """A document could not be made within its limits."""


SENTENCES = {
    "start": _("Printing is not set up on this computer yet. Ask whoever looks after the website; nothing is lost."),
    "busy": _("Other papers are being made just now. Wait a minute, then try again."),
    "time": _("Making this paper took too long, so we stopped. Try again; if it happens again, please tell us."),
    "memory": _("This paper is too big to make in one go. Ask for fewer pages at a time."),
    "pages": _("This paper has too many pages to make in one go. Ask for fewer pages at a time."),
    "picture": _("A picture for this paper is missing or may not be used. Please tell us, so that we can mend it."),
    "document": _("Something in this paper could not be printed. Please tell us, so that we can mend it."),
    "died": _("Making this paper was interrupted. Please try again."),
}


def render_pdf(
    *, html: str, pictures: Mapping[str, bytes] | None = None, limits: Limits = LETTER, told: Told | None = None
) -> Paper:
    """Make a tagged PDF/UA-1 document.

    html: a whole page with `lang` and `<title>`; every word in it already escaped.
    pictures: address as the page writes it (`qr:<name>` or `picture:<name>`) -> PNG or JPEG bytes.
    Only these, and files under STATIC and MEDIA, are ever opened.
    told: hears now and then how many pages are drawn.
    Refuses with PaperRefused when a limit is reached or the child can't be started.
    """
    pictures = dict(pictures or {})
    for address in pictures:
        if not PICTURE_ADDRESS.match(address):
            raise ValueError(f"A picture's address looks like qr:code or picture:logo, not {address!r}.")
    job = {
        "pictures": list(pictures),
        "roots": picture_roots(),
        "strict": getattr(settings, "PAPER_STRICT", False),
        "pages": limits.pages,
        "cpu_seconds": limits.cpu_seconds,
        "memory_mib": limits.memory_mib,
    }
    # A lone surrogate can't be written as UTF-8; it shows as a question mark.
    bodies = [html.encode("utf-8", "replace"), *pictures.values()]
    try:
        answer, documents = press.run(job, bodies, wall_seconds=limits.wall_seconds, told=told)
    except Stopped as stopped:
        logger.warning("paper refused: %s", stopped.why)
        raise PaperRefused(str(SENTENCES[stopped.why])) from None
    if answer["refused"]:
        logger.warning("paper refused: %s %s", answer["refused"], answer.get("kind", ""))
        raise PaperRefused(str(SENTENCES[answer["refused"]]))
    paper = Paper(documents[0])
    paper.missing = answer["missing"]
    if paper.missing:
        # How many, and not which: a name may be among them.
        logger.warning("No font here has %s of the letters of a paper. Run: python manage.py check", len(paper.missing))
    return paper


def print_template(
    *,
    template: str,
    context: Mapping,
    pictures: Mapping[str, bytes] | None = None,
    limits: Limits = LETTER,
    told: Told | None = None,
) -> Paper:
    """Render one of `templates/print/` in the college's name, words and colour, then make it a PDF."""
    theme, college = Theme.current(), Wording.current()
    look: dict[str, object] = {"accent": theme.accent, "college": college}
    pictures = dict(pictures or {})
    if logo := logo_picture(theme):
        look["logo"] = LOGO_ADDRESS
        pictures[LOGO_ADDRESS] = logo
    with speaking(college.words):
        html = render_to_string(template, look | dict(context))
    return render_pdf(html=html, pictures=pictures, limits=limits, told=told)


def picture_roots() -> dict[str, list[str]]:
    """Address prefix -> folders a printed page may take pictures from."""
    static = [str(settings.STATIC_ROOT)] if settings.STATIC_ROOT else []
    if settings.DEBUG or getattr(settings, "WHITENOISE_USE_FINDERS", False):
        for finder in get_finders():
            static += [storage.location for storage in getattr(finder, "storages", {}).values()]
    return {
        urlsplit(settings.STATIC_URL).path: [str(folder) for folder in static],
        urlsplit(settings.MEDIA_URL).path: [str(settings.MEDIA_ROOT)],
    }
