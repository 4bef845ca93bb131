import io
from datetime import date, time

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.sheets.files import read_file
from courses.sheets.writing import guarded, without_guard, write_csv, write_xlsx

from .sheets import rows_of

RUNS = ["=1+1", "+44 1302 000000", "-2", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")']


@pytest.mark.parametrize("text", RUNS)
def test_text_that_a_spreadsheet_would_run_stays_text(text):
    assert rows_of(write_csv(["Name"], [[text]]))[1] == [f"'{text}"]
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(["Name"], [[text]], title="Names")))
    assert book.active["A2"].data_type == "s"
    assert len(book.worksheets) == 1


@given(st.text())
def test_a_guard_comes_off_again(text):
    assert without_guard(guarded(text)) == text


@pytest.mark.parametrize("text", [*RUNS[:4], "Café – 10am", "'quoted'", "'=was so", 'a "b", c; d'])
def test_what_is_written_is_read_back(text):
    for content, name in (
        (write_csv(["Name", "Other"], [[text, "x"]]), "x.csv"),
        (write_xlsx(["Name", "Other"], [[text, "x"]], title="Names"), "x.xlsx"),
    ):
        assert read_file(content, name).rows[1] == (2, [text, "x"])


def test_values_are_written_as_people_type_them_and_a_csv_opens_with_its_accents():
    content = write_csv(["é"], [[date(2027, 1, 12)], [time(9, 30)], [True], [12], [None], [-2]])
    assert content.startswith(b"\xef\xbb\xbf")
    assert rows_of(content)[1:] == [["12/01/2027"], ["09:30"], ["yes"], ["12"], [""], ["-2"]]


def test_letters_no_workbook_can_hold_do_not_stop_the_export():
    content = write_xlsx(["Name"], [["a\x00b\x0bc\ud800"]], title="a/b: [c]" * 9)
    assert read_file(content, "x.xlsx").rows[1] == (2, ["abc"])
    assert rows_of(write_csv(["Name"], [["a\ud800"]]))[1] == ["a?"]
