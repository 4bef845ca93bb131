"""Verbs on a sheet: bring it, mend a line, set a line aside, put the sheet away, go on with what was left."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from college.refusals import Refusal
from courses.models import SheetImport, SheetLine, Term
from courses.sheets.doubts import Notice
from courses.sheets.files import read_file
from courses.sheets.headings import BEYOND
from courses.sheets.lines import AGREED
from enrolment.office.imports.reading import COLUMNS, headed, read_sheet

LONGEST_CELL = 2000


class NotOpen(Refusal):
    sentence = gettext_lazy("This sheet has been applied or put away already. Upload it again to change something.")


class NoSuchCell(Refusal):
    """What was written belongs to no line or column of the sheet, or is too long."""


@transaction.atomic
def upload_sheet(
    *, kind: str, term: Term, content: bytes, name: str, by, now: dt.datetime
) -> tuple[SheetImport, tuple[Notice, ...]]:
    """Bring a .csv or .xlsx file (bytes) for a dry run; nothing of it is made yet.

    kind: "programme", "trainers" or "people". Lines that stand exactly as in a sheet applied
    before keep what was settled then. Returns the import and what to know about the
    file as a whole. Refuses, with SheetRefusal, a file that can't be read.
    """
    file = read_file(content, name)
    read = headed(kind, file.rows)
    sheet = SheetImport.objects.create(kind=kind, term=term, file_name=_plain_name(name), by=by, at=now)
    settled = _settled_before(sheet)
    keys = _keys(read.lines)
    SheetLine.objects.bulk_create(
        SheetLine(sheet=sheet, number=number, cells=cells, mended=settled.get(keys[number], {}))
        for number, cells in read.lines
    )
    return sheet, (*file.notices, *read.notices)


@transaction.atomic
def mend_line(*, sheet: SheetImport, number: int, cells: Mapping[str, str], by, now: dt.datetime) -> SheetLine:
    """Write `cells` (words by column) over those of a line, which is then read anew.

    A cell written as the sheet had it is no longer mended. Refuses a sheet that is
    applied or put away, and columns it does not know.
    """
    line = _open_line(sheet, number)
    columns = {column.name for column in COLUMNS[sheet.kind]} | {AGREED, BEYOND}
    for column, words in cells.items():
        if column not in columns:
            raise NoSuchCell(_("The sheet has no column “{column}”.").format(column=column[:40]))
        words = _storable(words)
        if len(words) > LONGEST_CELL:
            raise NoSuchCell(_("That is too long for a cell."))
        if words == line.cells.get(column, ""):
            line.mended.pop(column, None)
        else:
            line.mended[column] = words
    line.is_set_aside = False
    line.save(update_fields=["mended", "is_set_aside"])
    return line


@transaction.atomic
def restore_line(*, sheet: SheetImport, number: int, by, now: dt.datetime) -> SheetLine:
    """Take a line as the sheet had it: nothing mended, not set aside."""
    line = _open_line(sheet, number)
    line.mended, line.is_set_aside = {}, False
    line.save(update_fields=["mended", "is_set_aside"])
    return line


@transaction.atomic
def set_line_aside(*, sheet: SheetImport, number: int, by, now: dt.datetime) -> SheetLine:
    """Keep a line as a draft: the rest can be applied without it. Twice is once."""
    line = _open_line(sheet, number)
    line.is_set_aside = True
    line.save(update_fields=["is_set_aside"])
    return line


@transaction.atomic
def put_away(*, sheet: SheetImport, by, now: dt.datetime) -> SheetImport:
    """Drop a dry run; nothing of it was made. Its words are deleted. Twice is once."""
    sheet = SheetImport.objects.select_for_update().get(pk=sheet.pk)
    if sheet.status == SheetImport.Status.APPLIED:
        raise NotOpen
    sheet.lines.all().delete()
    sheet.status = SheetImport.Status.DROPPED
    sheet.save(update_fields=["status"])
    return sheet


@transaction.atomic
def continue_drafts(*, sheet: SheetImport, by, now: dt.datetime) -> SheetImport:
    """A new dry run of the lines that an applied sheet left as drafts. Refuses when there are none."""
    sheet = SheetImport.objects.select_related("term").get(pk=sheet.pk)
    lines = list(sheet.lines.all()) if sheet.status == SheetImport.Status.APPLIED else []
    drafts = [line for line in lines if line.is_set_aside]
    if not drafts:
        raise Refusal(_("This sheet has no line left as a draft."))
    again = SheetImport.objects.create(kind=sheet.kind, term=sheet.term, file_name=sheet.file_name, by=by, at=now)
    # Alone, a line no longer has the locality above it, so it takes the one it was read with.
    fills_down = sheet.kind == SheetImport.Kind.PROGRAMME
    localities = {read.number: read.cells.get("Locality") for read in read_sheet(sheet, lines)} if fills_down else {}
    for line in drafts:
        if locality := localities.get(line.number):
            line.cells["Locality"] = locality
        SheetLine.objects.create(sheet=again, number=line.number, cells=line.cells, mended=line.mended)
    return again


def _open_line(sheet: SheetImport, number: int) -> SheetLine:
    sheet = SheetImport.objects.select_for_update().get(pk=sheet.pk)
    if sheet.status != SheetImport.Status.DRY_RUN:
        raise NotOpen
    line = sheet.lines.filter(number=number).first()
    if line is None:
        raise NoSuchCell(_("The sheet has no line {number}.").format(number=number))
    return line


def _settled_before(sheet: SheetImport) -> dict[str, dict[str, str]]:
    """What was mended in applied sheets of this kind and term, by the cells it was mended in."""
    before = SheetImport.objects.filter(kind=sheet.kind, term=sheet.term, status=SheetImport.Status.APPLIED)
    settled: dict[str, dict[str, str]] = {}
    for applied in before.order_by("applied_at", "pk").prefetch_related("lines"):
        lines = list(applied.lines.all())
        keys = _keys([(line.number, line.cells) for line in lines])
        settled |= {keys[line.number]: line.mended for line in lines if not line.is_set_aside}
    return settled


def _keys(lines: Iterable[tuple[int, Mapping[str, str]]]) -> dict[int, str]:
    """The words of each line as one text, with the locality that was written above it."""
    keys, above = {}, ""
    for number, cells in lines:
        above = cells.get("Locality") or above
        keys[number] = json.dumps({**cells, "Locality": above}, sort_keys=True)
    return keys


def _storable(words: str) -> str:
    """What every database can hold: no NUL, no half of a letter."""
    return words.replace("\0", "").replace("\r\n", "\n").encode("utf-8", "ignore").decode().strip()


def _plain_name(name: str) -> str:
    return "".join(letter for letter in name.replace("\\", "/").rpartition("/")[2] if letter.isprintable())[-200:]
