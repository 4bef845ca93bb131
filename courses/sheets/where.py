"""Where a run meets: locality, format and venue, and whether they go together."""

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from .doubts import Suggestion
from .known import Known, KnownVenue
from .lines import Line, check_length, read_known_word
from .words import folded, nearest, same

# What a coordinator writes, or chooses, to say that there is no venue yet.
NO_VENUE = "No venue yet"
FORMATS = {"In person": "in_person", "Online": "online", "Outdoors": "outdoors", "Drop-in": "drop_in"}
_ALSO = {
    "face to face": "In person",
    "face-to-face": "In person",
    "in-person": "In person",
    "live online": "Online",
    "outdoor": "Outdoors",
    "drop in": "Drop-in",
}
_UNDECIDED = {"", "tbc", "tba", "tbd", "t.b.c.", "to be confirmed", "to be announced", "?", "??", "-"}


@dataclass(frozen=True)
class Where:
    """`venue` is the venue's name, "" when there is none yet, and `venue_locality` whose venue it is.

    `is_new_venue`: someone agreed to a venue that the college does not know yet. `format` is a code.
    """

    locality: str
    format: str
    venue: str = ""
    venue_locality: str = ""
    is_new_venue: bool = False


def read_where(line: Line, known: Known) -> Where | None:
    locality = read_known_word(
        line, "Locality", known.localities, "unknown-locality", _("“{text}” is not one of the localities.")
    )
    form = read_format(line)
    if locality is None:
        return None
    venue = _read_venue(line, known, locality, form)
    if form is None or venue is None:
        return None
    if venue == "":
        return Where(locality, form)
    if not _go_together(line, form, venue, known):
        return None
    return Where(locality, form, venue.name, venue.locality, venue not in known.venues)


def read_format(line: Line) -> str | None:
    if meant := _ALSO.get(folded(line.words("Format"))):
        line.cells["Format"] = meant
    word = read_known_word(line, "Format", FORMATS, "unknown-format", _("“{text}” is not a format we know."))
    return FORMATS[word] if word else None


def _read_venue(line: Line, known: Known, locality: str, form: str | None) -> KnownVenue | Literal[""] | None:
    """The known venue, "" for none yet by choice, or None when in doubt."""
    text = line.words("Venue")
    if same(text, NO_VENUE):
        return ""
    if folded(text) in _UNDECIDED:
        fitting = [v for v in known.venues_in(locality) if v.is_online == (form == "online")]
        line.doubt(
            "venue-to-be-confirmed",
            "Venue",
            _("Which venue? The sheet says “{text}”.").format(text=text)
            if text
            else _("Which venue? The cell is empty."),
            [_no_venue(), *map(_venue, fitting)],
        )
        return None
    named = known.venues_named(text)
    if not named and line.has_agreed(_new(text, locality)):
        return KnownVenue(text, locality, is_online=form == "online")
    if not named:
        check_length(line, "Venue", 120)
        line.doubt(
            "unknown-venue",
            "Venue",
            _("“{text}” is not one of the venues.").format(text=text),
            [
                *_looking_like(text, known, locality),
                _no_venue(),
                line.agreeing(_new(text, locality), _("It is a new venue of {locality}").format(locality=locality)),
            ],
        )
        return None
    here = [v for v in named if same(v.locality, locality)]
    if here:
        return here[0]
    if len(named) == 1 and line.has_agreed(_elsewhere(named[0])):
        return named[0]
    line.doubt(
        "venue-elsewhere",
        "Venue",
        _("“{venue}” is a venue of {other}, but the line is for {locality}.").format(
            venue=named[0].name, other=named[0].locality, locality=locality
        ),
        [
            Suggestion(_("The line is for {other}").format(other=named[0].locality), {"Locality": named[0].locality}),
            line.agreeing(_elsewhere(named[0]), _("It meets there all the same")),
            _no_venue(),
        ],
    )
    return None


def _go_together(line: Line, form: str, venue: KnownVenue, known: Known) -> bool:
    if venue.is_online == (form == "online"):
        return True
    if venue.is_online:
        what = _("“{venue}” is online, but the format says “{format}”.")
        offered = [Suggestion(_("It is online"), {"Format": "Online"})]
    else:
        what = _("“{venue}” is a building, but the format says “{format}”.")
        offered = [Suggestion(_("It is in person"), {"Format": "In person"})]
        offered += [_venue(v) for v in known.venues_in(line.words("Locality")) if v.is_online]
    line.doubt(
        "format-and-venue-differ",
        "Venue",
        what.format(venue=venue.name, format=line.words("Format")),
        [*offered, _no_venue()],
    )
    return False


def _looking_like(text: str, known: Known, locality: str) -> list[Suggestion]:
    names = [v.name for v in known.venues_in(locality)]
    return [Suggestion(name, {"Venue": name}) for name in nearest(text, names)]


def _venue(venue: KnownVenue) -> Suggestion:
    return Suggestion(venue.name, {"Venue": venue.name})


def _no_venue() -> Suggestion:
    return Suggestion(_("No venue yet: “to be confirmed”"), {"Venue": NO_VENUE})


def _new(name: str, locality: str) -> str:
    return f"new venue {name} of {locality}"


def _elsewhere(venue: KnownVenue) -> str:
    return f"meets at {venue.name} of {venue.locality}"
