"""Reading .xlsx: the one visible sheet of a workbook, its values as words."""

import io
import zipfile
from datetime import date, datetime, time
from itertools import zip_longest

from django.utils.translation import gettext as _

from .dates import say_date
from .doubts import Notice, SheetRefusal

LARGEST_UNPACKED = 40 * 1024 * 1024
MOST_PARTS = 500
MOST_ROWS_LOOKED_AT = 20_000


def read_workbook(content: bytes, *, most_columns: int):
    """The numbered rows and the notices of the only visible sheet that holds anything.

    Formulas give the value that was saved with them. A hidden sheet is never
    read, and a notice says so.
    """
    _refuse_a_bomb(content)
    values = _open(content, data_only=True)
    formulas = _open(content, data_only=False)
    try:
        shown = [name for name in values.sheetnames if _is_visible(values[name])]
        hidden = [name for name in values.sheetnames if name not in shown]
        sheets = {name: _rows(values[name], formulas[name], most_columns) for name in shown}
    except SheetRefusal:
        raise
    except Exception:
        # openpyxl raises whatever a damaged part makes it raise; all mean one thing.
        raise SheetRefusal(_DAMAGED()) from None
    finally:
        values.close()
        formulas.close()
    filled = {name: rows for name, rows in sheets.items() if any(any(r[1]) for r in rows)}
    if len(filled) > 1:
        raise SheetRefusal(
            _(
                "This workbook has {count} sheets that hold something: {names}. "
                "Keep the one to import in a file of its own."
            ).format(count=len(filled), names=", ".join(filled))
        )
    if not filled:
        raise SheetRefusal(_("No visible sheet of this workbook holds anything."))
    return next(iter(filled.values())), [_hidden_notice(name) for name in hidden]


def _DAMAGED() -> str:
    return _("This workbook is damaged and can't be read. Open it, save it again as .xlsx, and upload that file.")


def _refuse_a_bomb(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            infos = parts.infolist()
            names = set(parts.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise SheetRefusal(_DAMAGED()) from None
    if "xl/workbook.xml" not in names:
        raise SheetRefusal(_("This file is named .xlsx but holds no workbook. Choose the sheet itself."))
    if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > LARGEST_UNPACKED:
        raise SheetRefusal(_("This workbook is far larger inside than a term's sheet. Is it the right file?"))


def _open(content: bytes, *, data_only: bool):
    import openpyxl  # noqa: PLC0415 slow to load

    try:
        return openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=data_only, keep_links=False)
    except Exception:
        # As above: whatever openpyxl raises, the file is damaged.
        raise SheetRefusal(_DAMAGED()) from None


def _is_visible(sheet) -> bool:
    return getattr(sheet, "sheet_state", "visible") == "visible" and hasattr(sheet, "iter_rows")


def _rows(values, formulas, most_columns: int) -> list[tuple[int, list[str]]]:
    rows = []
    # One column more than allowed, so that a row too wide shows; the rest is not built.
    pairs = zip_longest(
        values.iter_rows(values_only=True, max_col=most_columns + 1),
        formulas.iter_rows(values_only=True, max_col=most_columns + 1),
        fillvalue=(),
    )
    for number, (cells, typed) in enumerate(pairs, 1):
        if number > MOST_ROWS_LOOKED_AT:
            raise SheetRefusal(
                _("This sheet has more than {most} lines. A term's sheet is far shorter: is it the right file?").format(
                    most="5,000"
                )
            )
        _refuse_unsaved_formula(number, cells, typed)
        rows.append((number, [_words(cell) for cell in cells]))
    return rows


def _refuse_unsaved_formula(number: int, cells, typed) -> None:
    for value, source in zip(cells, typed, strict=False):
        is_formula = isinstance(source, str) and source.startswith("=") and source != value
        if value is None and (is_formula or (source is not None and not isinstance(source, str))):
            raise SheetRefusal(
                _(
                    "Line {line} has a formula whose result was not saved. Open the sheet in your "
                    "spreadsheet, save it, and upload it again."
                ).format(line=number)
            )


def _words(value) -> str:
    """A cell's value as a person would have typed it, dates day first."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        on = say_date(value.date())
        return on if value.time() == time(0) else f"{on} {value:%H:%M}"
    if isinstance(value, date):
        return say_date(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def _hidden_notice(name: str) -> Notice:
    return Notice(
        "hidden-sheet",
        0,
        "",
        _("The hidden sheet “{name}” is not read.").format(name=name),
    )
