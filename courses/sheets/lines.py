"""One line while it is read: its cells as mended so far, and the doubts it raises."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from .dates import UnsureDate, read_date, say_date, say_day_and_date
from .doubts import Doubt, Notice, Suggestion
from .headings import BEYOND
from .words import folded, nearest, the_one_meant, tidy

# Answers that are not cells of the sheet: what the coordinator looked at and let stand.
AGREED = "Agreed"
_MOST_CHOICES = 12


@dataclass
class Line:
    """Cells by column name. `doubts` and `notices` grow while the line is read."""

    number: int
    cells: dict[str, str]
    doubts: list[Doubt] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    def words(self, column: str) -> str:
        return tidy(self.cells.get(column, ""))

    def doubt(self, code: str, column: str, what: str, suggestions: Iterable[Suggestion] = ()) -> None:
        """A doubt about this line; with nothing better to suggest, it can be set aside."""
        offered = tuple(suggestions) or (Suggestion(_("Write it anew, or set this line aside")),)
        self.doubts.append(Doubt(code, self.number, column, what, offered))

    def notice(self, code: str, column: str, what: str) -> None:
        self.notices.append(Notice(code, self.number, column, what))

    def has_agreed(self, answer: str) -> bool:
        return any(folded(answer) == folded(a) for a in self.cells.get(AGREED, "").split("\n"))

    def agreeing(self, answer: str, label: str) -> Suggestion:
        """A suggestion that leaves the cells as they are and notes that a person looked."""
        before = [a for a in map(tidy, self.cells.get(AGREED, "").split("\n")) if a]
        return Suggestion(label, {AGREED: "\n".join([*before, answer])})


def mended(lines: Iterable[tuple[int, Mapping[str, str]]], corrections: Mapping[int, Mapping[str, str]]) -> list[Line]:
    return [Line(number, {**cells, **corrections.get(number, {})}) for number, cells in lines]


def fill_down(column: str, lines: list[Line], as_written: Mapping[int, Mapping[str, str]]) -> None:
    """A cell written once holds for the blank ones below it, until another is written.

    A blank cell that was mended holds for its own line only.
    """
    above = ""
    for line in lines:
        if line.words(column):
            if tidy(as_written[line.number].get(column, "")):
                above = line.words(column)
        else:
            line.cells[column] = above


def read_known_word(line: Line, column: str, known: Iterable[str], code: str, what: str) -> str | None:
    """The known word in a cell. `what` is the sentence of the doubt, with {text} for the cell."""
    known = list(known)
    text = line.words(column)
    if found := the_one_meant(text, known):
        return found
    likely = nearest(text, known) if text else []
    offered = likely or known[:_MOST_CHOICES]
    line.doubt(
        code if text else f"no-{folded(column).replace(' ', '-')}",
        column,
        what.format(text=text) if text else _("The column “{column}” is empty.").format(column=column),
        [Suggestion(word, {column: word}) for word in offered],
    )
    return None


def read_number(line: Line, column: str, lowest: int, highest: int, unit: str = "", empty: str = "") -> int | None:
    """A whole number from `lowest` to `highest`. `unit` is a pattern of words that may follow it.

    `empty` is what to suggest for an empty cell.
    """
    text = line.words(column)
    match = re.fullmatch(rf"([0-9]{{1,6}})(?:\.0+)?(?: ?(?:{unit}))?", folded(text)) if text else None
    if match and lowest <= int(match[1]) <= highest:
        return int(match[1])
    if not text:
        line.doubt(
            f"no-{folded(column).replace(' ', '-')}",
            column,
            _("The column “{column}” is empty.").format(column=column),
            [Suggestion(empty, {column: empty})] if empty else (),
        )
        return None
    inside = [n for n in map(int, re.findall(r"[0-9]{1,6}", text)) if lowest <= n <= highest]
    line.doubt(
        f"{folded(column).replace(' ', '-')}-not-a-number",
        column,
        _("“{text}” is not a whole number from {lowest} to {highest}.").format(
            text=text, lowest=lowest, highest=highest
        ),
        [Suggestion(str(n), {column: str(n)}) for n in dict.fromkeys(inside)],
    )
    return None


def read_date_cell(line: Line, column: str, near: date | None = None) -> date | None:
    try:
        return read_date(line.words(column), near=near)
    except UnsureDate as unsure:
        line.doubt(
            unsure.code,
            column,
            unsure.sentence,
            [Suggestion(say_day_and_date(day), {column: say_date(day)}) for day in unsure.meant],
        )
        return None


def read_yes(line: Line, column: str, *, empty: bool) -> bool | None:
    """True or False from yes and no; `empty` is what an empty cell says."""
    text = folded(line.words(column))
    if not text:
        return empty
    if text in {"yes", "y", "no", "n"}:
        return text.startswith("y")
    line.doubt(
        "not-yes-or-no",
        column,
        _("“{text}” is not “yes” or “no”.").format(text=line.words(column)),
        [Suggestion(_("Yes"), {column: "yes"}), Suggestion(_("No"), {column: "no"})],
    )
    return None


def check_length(line: Line, column: str, most: int) -> None:
    if len(line.words(column)) > most:
        line.doubt(
            "too-long",
            column,
            _("“{column}” is longer than {most} letters.").format(column=column, most=most),
            [
                Suggestion(
                    _("Cut it here: “…{end}”").format(end=line.words(column)[:most][-30:]),
                    {column: line.words(column)[:most]},
                )
            ],
        )


def doubt_what_lies_beyond(line: Line) -> None:
    if line.words(BEYOND):
        line.doubt(
            "beyond-the-headings",
            BEYOND,
            _("“{text}” stands under no heading. A comma too many may have moved the cells.").format(
                text=line.words(BEYOND)
            ),
            [Suggestion(_("The other cells are right; leave it out"), {BEYOND: ""})],
        )
