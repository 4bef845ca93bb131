"""Sheets of people, in the words of a plain sheet, a form builder and a ticket shop."""

import datetime as dt

import pytest

from courses.sheets.doubts import SheetRefusal
from courses.sheets.files import read_file
from courses.sheets.people import read_people, read_people_headings
from courses.sheets.which_run import KnownRun
from tests.courses.sheets.sheets import csv_of, xlsx_of

TODAY = dt.date(2026, 11, 26)
DAYS = (dt.date(2027, 1, 12), dt.date(2027, 1, 19))
SLEEP = KnownRun("slp1", "SLP01", ("Sleeping well", "Sleep well"), "Leeds", "The Hub", DAYS, "Sleep well, the Hub")
HEADINGS = ["Name", "Email", "Phone", "Course", "Date", "Status", "Asked on"]
SURE = dict(zip(HEADINGS, ["Ann Lee", "ann@example.org", "", "SLP01", "", "place", ""], strict=True))


def headed(content: bytes, name: str = "p.csv"):
    return read_people_headings(read_file(content, name).rows)


def read(headings, *rows, corrections=None):
    lines = headed(csv_of([headings, *rows])).lines
    return read_people(lines, runs=(SLEEP,), today=TODAY, corrections=corrections)


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"Name": ""}, "no-name"),
        ({"Name": "=HYPERLINK(1)"}, "not-a-name"),
        ({"Email": "", "Phone": ""}, "no-way"),
        ({"Email": "ann at home"}, "not-an-email"),
        ({"Phone": "7700900345"}, "lost-nought"),
        ({"Phone": "7.7009E+09"}, "not-a-phone"),
        ({"Course": "Sleeping wel"}, "unknown-course"),
        ({"Date": "01/01/2020"}, "no-run-with-date"),
        ({"Status": "maybe"}, "which-status"),
        ({"Status": ""}, "which-status"),
        ({"Asked on": "13/14/2026"}, "no-such-date"),
        ({"Asked on": "01/01/2999"}, "asked-later"),
    ],
)
def test_what_is_not_certain_is_a_doubt_of_its_line(cells, code):
    [line] = read(HEADINGS, list((SURE | cells).values()))
    assert ([doubt.code for doubt in line.doubts], line.person) == ([code], None)


def test_a_ticket_shop_says_it_in_its_own_words():
    shop = ["Order #", "Order Date", "First Name", "Surname", "Email", "Quantity", "Attendee Status", "Event Name"]
    booked = ["11", "2026-02-03 10:00:01", "Ann", "Lee", "ANN@example.org", "1", "Attending", "sleeping WELL "]
    several = [*booked[:5], "2", *booked[6:]]
    gone = [*booked[:6], "Not Attending", ""]
    lines = read(shop, booked, several, gone)
    said = lines[0].person
    assert (said.name, said.email, said.run, said.wish) == ("Ann Lee", "ann@example.org", "slp1", "place")
    assert said.asked_at == dt.datetime(2026, 2, 3, 10, 0, 1)  # noqa: DTZ001 a cell knows no zone
    assert [doubt.code for doubt in lines[1].doubts] == ["several-people"]
    assert lines[2].person.wish == "gone"


def test_a_form_builder_s_own_account_is_not_the_person():
    form = [
        "ID",
        "Start time",
        "Completion time",
        "Email",
        "Name",
        "Your full name *",
        "Email address",
        "Which course?",
    ]
    asked = dt.datetime(2026, 2, 4, 18, 30)  # noqa: DTZ001 a cell knows no zone
    content = xlsx_of([form, [1, asked, asked, "anonymous", "", "Bo Marsh", "bo@example.org", "Sleeping well"]])
    found = headed(content, "form.xlsx")
    [line] = read_people(found.lines, runs=(SLEEP,), today=TODAY)
    assert (line.person.name, line.person.email, line.person.wish) == ("Bo Marsh", "bo@example.org", "asks")
    assert line.person.asked_at == asked
    assert [notice.what for notice in found.notices] == [
        "These columns are not read, and nothing of them is kept: “ID”, “Start time”, “Email of the account”, "
        "“Name of the account”."
    ]


def test_dates_written_month_first_are_not_read_day_first():
    rows = [list((SURE | {"Asked on": on}).values()) for on in ("02/13/2026", "02/03/2026 9:15 pm")]
    lines = read(HEADINGS, *rows)
    assert [[doubt.code for doubt in line.doubts] for line in lines] == [["no-such-date"], ["month-first"]]
    for choice in lines[1].doubts[0].suggestions:
        again = read(HEADINGS, *rows, corrections={3: choice.cells})
        assert not again[1].doubts


@pytest.mark.parametrize(
    ("headings", "missing"),
    [(["Name", "Email"], "which course"), (["Name", "Course"], "how to reach"), (["Email", "Course"], "who")],
)
def test_a_sheet_that_cannot_say_who_how_or_which_is_refused(headings, missing):
    with pytest.raises(SheetRefusal, match=missing):
        headed(csv_of([headings, ["x", "y"]]))
