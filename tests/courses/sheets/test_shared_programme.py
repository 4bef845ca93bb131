"""The programme as a coordinator keeps it: every trap in it, and nothing else, is a doubt."""

from datetime import date, datetime, time

import pytest

from courses.sheets.dates import read_date
from courses.sheets.places import Reserved

from .sheets import PROGRAMME, codes, csv_of, read_programme_file, rows_of, xlsx_of

DOUBTS = [
    (8, "venue-to-be-confirmed"),
    (17, "first-session-left-out"),
    (18, "first-session-left-out"),
    (23, "places-with-remark"),
    (31, "first-session-left-out"),
    (34, "ends-after-term"),
    (36, "closed-group"),
    (46, "first-session-left-out"),
    (47, "first-session-left-out"),
]


def programme(**more):
    return read_programme_file(PROGRAMME, "programme.csv", **more)


def settle(read=programme):
    """Presses the first suggestion of every doubt until none is left."""
    corrections: dict[int, dict[str, str]] = {}
    for _round in range(5):
        sheet = read(corrections=corrections)
        if not sheet.doubts:
            return sheet
        for doubt in sheet.doubts:
            corrections.setdefault(doubt.line_number, {}).update(doubt.suggestions[0].cells)
    raise AssertionError(sheet.doubts)


def line(sheet, number):
    return next(read for read in sheet.lines if read.number == number)


def test_every_trap_is_a_doubt_with_its_line_and_a_suggestion():
    sheet = programme()
    assert codes(sheet) == DOUBTS
    assert len(sheet.lines) == 46
    assert len(sheet.runs) == 37
    assert not sheet.notices
    assert all(doubt.what and doubt.suggestions for doubt in sheet.doubts)


def test_what_can_be_read_for_certain_is_taken():
    run = line(programme(), 4).run
    assert (run.locality, run.code, run.title) == ("Doncaster", "SKL03", "Mindfulness")
    assert (run.format, run.venue) == ("in_person", "The Walled Garden classroom")
    assert (run.starts, run.ends) == (time(10), time(11, 30))
    assert [f"{day:%d %b}" for day in run.sessions] == ["12 Jan", "19 Jan", "26 Jan", "02 Feb", "09 Feb", "23 Feb"]
    assert (run.capacity, run.minimum, run.reserved, run.is_listed) == (12, 6, (), True)


def test_stray_spaces_and_noon_are_read():
    sheet = programme()
    assert line(sheet, 12).run.title == line(sheet, 32).run.title == "Building self-esteem and confidence"
    assert line(sheet, 26).run.ends == time(12)


def test_a_note_that_changes_nothing_is_kept():
    read = line(programme(), 30)
    assert read.run.notes == "Interpreter booked (BSL) - ask before moving the date"
    assert read.run.is_listed


def test_the_suggestions_settle_every_doubt():
    sheet = settle()
    assert len(sheet.runs) == 46
    assert line(sheet, 8).run.venue == ""
    assert line(sheet, 17).run.sessions == (date(2027, 2, 25), date(2027, 3, 4))
    assert line(sheet, 31).run.first_on == date(2027, 2, 24)
    assert line(sheet, 23).run.capacity == 12
    assert line(sheet, 23).run.reserved == (Reserved(2, "carer"),)
    assert line(sheet, 34).run.sessions[-1] == date(2027, 3, 19)
    assert line(sheet, 36).run.is_listed is False
    assert all(date(2027, 1, 11) <= day <= date(2027, 3, 25) for run in sheet.runs for day in run.sessions)
    assert len({run.key for run in sheet.runs}) == 46


def test_a_run_may_end_after_term_once_someone_agreed_to_that_very_day():
    keep = line(programme(), 34).doubts[0].suggestions[-1].cells
    kept = line(programme(corrections={34: keep}), 34).run
    assert kept.sessions[-1] == date(2027, 3, 26)
    assert codes(programme(corrections={34: keep | {"Weeks": "11"}}))[5] == (34, "ends-after-term")


def test_a_line_set_aside_raises_no_doubt_and_makes_no_run():
    sheet = programme(set_aside=frozenset(number for number, _code in DOUBTS))
    assert not sheet.doubts
    assert len(sheet.runs) == 37
    assert len(sheet.lines) == 46


def as_typed(cell: str, column: int):
    """What a spreadsheet makes of the cell: real dates in column 8, numbers in 10, 12 and 13."""
    if column == 8 and "/" in cell:
        return datetime.combine(read_date(cell), time())
    return int(cell) if column in {10, 12, 13} and cell.isdecimal() else cell or None


def workbook() -> bytes:
    return xlsx_of([[as_typed(cell, n) for n, cell in enumerate(row, 1)] for row in rows_of(PROGRAMME)])


def test_the_same_sheet_as_a_workbook_reads_the_same():
    assert read_programme_file(workbook(), "programme.xlsx") == programme()


@pytest.mark.parametrize(("encoding", "delimiter"), [("utf-8", ","), ("utf-16", "\t"), ("utf-8-sig", ";")])
def test_the_same_sheet_saved_otherwise_reads_the_same(encoding, delimiter):
    content = csv_of(rows_of(PROGRAMME), encoding, delimiter)
    assert read_programme_file(content, "programme.csv") == programme()
