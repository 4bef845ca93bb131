"""In which languages a run is taught, and for whom its course is especially."""

import re

from django.utils.translation import gettext as _

from courses.languages import ALSO, LANGUAGES, in_order

from .doubts import Suggestion
from .known import Known
from .lines import Line
from .words import folded, nearest

_BETWEEN = re.compile(r"[,;/+&]| and | with ")
EVERYONE = frozenset({"everyone", "everybody", "all", "open to all", "anyone"})


def read_languages(line: Line) -> tuple[str, ...]:
    """Codes of languages, in their order; none for an empty cell. A language nobody knows is a doubt."""
    by_word = {folded(str(name)): code for code, name in LANGUAGES.items()} | ALSO
    names = {folded(str(name)): str(name) for name in LANGUAGES.values()}
    codes = []
    for word in _several(line, "Language"):
        if folded(word) in by_word:
            codes.append(by_word[folded(word)])
        else:
            likely = nearest(word, list(names.values()))
            line.doubt(
                "unknown-language",
                "Language",
                _("“{text}” is not a language we know.").format(text=word),
                [Suggestion(name, {"Language": _put(line, "Language", word, name)}) for name in likely],
            )
    return tuple(in_order(codes))


def read_audiences(line: Line, known: Known) -> tuple[str, ...]:
    """Names of the college's audiences; none for an empty cell, or for everyone."""
    by_word = {folded(name): name for name in known.audiences}
    found = []
    for word in _several(line, "Audience"):
        if folded(word) in by_word:
            found.append(by_word[folded(word)])
        elif folded(word) not in EVERYONE:
            likely = nearest(word, list(known.audiences)) or known.audiences
            line.doubt(
                "unknown-audience",
                "Audience",
                _("“{text}” is not one of the audiences.").format(text=word),
                [Suggestion(name, {"Audience": _put(line, "Audience", word, name)}) for name in likely],
            )
    return tuple(sorted(set(found)))


def _several(line: Line, column: str) -> list[str]:
    return [word.strip() for word in _BETWEEN.split(line.words(column)) if word.strip()]


def _put(line: Line, column: str, word: str, name: str) -> str:
    return ", ".join(name if other == word else other for other in _several(line, column))
