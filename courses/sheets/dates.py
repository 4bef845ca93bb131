"""Dates as coordinators write them: day first, in figures or in words."""

import re
from datetime import date, timedelta

from django.utils.dates import WEEKDAYS as WEEKDAYS_TRANSLATED
from django.utils.translation import gettext as _

from .words import folded, tidy

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)

_FIGURES = re.compile(r"(\d{1,2})\s?[/.\-]\s?(\d{1,2})\s?[/.\-]\s?(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ \-]([a-z]{3,9})\.?(?:,?[ \-](\d{4}|\d{2}))?")
_MONTH_DAY = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}|\d{2}))?")
_SERIAL = re.compile(r"[34]\d{4}|5[0-4]\d{3}")
_SPREADSHEET_EPOCH = date(1899, 12, 30)


class UnsureDate(ValueError):
    """Not a date for certain. `meant` are the dates it may have been, likeliest first."""

    def __init__(self, code: str, sentence: str, meant: tuple[date, ...] = ()):
        super().__init__(sentence)
        self.code, self.sentence, self.meant = code, sentence, meant


def say_date(day: date) -> str:
    """The date as the sheet writes it: 12/01/2027."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def say_weekday(day: date) -> str:
    """Its day of the week in the reader's language."""
    return str(WEEKDAYS_TRANSLATED[day.weekday()])


def say_day_and_date(day: date) -> str:
    return f"{say_weekday(day)} {say_date(day)}"


def read_weekday(text: str) -> int | None:
    """0 for Monday to 6 for Sunday, from a whole day name or its first three or four letters."""
    word = folded(text).rstrip(".")
    if len(word) < 3:
        return None
    found = [n for n, name in enumerate(WEEKDAYS) if name.casefold().startswith(word)]
    if word.endswith("s") and not found:
        return read_weekday(word[:-1])
    return found[0] if len(found) == 1 else None


def read_date(text: str, *, near: date | None = None) -> date:
    """The date a cell holds, day first.

    `near` is a date in the term: it only helps to suggest a missing year.
    Raises UnsureDate for anything that could be read two ways, or not at all.
    """
    words = folded(text).replace(",", ", ")
    words = tidy(words).replace(" ,", ",")
    words, weekday = _without_weekday(words)
    day = _read_plain(words, text, near)
    if weekday is not None and day.weekday() != weekday:
        raise UnsureDate(
            "date-and-day-differ",
            _("“{text}” can't be right: {date} is a {weekday}.").format(
                text=tidy(text), date=say_date(day), weekday=say_weekday(day)
            ),
            (day, nearest_weekday(day, weekday)),
        )
    return day


def nearest_weekday(day: date, weekday: int) -> date:
    """The date with this weekday that is closest to `day`, at most three days away."""
    ahead = (weekday - day.weekday()) % 7
    return day + timedelta(days=ahead if ahead <= 3 else ahead - 7)


def day_and_month_swapped(day: date) -> date | None:
    return _date_or_none(day.year, day.day, day.month) if day.day != day.month else None


def _without_weekday(words: str) -> tuple[str, int | None]:
    first, _space, rest = words.partition(" ")
    weekday = read_weekday(first.rstrip(","))
    return (rest, weekday) if weekday is not None and rest else (words, None)


def _read_plain(words: str, text: str, near: date | None) -> date:
    if match := _ISO.fullmatch(words):
        return _certain(int(match[1]), int(match[2]), int(match[3]), text)
    if match := _FIGURES.fullmatch(words):
        return _day_first(int(match[1]), int(match[2]), match[3], text, near)
    if (match := _DAY_MONTH.fullmatch(words)) and (month := _month(match[2])):
        return _day_first(int(match[1]), month, match[3], text, near)
    if (match := _MONTH_DAY.fullmatch(words)) and (month := _month(match[1])):
        return _day_first(int(match[2]), month, match[3], text, near)
    if _SERIAL.fullmatch(words):
        meant = _SPREADSHEET_EPOCH + timedelta(days=int(words))
        raise UnsureDate(
            "date-as-number",
            _("“{text}” is a number, not a date. A spreadsheet may have turned it into one.").format(text=tidy(text)),
            (meant,),
        )
    raise UnsureDate(
        "not-a-date",
        _("“{text}” is not a date we can read. Write it like 12/01/2027.").format(text=tidy(text)),
    )


def _day_first(day: int, month: int, year: str | None, text: str, near: date | None) -> date:
    if year is None:
        meant = _date_or_none(near.year, month, day) if near else None
        raise UnsureDate(
            "no-year",
            _("“{text}” has no year.").format(text=tidy(text)),
            (meant,) if meant else (),
        )
    if len(year) == 2:
        meant = _date_or_none(2000 + int(year), month, day)
        raise UnsureDate(
            "two-figure-year",
            _("“{text}” has only two figures for its year.").format(text=tidy(text)),
            (meant,) if meant else (),
        )
    return _certain(int(year), month, day, text)


def _certain(year: int, month: int, day: int, text: str) -> date:
    found = _date_or_none(year, month, day)
    if found:
        return found
    turned = _date_or_none(year, day, month)
    raise UnsureDate(
        "no-such-date",
        _("“{text}” is not a day in the calendar.").format(text=tidy(text)),
        (turned,) if turned else (),
    )


def _month(word: str) -> int | None:
    word = "sep" if word == "sept" else word
    found = [n for n, name in enumerate(_MONTHS, 1) if name.startswith(word) and len(word) >= 3]
    return found[0] if len(found) == 1 else None


def _date_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
