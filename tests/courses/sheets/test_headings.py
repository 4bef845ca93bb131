import pytest

from courses.sheets.doubts import SheetRefusal
from courses.sheets.files import read_file
from courses.sheets.headings import BEYOND, read_headings
from courses.sheets.programme import COLUMNS

from .sheets import GOOD, HEADINGS, PROGRAMME, csv_of, rows_of

LINE = list(GOOD.values())


def headed(rows):
    return read_headings(read_file(csv_of(rows), "x.csv").rows, COLUMNS)


def test_the_headings_are_found_below_a_title():
    read = read_headings(read_file(PROGRAMME, "x.csv").rows, COLUMNS)
    assert read.heading_line == 2
    assert [number for number, _cells in read.lines] == list(range(3, 49))
    assert not read.notices


def test_headings_may_differ_in_case_spaces_and_order():
    names = [f"  {name.upper()} " for name in reversed(HEADINGS)]
    assert headed([names, LINE[::-1]]).lines == ((2, GOOD),)


def test_a_repeated_row_of_headings_is_not_a_line():
    assert [number for number, _cells in headed([HEADINGS, LINE, [], HEADINGS, LINE]).lines] == [2, 5]


def test_a_missing_column_is_named():
    rows = [[cell for cell, name in zip(row, HEADINGS, strict=True) if name != "Weeks"] for row in (HEADINGS, LINE)]
    with pytest.raises(SheetRefusal, match="Line 1: the column “Weeks” is missing."):
        headed(rows)


def test_a_heading_with_a_slip_is_pointed_at_not_guessed():
    with pytest.raises(SheetRefusal, match="“Places” is missing. If “Plases” is meant"):
        headed([["Plases" if name == "Places" else name for name in HEADINGS], LINE])


def test_a_column_there_twice_is_named():
    with pytest.raises(SheetRefusal, match="“Venue” is there twice"):
        headed([[*HEADINGS, "venue"], LINE])


def test_a_column_nobody_knows_is_left_out_and_said():
    read = headed([[*HEADINGS, "Room cost"], [*LINE, "20"]])
    assert read.lines == ((2, GOOD),)
    assert ["Room cost" in notice.what for notice in read.notices] == [True]


def test_words_beyond_the_headings_are_kept_for_a_doubt():
    assert headed([HEADINGS, [*LINE[:-1], "a note", "moved by a comma"]]).lines[0][1][BEYOND] == "moved by a comma"


@pytest.mark.parametrize("rows", [[["a", "b"], ["c", "d"]], [["Locality"]], rows_of(PROGRAMME)[:1]])
def test_a_sheet_without_headings_is_told_which_it_needs(rows):
    with pytest.raises(SheetRefusal, match="needs these columns: Locality, Code"):
        headed(rows)


def test_headings_with_no_line_below_are_refused():
    with pytest.raises(SheetRefusal, match="no line below"):
        headed([HEADINGS])
