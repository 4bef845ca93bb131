"""Several dates or stretches of days in one cell: "16/02/2027", "08/03/2027 to 19/03/2027"."""

import re
from datetime import date

from django.utils.translation import gettext as _

from .dates import UnsureDate, read_date, say_date
from .doubts import Suggestion
from .lines import Line

_SEPARATORS = re.compile(r"\s*(?:;|,|&|\band\b|(?<=[0-9]{4})\s(?=[0-9]))\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"\s+(?:to|until|till)\s+|\s+[-\u2013\u2014]\s+|[\u2013\u2014]", re.IGNORECASE)
LONGEST_DAYS = 120

Period = tuple[date, date]


def say_period(period: Period) -> str:
    first, last = period
    return say_date(first) if first == last else f"{say_date(first)} to {say_date(last)}"


def say_periods(periods: list[Period]) -> str:
    return "; ".join(map(say_period, periods))


def read_periods(line: Line, column: str, near: date | None = None) -> list[Period] | None:
    """The stretches of days in a cell, in order, both ends included; None when one is in doubt."""
    text = line.words(column)
    if not text:
        return []
    pieces = [text] if _is_one(text, near) else [p for p in _SEPARATORS.split(text) if p]
    periods: list[Period] = []
    for place, piece in enumerate(pieces):
        try:
            periods.append(_read_period(piece, near))
        except UnsureDate as unsure:
            line.doubt(unsure.code, column, unsure.sentence, _rewritten(column, pieces, place, unsure))
            return None
    return sorted(periods)


def _rewritten(column: str, pieces: list[str], place: int, unsure: UnsureDate) -> list[Suggestion]:
    """The whole cell with the doubtful piece written anew, once for each date it may have been."""
    if not unsure.meant:
        return []
    meant = (
        [unsure.meant]
        if len(unsure.meant) == 2 and unsure.code == "period-turned"
        else [(day, day) for day in unsure.meant]
    )
    return [
        Suggestion(say_period(period), {column: "; ".join([*pieces[:place], say_period(period), *pieces[place + 1 :]])})
        for period in meant
    ]


def _is_one(text: str, near: date | None) -> bool:
    try:
        _read_period(text, near)
    except UnsureDate:
        return False
    return True


def _read_period(text: str, near: date | None) -> Period:
    ends = _BETWEEN.split(text)
    if len(ends) == 1:
        day = read_date(text, near=near)
        return day, day
    if len(ends) != 2:
        raise UnsureDate("not-a-period", _("“{text}” is not a date, nor one date to another.").format(text=text))
    try:
        first, last = (read_date(end, near=near) for end in ends)
    except UnsureDate as unsure:
        # One end alone would be half an answer: say what is wrong, suggest nothing.
        raise UnsureDate(unsure.code, unsure.sentence) from None
    if last < first:
        raise UnsureDate(
            "period-turned",
            _("“{text}” ends before it begins.").format(text=text),
            (last, first),
        )
    if (last - first).days > LONGEST_DAYS:
        raise UnsureDate("period-too-long", _("“{text}” is longer than a term.").format(text=text))
    return first, last
