"""From the bytes of an uploaded file to rows of words. What is not a sheet is refused in a sentence."""

import csv
import io
import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .doubts import Notice, SheetRefusal
from .workbooks import read_workbook
from .writing import without_guard

LARGEST_FILE = 5 * 1024 * 1024
MOST_ROWS = 5_000
MOST_COLUMNS = 60

Row = tuple[int, list[str]]


@dataclass(frozen=True)
class SheetFile:
    """The rows of one sheet that hold anything, numbered as a spreadsheet numbers them from 1."""

    rows: tuple[Row, ...]
    notices: tuple[Notice, ...] = ()


def read_file(content: bytes, name: str) -> SheetFile:
    """Reads a .csv or .xlsx file into rows of text.

    Takes at most 5 MB and 5,000 rows that hold anything. A .csv is UTF-8 (with
    or without its mark) or UTF-16 with its mark. Refuses everything else with
    SheetRefusal, whose sentence says how to save the file again.
    """
    if not content:
        raise SheetRefusal(_("This file is empty. Choose the file again."))
    if len(content) > LARGEST_FILE:
        raise SheetRefusal(_("This file is larger than 5 MB. A term's sheet is far smaller: is it the right file?"))
    ending = name.rpartition(".")[2].casefold()
    is_zip = content.startswith(b"PK\x03\x04")
    if ending == "xlsx":
        if not is_zip:
            raise SheetRefusal(_not_a_workbook(content))
        numbered, notices = read_workbook(content, most_columns=MOST_COLUMNS)
    elif ending == "csv":
        if is_zip:
            raise SheetRefusal(
                _(
                    "This file is named .csv but is a workbook or a zip file. "
                    "Save the sheet again as “CSV UTF-8” or as .xlsx."
                )
            )
        numbered, notices = _read_csv(_decoded(content)), ()
    else:
        raise SheetRefusal(
            _(
                "Only .csv and .xlsx files can be read. "
                "In your spreadsheet choose “Save as”, then “CSV UTF-8” or “.xlsx”."
            )
        )
    return SheetFile(tuple(_checked(numbered)), tuple(notices))


def _not_a_workbook(content: bytes) -> str:
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return _(
            "This file is locked with a password, or is an old .xls renamed. "
            "Open it, then save it as .xlsx without a password."
        )
    return _(
        "This file is named .xlsx but is not a workbook. "
        "It may be a picture or another kind of file. Choose the sheet itself."
    )


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError:
            raise SheetRefusal(_encoding_sentence(0)) from None
    if b"\0" in content:
        raise SheetRefusal(
            _(
                "This file is named .csv but does not hold words. "
                "It may be a picture or another kind of file. Choose the sheet itself."
            )
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as unreadable:
        line = content.count(b"\n", 0, unreadable.start) + 1
        raise SheetRefusal(_encoding_sentence(line)) from None


def _encoding_sentence(line: int) -> str:
    how = _("In your spreadsheet choose “Save as”, then “CSV UTF-8”, and upload that file.")
    if not line:
        return _("The letters of this file can't be read.") + " " + how
    return (
        _("Line {line}: the letters can't be read for certain, so accents and dashes could come out wrong.").format(
            line=line
        )
        + " "
        + how
    )


def _read_csv(text: str):
    delimiter = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            yield number, [without_guard(cell) for cell in cells]
    except csv.Error:
        raise SheetRefusal(
            _(
                "Line {line}: a quotation mark is opened and not closed, or closed too early. "
                "Save the sheet again as “CSV UTF-8” from your spreadsheet."
            ).format(line=number + 1)
        ) from None


def _delimiter(text: str) -> str:
    """Comma, semicolon or tab: the one that makes the widest row near the top."""
    top = text.split("\n", 30)[:30]

    def widest(delimiter: str) -> int:
        return max(len(next(csv.reader([line], delimiter=delimiter), [])) for line in top)

    try:
        return max(",;\t", key=widest)
    except csv.Error:
        return ","


def _checked(numbered):
    kept = 0
    for number, cells in numbered:
        while cells and not cells[-1].strip():
            cells.pop()
        if not cells:
            continue
        kept += 1
        if kept > MOST_ROWS:
            raise SheetRefusal(
                _("This sheet has more than {most} lines. A term's sheet is far shorter: is it the right file?").format(
                    most=f"{MOST_ROWS:,}"
                )
            )
        if len(cells) > MOST_COLUMNS:
            raise SheetRefusal(
                _("Line {line} has more than {most} columns. Is it the right file?").format(
                    line=number, most=MOST_COLUMNS
                )
            )
        _refuse_strange_characters(number, cells)
        yield number, cells


def _refuse_strange_characters(number: int, cells: list[str]) -> None:
    for cell in cells:
        if any(unicodedata.category(c) in {"Cc", "Cs"} and c not in "\t\r\n" for c in cell):
            raise SheetRefusal(
                _(
                    "Line {line} has a character that is not a letter, figure or sign. "
                    "Type the cell again, then save the sheet."
                ).format(line=number)
            )
        if "\ufffd" in cell or _is_garbled(cell):
            raise SheetRefusal(_encoding_sentence(number))


def _is_garbled(cell: str) -> bool:
    """True for UTF-8 that was once read as Windows letters and saved so: "â€“" for a dash."""
    if cell.isascii():
        return False
    try:
        return cell.encode("cp1252").decode("utf-8") != cell
    except UnicodeError:
        return False
