"""Finding the row of headings and what each column is: forgiving about case and spaces, never guessing."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from .doubts import Notice, SheetRefusal
from .files import Row
from .words import folded, nearest, tidy

# Where words are kept that stand to the right of the last heading, or under none.
BEYOND = "Beyond the headings"
_ROWS_TO_LOOK_AT = 20


@dataclass(frozen=True)
class Column:
    """A column a sheet may have: its name and the other names it goes by."""

    name: str
    also: tuple[str, ...] = ()
    needed: bool = True


@dataclass(frozen=True)
class Headed:
    """The lines below the headings, each as {column name: words}."""

    heading_line: int
    lines: tuple[tuple[int, dict[str, str]], ...]
    notices: tuple[Notice, ...]


def read_headings(rows: tuple[Row, ...], columns: tuple[Column, ...]) -> Headed:
    """Finds the headings, under a title or not, and names every cell below them.

    Refuses, naming the column, when a needed column is missing or one is there
    twice. A column that is not known is left out, and a notice says so.
    """
    by_word = {folded(word): column.name for column in columns for word in (column.name, *column.also)}
    number, cells = _heading_row(rows, by_word)
    names = [by_word.get(folded(cell)) for cell in cells]
    _refuse_twice(number, names)
    _refuse_missing(number, names, cells, columns)
    lines = []
    for line_number, words in rows:
        if line_number <= number or [by_word.get(folded(w)) for w in words] == names:
            continue
        line = _named(words, names, cells)
        if any(line.values()):
            lines.append((line_number, line))
    if not lines:
        raise SheetRefusal(_("There is no line below the headings. Is it the right file?"))
    unknown = [cell for cell, name in zip(cells, names, strict=True) if cell.strip() and not name]
    return Headed(number, tuple(lines), tuple(_unknown(number, cell) for cell in unknown))


def _named(words: list[str], names: list[str | None], heads: list[str]) -> dict[str, str]:
    """The line by column name; words that stand under no heading are kept under BEYOND."""
    line = {name: "" for name in names if name}
    beyond = []
    for place, word in enumerate(words):
        name = names[place] if place < len(names) else None
        if name:
            line[name] = tidy(word)
        elif word.strip() and (place >= len(heads) or not heads[place].strip()):
            beyond.append(tidy(word))
    if beyond:
        line[BEYOND] = "; ".join(beyond)
    return line


def _heading_row(rows: tuple[Row, ...], by_word: dict[str, str]) -> Row:
    def recognised(row: Row) -> int:
        return len({by_word[folded(c)] for c in row[1] if folded(c) in by_word})

    best = max(rows[:_ROWS_TO_LOOK_AT], key=recognised, default=(0, []))
    if recognised(best) < 2:
        raise SheetRefusal(
            _("No row of headings is found. The sheet needs these columns: {columns}.").format(
                columns=", ".join(dict.fromkeys(by_word.values()))
            )
        )
    return best


def _refuse_twice(number: int, names: list[str | None]) -> None:
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        raise SheetRefusal(
            _("Line {line}: the column “{column}” is there twice. Keep one.").format(line=number, column=twice[0])
        )


def _refuse_missing(number: int, names, cells: list[str], columns: tuple[Column, ...]) -> None:
    missing = [column.name for column in columns if column.needed and column.name not in names]
    if not missing:
        return
    spare = [tidy(cell) for cell, name in zip(cells, names, strict=True) if cell.strip() and not name]
    sentences = [_missing_sentence(number, name, nearest(name, spare, 1)) for name in missing]
    raise SheetRefusal(" ".join(sentences))


def _missing_sentence(number: int, name: str, looks_like: list[str]) -> str:
    said = _("Line {line}: the column “{column}” is missing.").format(line=number, column=name)
    if not looks_like:
        return said
    return said + " " + _("If “{heading}” is meant, rename it.").format(heading=looks_like[0])


def _unknown(number: int, cell: str) -> Notice:
    return Notice(
        "unknown-column",
        number,
        tidy(cell),
        _("The column “{column}” is not known and is not read.").format(column=tidy(cell)),
    )
