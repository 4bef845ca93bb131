"""The one writer of exported sheets: values only, one visible sheet, no cell that can run.

A text that begins like a formula stays text: with a leading quote in .csv, as
typed text in .xlsx. What `without_guard` reads back is what was written.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal

_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Value = str | int | Decimal | date | time | bool | None


def guarded(text: str) -> str:
    """The text with a leading quote when a spreadsheet would run it, or take that quote away."""
    return f"'{text}" if text.startswith(_RUNS) or _is_guarded(text) else text


def without_guard(text: str) -> str:
    """The text as it was before `guarded`."""
    return text[1:] if _is_guarded(text) else text


def _is_guarded(text: str) -> bool:
    return text.startswith("'") and text.lstrip("'").startswith(_RUNS)


def write_csv(headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """A .csv as spreadsheets open it without asking: UTF-8 with its mark, comma, CRLF."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([guarded(heading) for heading in headings])
    for row in rows:
        writer.writerow([_plain(value) for value in row])
    return out.getvalue().encode("utf-8-sig", errors="replace")


def write_xlsx(headings: Sequence[str], rows: Iterable[Sequence[Value]], *, title: str) -> bytes:
    """A workbook of one visible sheet, every text a typed text. `title` names the sheet."""
    import openpyxl  # noqa: PLC0415 slow to load
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 slow to load
    from openpyxl.styles import Font  # noqa: PLC0415 slow to load

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", title)[:31].strip() or "Sheet")
    sheet.freeze_panes = "A2"

    def cell(value: Value, *, is_heading: bool = False):
        if not isinstance(value, str):
            return WriteOnlyCell(sheet, value=value)
        made = WriteOnlyCell(sheet, value=_NOT_IN_XML.sub("", value))
        made.data_type = "s"  # openpyxl takes "=1+1" for a formula otherwise
        made.quotePrefix = value.startswith(_RUNS)
        if is_heading:
            made.font = Font(bold=True)
        return made

    sheet.append([cell(heading, is_heading=True) for heading in headings])
    for row in rows:
        sheet.append([cell(value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _plain(value: Value) -> Value:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return guarded(value) if isinstance(value, str) else value
