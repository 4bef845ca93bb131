"""What printed pages need of a template: safe colours, the direction of a name, sheets of rows."""

import re
import unicodedata
from collections.abc import Sequence

from django import template

from college.look import contrast

register = template.Library()

HEX = re.compile(r"^#[0-9a-fA-F]{6}$")
PLAIN = "#1d5a52"


@register.filter
def colour(value: str) -> str:
    """A colour as # and six figures; anything else becomes the plain one, so no style can slip in."""
    return value if HEX.match(str(value)) else PLAIN


@register.filter
def tint(value: str, percent: int) -> str:
    """`percent` of the colour, the rest white paper."""
    return contrast.mix(contrast.WHITE, colour(value), int(percent) / 100)


@register.filter
def ink(value: str) -> str:
    """The colour, darkened until words in it can be read on white paper."""
    return contrast.nearest(colour(value), lambda shade: contrast.ratio(shade, contrast.WHITE) >= contrast.TEXT)


@register.filter
def together(number: str) -> str:
    """A telephone number that no line breaks, and that runs from the left among words that run from the right."""
    return number.replace(" ", "\N{NO-BREAK SPACE}")


@register.filter
def direction(text: str) -> str:
    """`rtl` or `ltr`, by the first letter that has a direction (Unicode annex 9, rule P2)."""
    for letter in str(text):
        kind = unicodedata.bidirectional(letter)
        if kind in ("L", "R", "AL"):
            return "ltr" if kind == "L" else "rtl"
    return "ltr"


@register.filter
def with_empty(rows: Sequence, empty: Sequence) -> list:
    """Rows, and after them one without words for each of `empty`."""
    return [*rows, *({} for _ in empty)]


@register.filter
def sheets(rows: Sequence, length: int) -> list[Sequence]:
    """Rows cut into sheets of paper: a table that runs over a page is tagged as several."""
    rows = list(rows)
    return [rows[start : start + int(length)] for start in range(0, len(rows), int(length))] or [[]]


@register.filter
def length_class(text: str) -> str:
    """How large a name or title may be printed and still fit its line."""
    length = len(str(text))
    return "short" if length <= 26 else "middle" if length <= 44 else "long"


@register.filter
def is_roomy(certificate: dict) -> bool:
    """Whether a certificate says so little that it can be set with more space."""
    short = [certificate["name"], certificate["title"]]
    return all(length_class(each) == "short" for each in short) and sum(map(_lines, certificate["learnt"])) <= 4


def _lines(outcome: str) -> int:
    """How many lines it takes across the sheet, at most."""
    return len(outcome) // 95 + 1


@register.filter
def list_class(lines: Sequence[str]) -> str:
    """Two columns for a list that one column has no room for."""
    return "two-columns" if len(lines) > 4 else "one-column"
