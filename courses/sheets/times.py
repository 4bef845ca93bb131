"""Times in words, as a coordinator writes them: "10am to 12 noon", "1.30pm–3.30pm"."""

import re
from datetime import time

from django.utils.translation import gettext as _

from .words import folded, tidy

EARLIEST, LATEST = time(7), time(22)
LONGEST_MINUTES = 8 * 60

_BETWEEN = re.compile(r"\s*(?:-| to | till | until )\s*")
_HALF_DAY = re.compile(r"(\d{1,2})(?:[.:](\d{2}))?\s?([ap])\.?m\.?")
_NOON = re.compile(r"(?:12(?:[.:]00)?\s?)?(?:noon|midday)")
_CLOCK = re.compile(r"(\d{2})[.:](\d{2})(?::00)?")
_BARE = re.compile(r"(\d{1,2})(?:[.:](\d{2}))?")


class UnsureTimes(ValueError):
    """Not a start and an end for certain. `meant` are what it may have been."""

    def __init__(self, code: str, sentence: str, meant: tuple[tuple[time, time], ...] = ()):
        super().__init__(sentence)
        self.code, self.sentence, self.meant = code, sentence, meant


def say_time(at: time) -> str:
    if at == time(12):
        return "12 midday"
    hour = at.hour % 12 or 12
    minutes = f".{at.minute:02}" if at.minute else ""
    return f"{hour}{minutes}{'am' if at.hour < 12 else 'pm'}"


def say_times(start: time, end: time) -> str:
    """The times as people read them: 10am to 12 midday."""
    return f"{say_time(start)} to {say_time(end)}"


def read_times(text: str) -> tuple[time, time]:
    """Start and end of a session, local time, from one cell.

    Certain: am and pm on both ends, "noon" or "midday", or a 24-hour clock with
    two figures for the hour on both. Raises UnsureTimes for all else.
    """
    words = folded(text)
    parts = _BETWEEN.split(words)
    if len(parts) != 2:
        raise UnsureTimes(
            "not-times",
            _("“{text}” is not a start and an end we can read. Write it like 10am to 12 noon.").format(text=tidy(text)),
        )
    start, end = map(_read_time, parts)
    if start is None or end is None:
        start, end = _read_clock(parts)
    if start is None or end is None:
        raise _half_said(text, parts)
    return _sensible(start, end, text)


def _sensible(start: time, end: time, text: str) -> tuple[time, time]:
    if end <= start:
        raise UnsureTimes(
            "ends-before-it-starts",
            _("“{text}” ends before it starts.").format(text=tidy(text)),
            _sensible_among([(start, end), (end, start)]),
        )
    if not _is_sensible(start, end):
        raise UnsureTimes(
            "unlikely-times",
            _("“{text}” is very early, very late or very long.").format(text=tidy(text)),
            _sensible_among([(start, end)]),
        )
    return start, end


def _read_time(words: str) -> time | None:
    words = words.strip()
    if _NOON.fullmatch(words):
        return time(12)
    match = _HALF_DAY.fullmatch(words)
    if not match:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if not 1 <= hour <= 12 or minute > 59:
        return None
    return time(hour % 12 + (12 if match[3] == "p" else 0), minute)


def _read_clock(parts: list[str]) -> tuple[time | None, time | None]:
    found = [_CLOCK.fullmatch(part.strip()) for part in parts]
    if not all(found):
        return None, None
    times = [_time_or_none(int(match[1]), int(match[2])) for match in found if match]
    return times[0], times[1]


def _half_said(text: str, parts: list[str]) -> UnsureTimes:
    choices = [_both_halves(part.strip()) for part in parts]
    pairs = [(start, end) for start in choices[0] for end in choices[1]]
    meant = tuple(pair for pair in pairs if _is_sensible(*pair))
    meant = tuple(sorted(meant, key=lambda pair: _minutes(*pair)))[:3]
    if not meant:
        return UnsureTimes(
            "not-times",
            _("“{text}” is not a start and an end we can read. Write it like 10am to 12 noon.").format(text=tidy(text)),
        )
    return UnsureTimes(
        "half-said-times",
        _("“{text}” does not say am or pm for both ends.").format(text=tidy(text)),
        meant,
    )


def _both_halves(words: str) -> list[time]:
    if certain := _read_time(words):
        return [certain]
    match = _BARE.fullmatch(words)
    if not match:
        return []
    hour, minute = int(match[1]), int(match[2] or 0)
    hours = [hour] if hour > 12 else [hour % 12, hour % 12 + 12]
    return [at for h in hours if (at := _time_or_none(h, minute)) is not None]


def _sensible_among(pairs: list[tuple[time, time]]) -> tuple[tuple[time, time], ...]:
    tried = []
    for start, end in pairs:
        tried += [(start, end), (_other_half(start), end), (start, _other_half(end))]
        tried += [(_other_half(start), _other_half(end))]
    return tuple(dict.fromkeys(pair for pair in tried if _is_sensible(*pair)))[:3]


def _is_sensible(start: time, end: time) -> bool:
    return EARLIEST <= start < end <= LATEST and _minutes(start, end) <= LONGEST_MINUTES


def _other_half(at: time) -> time:
    return at.replace(hour=(at.hour + 12) % 24)


def _minutes(start: time, end: time) -> int:
    return (end.hour - start.hour) * 60 + end.minute - start.minute


def _time_or_none(hour: int, minute: int) -> time | None:
    return time(hour, minute) if hour < 24 and minute < 60 else None
