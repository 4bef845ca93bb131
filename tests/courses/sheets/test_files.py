import io
import zipfile
from datetime import date, datetime, time

import pytest

from courses.sheets.doubts import SheetRefusal
from courses.sheets.files import LARGEST_FILE, read_file

from .sheets import GOOD, HEADINGS, PROGRAMME, csv_of, rows_of, xlsx_of

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(200)
LINE = list(GOOD.values())
SHEET = [HEADINGS, LINE]


def cells(content: bytes, name: str) -> list[list[str]]:
    return [words for _number, words in read_file(content, name).rows]


def trimmed(rows):
    return [row[: max((n for n, cell in enumerate(row, 1) if cell), default=0)] for row in rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_is_read_in_the_ways_spreadsheets_save_it(encoding, delimiter):
    rows = rows_of(PROGRAMME)
    assert cells(csv_of(rows, encoding, delimiter), "sheet.CSV") == trimmed(rows)


def test_rows_are_numbered_as_the_spreadsheet_numbers_them():
    content = csv_of([["title"], [], ["a\nb", "c"], ["", ""], ["d"]])
    assert read_file(content, "x.csv").rows == ((1, ["title"]), (3, ["a\nb", "c"]), (5, ["d"]))
    assert read_file(xlsx_of([["title"], [], ["a", "c"], [], ["d"]]), "x.xlsx").rows == (
        (1, ["title"]),
        (3, ["a", "c"]),
        (5, ["d"]),
    )


def test_a_workbook_gives_the_words_a_person_would_have_typed():
    row = [date(2027, 1, 12), datetime(2027, 1, 12, 0, 0), time(9, 30), 12, 12.0, 12.5, True, None, "  x "]  # noqa: DTZ001
    assert cells(xlsx_of([row]), "x.xlsx") == [
        ["12/01/2027", "12/01/2027", "09:30", "12", "12", "12.5", "yes", "", "  x "]
    ]


def test_a_hidden_sheet_is_not_read_and_a_notice_says_so():
    def hide_one(book):
        secret = book.create_sheet("Learners")
        secret.append(["Name"])
        secret.sheet_state = "veryHidden"

    file = read_file(xlsx_of(SHEET, prepare=hide_one), "x.xlsx")
    assert [words for _n, words in file.rows] == trimmed(SHEET)
    assert ["Learners" in notice.what for notice in file.notices] == [True]


def test_formula_signs_kept_as_text_are_read_back_without_their_guard():
    assert cells(csv_of([["'+44 1302", "'=1+1", "'tis", "''-"]]), "x.csv") == [["+44 1302", "=1+1", "'tis", "'-"]]


def zip_of(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


def two_sheets(book):
    book.create_sheet("Summer").append(["also something"])


def unsaved_formula(book):
    book.active["A2"] = "=CONCATENATE(B2,C2)"


BROKEN = {
    "nothing in it": (b"", "x.csv", "empty"),
    "too large": (b"a," * (LARGEST_FILE // 2 + 1), "x.csv", "5 MB"),
    "50,000 short lines": (b"a,b\r\n" * 50_000, "x.csv", "more than 5,000 lines"),
    "50,000 real lines": (csv_of([LINE] * 50_000), "x.csv", "5 MB"),
    "6,000 lines in a workbook": (xlsx_of([["a"]] * 6_000), "x.xlsx", "more than 5,000 lines"),
    "a line far down": (xlsx_of([], prepare=lambda b: b.active.cell(1_000_000, 1, "x")), "x.xlsx", "5,000 lines"),
    "too wide": (csv_of([["a"] * 100]), "x.csv", "more than 60 columns"),
    "too wide a workbook": (xlsx_of([["a"] * 100]), "x.xlsx", "more than 60 columns"),
    "Windows letters": ("a,b\r\n10am–11am,Café".encode("cp1252"), "x.csv", "Line 2: the letters"),
    "broken UTF-16": (b"\xff\xfe\x00", "x.csv", "letters"),
    "garbled once before": (csv_of([["a", "10am–11am".encode().decode("cp1252")]]), "x.csv", "Line 1: the letters"),
    "lost letters": (csv_of([["Caf\ufffd", "b"]]), "x.csv", "Line 1: the letters"),
    "a picture as .xlsx": (PNG, "x.xlsx", "not a workbook"),
    "a picture as .csv": (PNG, "x.csv", "does not hold words"),
    "a workbook as .csv": (xlsx_of(SHEET), "x.csv", "is a workbook"),
    "a sheet as .xlsx": (PROGRAMME, "x.xlsx", "not a workbook"),
    "locked": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "x.xlsx", "password"),
    "another kind": (PROGRAMME, "x.ods", "Only .csv and .xlsx"),
    "no ending": (PROGRAMME, "programme", "Only .csv and .xlsx"),
    "a strange character": (b"a,b\x07\r\n", "x.csv", "Line 1 has a character"),
    "a NUL in UTF-16": ("a,b\0".encode("utf-16"), "x.csv", "Line 1 has a character"),
    "an open quote": (b'a,b\r\n"c,d\r\ne,f', "x.csv", "Line 2: a quotation mark"),
    "a cell of 200,000 letters": (b"a," + b"b" * 200_000, "x.csv", "Line 1"),
    "cut short": (xlsx_of(SHEET)[:-400], "x.xlsx", "damaged"),
    "a zip of pictures": (zip_of(a_png=PNG), "x.xlsx", "holds no workbook"),
    "a hollow workbook": (zip_of(xl__workbook_xml=b"<workbook/>"), "x.xlsx", "damaged"),
    "a bomb": (zip_of(xl__workbook_xml=b"", bomb=bytes(50 * 1024 * 1024)), "x.xlsx", "far larger inside"),
    "two sheets": (xlsx_of(SHEET, prepare=two_sheets), "x.xlsx", "Sheet, Summer"),
    "no cell": (xlsx_of([]), "x.xlsx", "holds anything"),
    "an unsaved formula": (xlsx_of(SHEET, prepare=unsaved_formula), "x.xlsx", "Line 2 has a formula"),
}


@pytest.mark.parametrize(("content", "name", "words"), BROKEN.values(), ids=BROKEN)
def test_what_is_not_a_sheet_gets_one_sentence(content, name, words):
    with pytest.raises(SheetRefusal) as refusal:
        read_file(content, name)
    assert words in str(refusal.value)


@pytest.mark.parametrize("cut", range(0, 4000, 97))
def test_a_workbook_damaged_anywhere_is_read_or_refused(cut):
    whole = xlsx_of(SHEET)
    place = cut % len(whole)
    try:
        read_file(whole[:place] + b"\xff\0\xfe" + whole[place + 3 :], "x.xlsx")
    except SheetRefusal as refusal:
        assert str(refusal)
