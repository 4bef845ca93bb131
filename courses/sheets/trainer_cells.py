"""The cells of the trainers' sheet: kinds, half days, checks, training."""

import re
from datetime import date

from django.utils.translation import gettext as _

from .dates import read_weekday, say_date
from .doubts import Suggestion
from .known import Known, TermDates
from .lines import Line, check_length, read_date_cell, read_known_word
from .words import folded, nearest, the_one_meant

KINDS = {"Peer": "peer", "Professional": "professional"}
_ALSO = {"peer trainer": "Peer", "professional trainer": "Professional"}
_ALL_DAY = ("am", "pm", "ev")
_HALVES = {"am": ("am",), "pm": ("pm",), "": _ALL_DAY, "all day": _ALL_DAY} | {
    word: (half,)
    for half, words in {
        "am": ("morning", "mornings"),
        "pm": ("afternoon", "afternoons"),
        "ev": ("evening", "evenings"),
    }.items()
    for word in words
}
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_BOOKED = re.compile(rf"booked(?:,? (?:for )?((?:{_MONTHS}) [0-9]{{4}}|[0-9/]+))?")

HalfDay = tuple[int, str]


def read_name(line: Line, known: Known) -> str | None:
    name = line.words("Name")
    check_length(line, "Name", 120)
    if not name:
        line.doubt("no-name", "Name", _("The name is empty."))
    elif len(known.trainers_named(name)) > 1:
        line.doubt(
            "which-trainer",
            "Name",
            _("The college already has more than one trainer called “{name}”.").format(name=name),
        )
    return name or None


def read_kind(line: Line) -> str | None:
    if meant := _ALSO.get(folded(line.words("Kind"))):
        line.cells["Kind"] = meant
    word = read_known_word(line, "Kind", KINDS, "unknown-kind", _("“{text}” is neither “Peer” nor “Professional”."))
    return KINDS[word] if word else None


def read_several(line: Line, column: str, known: tuple[str, ...]) -> tuple[str, ...] | None:
    """The known words in a cell, parted by ";" or ","; an empty cell holds none."""
    text = line.words(column)
    if found := the_one_meant(text, known):
        return (found,)
    pieces = [piece.strip() for piece in re.split(r"[;,]", text) if piece.strip()]
    words = [the_one_meant(piece, known) for piece in pieces]
    if not pieces:
        line.notice("none-said", column, _("The column “{column}” is empty.").format(column=column))
        return ()
    if all(words):
        return tuple(dict.fromkeys(word for word in words if word))
    wrong = words.index(None)
    offered = nearest(pieces[wrong], known) or list(known)
    line.doubt(
        "unknown-word",
        column,
        _("“{text}” is not one of: {known}.").format(text=pieces[wrong], known=", ".join(known)),
        [_instead(column, pieces, wrong, word) for word in offered] + [_instead(column, pieces, wrong, None)],
    )
    return None


def _instead(column: str, pieces: list[str], wrong: int, word: str | None) -> Suggestion:
    cell = "; ".join([*pieces[:wrong], *([word] if word else []), *pieces[wrong + 1 :]])
    return Suggestion(word or _("Leave it out"), {column: cell})


def read_free(line: Line) -> tuple[HalfDay, ...] | None:
    """The parts of days of "Mon pm, Wed, Thu evening"; a day alone is the whole of it, its evening included."""
    pieces = [piece.strip() for piece in re.split(r"[;,]", line.words("Usually free")) if piece.strip()]
    if not pieces:
        line.notice("none-said", "Usually free", _("No usual free time is said."))
    found: set[HalfDay] = set()
    for place, piece in enumerate(pieces):
        day, _space, rest = folded(piece).partition(" ")
        weekday = read_weekday(day)
        if weekday is None or rest not in _HALVES:
            line.doubt(
                "not-a-half-day",
                "Usually free",
                _("“{text}” is not a day or part of a day. Write it like “Mon pm”, “Mon evening” or “Wed”.").format(
                    text=piece
                ),
                [_instead("Usually free", pieces, place, None)],
            )
            return None
        found |= {(weekday, half) for half in _HALVES[rest]}
    return tuple(sorted(found))


def read_check(line: Line, term: TermDates) -> date | None:
    column = "DBS check until"
    if not line.words(column):
        line.notice("no-check", column, _("No check is said: this trainer can't be given a run yet."))
        return None
    until = read_date_cell(line, column)
    if until and until < term.first_on:
        line.notice(
            "check-over",
            column,
            _("The check ends on {date}, before the term begins.").format(date=say_date(until)),
        )
    elif until and until in term:
        line.notice(
            "check-ends-in-term", column, _("The check ends on {date}, during the term.").format(date=say_date(until))
        )
    return until


def read_trained(line: Line) -> tuple[str, str] | None:
    column = "Train the trainer done"
    text = folded(line.words(column))
    if match := _BOOKED.fullmatch(text):
        when = line.words(column)[match.start(1) :] if match[1] else ""
        line.notice(
            "training-booked",
            column,
            _("Train the trainer is booked{when}, not done.").format(when=f" ({when})" if when else ""),
        )
        return "booked", when
    if text in {"", "no", "n", "not yet"}:
        return "no", ""
    if text in {"yes", "y", "done"}:
        return "done", ""
    line.doubt(
        "training-not-read",
        column,
        _("“{text}” is not “yes”, “no” or “booked” with a month.").format(text=line.words(column)),
        [Suggestion(word, {column: word}) for word in ("yes", "no", "booked")],
    )
    return None
