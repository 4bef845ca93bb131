from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.sheets.dates import read_date

from .sheets import GOOD_TRAINER, TRAINERS, codes, read_trainer_lines, read_trainers_file, rows_of, xlsx_of


def shared():
    return read_trainers_file(TRAINERS, "trainers.csv")


def test_the_shared_sheet_has_no_doubt_and_says_whose_checks_run_out():
    sheet = shared()
    assert codes(sheet) == []
    assert len(sheet.trainers) == 24
    assert [trainer.kind for trainer in sheet.trainers] == ["peer"] * 12 + ["professional"] * 12
    ending = [n.line_number for n in sheet.notices if n.code == "check-ends-in-term"]
    assert ending == [4, 5, 6, 11, 19, 21, 22, 24, 25]
    booked = [n.line_number for n in sheet.notices if n.code == "training-booked"]
    assert booked == [3, 13, 15, 22]
    assert len(sheet.notices) == len(ending) + len(booked)


def test_a_line_is_read_whole():
    cleo = shared().trainers[2]
    assert (cleo.name, cleo.kind) == ("Cleo Marsh", "peer")
    assert cleo.localities == ("Doncaster", "Rotherham", "Online")
    assert cleo.strands == ("Getting involved", "Understanding")
    assert cleo.free == ((0, "pm"), (1, "pm"), (2, "pm"), (4, "am"))
    assert cleo.away == ((date(2027, 3, 8), date(2027, 3, 19)),)
    assert (cleo.most_sessions, cleo.dbs_until) == (2, date(2027, 2, 20))
    assert (cleo.is_certified_facilitator, cleo.trained) == (False, "done")


def test_booked_is_kept_as_booked_never_as_done():
    bryn = shared().trainers[1]
    assert (bryn.trained, bryn.trained_note) == ("booked", "March 2027")


def test_the_same_sheet_as_a_workbook_reads_the_same():
    rows = [
        [datetime.combine(read_date(cell), time()) if n == 8 and "/" in cell else cell or None
         for n, cell in enumerate(row)]
        for row in rows_of(TRAINERS)
    ]  # fmt: skip
    assert read_trainers_file(xlsx_of(rows), "trainers.xlsx") == shared()


@pytest.mark.parametrize(
    ("cells", "code", "written"),
    [
        ({"Name": ""}, "no-name", {}),
        ({"Kind": ""}, "no-kind", {"Kind": "Peer"}),
        ({"Kind": "Proffesional"}, "unknown-kind", {"Kind": "Professional"}),
        ({"Will teach in": "Doncaster; Rotheram"}, "unknown-word", {"Will teach in": "Doncaster; Rotherham"}),
        ({"Can teach": "Carers; Cooking"}, "unknown-word", {"Can teach": "Carers; Understanding"}),
        ({"WRAP facilitator": "soon"}, "not-yes-or-no", {"WRAP facilitator": "yes"}),
        ({"Usually free": "Mon pm, evenings"}, "not-a-half-day", {"Usually free": "Mon pm"}),
        ({"Usually free": "Mon late"}, "not-a-half-day", {"Usually free": ""}),
        ({"Away": "08/03/2027 to"}, "not-a-date", {}),
        ({"Away": "19/03/2027 to 08/03/2027"}, "period-turned", {"Away": "08/03/2027 to 19/03/2027"}),
        ({"Most sessions a week": "lots"}, "most-sessions-a-week-not-a-number", {}),
        ({"DBS check until": "14/03/29"}, "two-figure-year", {"DBS check until": "14/03/2029"}),
        ({"Train the trainer done": "nearly"}, "training-not-read", {"Train the trainer done": "yes"}),
    ],
)
def test_what_is_not_certain_is_a_doubt_with_a_suggestion(cells, code, written):
    sheet = read_trainer_lines(cells)
    assert codes(sheet) == [(2, code)]
    assert sheet.doubts[0].suggestions[0].cells == written
    assert not sheet.trainers


@pytest.mark.parametrize(
    ("cells", "fact", "value"),
    [
        ({"Kind": "peer trainer"}, "kind", "peer"),
        ({"WRAP facilitator": ""}, "is_certified_facilitator", False),
        ({"Usually free": "Tue evenings, Fri afternoon"}, "free", ((1, "ev"), (4, "pm"))),
        ({"Usually free": "Mon, Mon pm; Thursday AM"}, "free", ((0, "am"), (0, "ev"), (0, "pm"), (3, "am"))),
        ({"Away": "08/03/2027; 15 March 2027 to 19 March 2027"}, "away",
         ((date(2027, 3, 8), date(2027, 3, 8)), (date(2027, 3, 15), date(2027, 3, 19)))),
        ({"Most sessions a week": ""}, "most_sessions", None),
        ({"Train the trainer done": ""}, "trained", "no"),
        ({"Train the trainer done": "Booked"}, "trained", "booked"),
    ],
)  # fmt: skip
def test_what_is_certain_is_taken(cells, fact, value):
    sheet = read_trainer_lines(cells)
    assert not sheet.doubts
    assert getattr(sheet.trainers[0], fact) == value


@pytest.mark.parametrize(
    ("until", "notice"), [("10/01/2027", ["check-over"]), ("25/03/2027", ["check-ends-in-term"]), ("", ["no-check"])]
)
def test_a_check_that_will_not_last_is_a_notice(until, notice):
    assert [n.code for n in read_trainer_lines({"DBS check until": until}).notices] == notice


def test_two_lines_with_one_name_are_a_doubt_unless_one_is_set_aside():
    assert codes(read_trainer_lines({}, {"Name": "nia  field"})) == [(3, "repeated-name")]
    assert not read_trainer_lines({}, {}, set_aside=frozenset({2})).doubts


@settings(deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from(list(GOOD_TRAINER)), st.text(max_size=12)), max_size=3))
def test_any_cells_are_read_or_doubted(lines):
    for line in read_trainer_lines(*lines).lines:
        assert bool(line.trainer) == (not line.doubts)
