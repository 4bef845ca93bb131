"""Words as people type them: stray spaces, capitals, near misses."""

import difflib
import unicodedata
from collections.abc import Iterable

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))

_STRAIGHT = {ord("\u2018"): "'", ord("\u2019"): "'"} | dict.fromkeys(
    map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-"
)


def tidy(text: str) -> str:
    """The text with single spaces, no ends, nothing invisible; its capitals are kept."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_INVISIBLE).split())


def folded(text: str) -> str:
    """What two spellings of the same words have in common: for comparing, never for storing."""
    plain = tidy(text).casefold()
    return plain.translate(_STRAIGHT)


def same(one: str, other: str) -> bool:
    return folded(one) == folded(other)


def the_one_meant(text: str, known: Iterable[str]) -> str | None:
    """The known word that this is, but for spaces and capitals; None when there is none."""
    return next((word for word in known if same(word, text)), None)


def nearest(text: str, known: Iterable[str], count: int = 3) -> list[str]:
    """Known words that look like this one, likeliest first: suggestions, never answers."""
    by_fold = {folded(word): word for word in known}
    close = difflib.get_close_matches(folded(text), by_fold, n=count, cutoff=0.6)
    return [by_fold[word] for word in close]
