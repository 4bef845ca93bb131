"""Each cell of a programme: what is certain, what is a doubt, and which suggestion mends it."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.sheets.headings import BEYOND
from courses.sheets.places import Reserved
from courses.sheets.where import NO_VENUE

from .sheets import GOOD, codes, read


def test_a_good_line_has_no_doubt():
    sheet = read({})
    assert not sheet.doubts
    assert not sheet.notices
    assert sheet.runs[0].sessions == tuple(date(2027, 1, day) for day in (12, 19, 26)) + (date(2027, 2, 2),)


FOR_CERTIFIED = {"Code": "SKL09", "Course": "Planning for wellness", "Strand": "Skills for living better"}
# (what is wrong, the doubt, what the first suggestion writes: None when there is nothing to write)
DOUBTS = [
    ({"Locality": "Doncastre"}, "unknown-locality", {"Locality": "Doncaster"}),
    ({"Locality": ""}, "no-locality", {"Locality": "Doncaster"}),
    ({"Code": ""}, "not-a-code", None),
    ({"Code": "", "Course": "mindfulness", "Strand": "Skills for living better"}, "not-a-code", {"Code": "SKL03"}),
    ({"Code": "UND 02"}, "not-a-code", {"Code": "UND02"}),
    ({"Course": ""}, "no-course", None),
    ({"Course": "x" * 141}, "too-long", {"Course": "x" * 140}),
    ({"Code": "SKL03", "Strand": "Skills for living better"}, "another-title", {"Course": "Mindfulness"}),
    ({"Code": "SKL03", "Course": "Mindfulness"}, "another-strand", {"Strand": "Skills for living better"}),
    ({"Strand": "Understandings"}, "unknown-strand", {"Strand": "Understanding"}),
    ({"Strand": ""}, "no-strand", {"Strand": "Understanding"}),
    ({"Format": "In persn"}, "unknown-format", {"Format": "In person"}),
    ({"Format": "Hybrid"}, "unknown-format", {"Format": "In person"}),
    ({"Format": "Online"}, "format-and-venue-differ", {"Format": "In person"}),
    ({"Locality": "Online", "Venue": "Online (Teams)"}, "format-and-venue-differ", {"Format": "Online"}),
    ({"Venue": "TBC"}, "venue-to-be-confirmed", {"Venue": NO_VENUE}),
    ({"Venue": ""}, "venue-to-be-confirmed", {"Venue": NO_VENUE}),
    ({"Venue": "Balby Comunity Hub"}, "unknown-venue", {"Venue": "Balby Community Hub"}),
    ({"Venue": "The Moon"}, "unknown-venue", {"Venue": NO_VENUE}),
    ({"Venue": "Wath Community Library"}, "venue-elsewhere", {"Locality": "Rotherham"}),
    ({"Day": "Wednesday"}, "day-and-date-differ", {"First session": "13/01/2027"}),
    ({"Day": "Someday"}, "not-a-day", {"Day": "Tuesday"}),
    ({"First session": ""}, "no-first-session", None),
    ({"First session": "12/01/27"}, "two-figure-year", {"First session": "12/01/2027"}),
    ({"First session": "31/02/2027"}, "no-such-date", None),
    ({"First session": "12/01/2026"}, "outside-term", {"First session": "12/01/2027"}),
    ({"First session": "02/03/2027", "Day": "Wednesday", "Weeks": "2"}, "day-and-date-differ",
     {"First session": "03/02/2027"}),
    ({"First session": "01/12/2027", "Day": "Tuesday"}, "outside-term", {"First session": "12/01/2027"}),
    ({"First session": "30/03/2027"}, "outside-term", None),
    ({"Time": ""}, "no-time", None),
    ({"Time": "1-3pm"}, "half-said-times", {"Time": "1pm to 3pm"}),
    ({"Time": "3pm - 1pm"}, "ends-before-it-starts", {"Time": "1pm to 3pm"}),
    ({"Weeks": ""}, "no-weeks", None),
    ({"Weeks": "six"}, "weeks-not-a-number", None),
    ({"Weeks": "0"}, "weeks-not-a-number", None),
    ({"Weeks": "about 4"}, "weeks-not-a-number", {"Weeks": "4"}),
    ({"Weeks": "20"}, "on-a-closed-day", {"Not on": "16/02/2027"}),
    ({"Weeks": "20", "Not on": "16/02/2027"}, "ends-after-term", {"Weeks": "10"}),
    ({"Not on": "12/01/2027"}, "first-session-left-out", {"First session": "19/01/2027"}),
    ({"Not on": "20/01/2027"}, "left-out-on-another-day", {"Not on": "19/01/2027"}),
    ({"Not on": "19/01/27; 26/01/2027"}, "two-figure-year", {"Not on": "19/01/2027; 26/01/2027"}),
    ({"Not on": "half-term"}, "not-a-date", None),
    ({"Not on": "19/02/2027 to 15/02/2027"}, "period-turned", {"Not on": "15/02/2027 to 19/02/2027"}),
    ({"Places": ""}, "no-places", None),
    ({"Places": "0"}, "places-not-a-number", None),
    ({"Places": "12 max"}, "places-not-a-number", {"Places": "12"}),
    ({"Places": "12 (10 + 2 reserved for carers)"}, "places-with-remark", {"Places": "12", "Reserved": "2 for carers"}),
    ({"Places": "12 (9 + 2 reserved for carers)"}, "places-with-remark", {"Places": "12"}),
    ({"Places": "12 (10 + 2 reserved for sailors)"}, "places-with-remark", {"Places": "12"}),
    ({"Minimum": ""}, "no-minimum", {"Minimum": "1"}),
    ({"Minimum": "13"}, "minimum-above-places", {"Minimum": "12"}),
    ({"Reserved": "some"}, "reserved-not-read", {"Reserved": ""}),
    ({"Reserved": "20 for carers"}, "more-reserved-than-places", {"Reserved": ""}),
    ({"Listed": "maybe"}, "not-yes-or-no", {"Listed": "yes"}),
    ({"Notes": "Please don’t advertise"}, "closed-group", {"Listed": "no"}),
    ({"Notes": "CLOSED GROUP"}, "closed-group", {"Listed": "no"}),
    ({"Notes": "n" * 1001}, "too-long", {"Notes": "n" * 1000}),
    ({"Peer trainer": "Amara Hol"}, "unknown-trainer", {"Peer trainer": "Amara Holt"}),
    ({"Peer trainer": "Nobody Atall"}, "unknown-trainer", {"Peer trainer": ""}),
    (FOR_CERTIFIED | {"Peer trainer": "Amara Holt"}, "not-certified", {"Peer trainer": "Cleo Barnes"}),
    (FOR_CERTIFIED | {"Professional trainer": "Mina Ashby"}, "not-certified", {"Professional trainer": ""}),
    ({"Peer trainer": "Mina Ashby"}, "which-trainer", {"Peer trainer": "", "Professional trainer": "Mina Ashby"}),
    ({BEYOND: "stray"}, "beyond-the-headings", {BEYOND: ""}),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "code", "written"), DOUBTS, ids=lambda value: str(value)[:60])
def test_what_is_not_certain_is_a_doubt_with_a_suggestion(cells, code, written):
    sheet = read(cells)
    assert (3, code) in codes(sheet)
    assert not sheet.runs
    doubt = next(doubt for doubt in sheet.doubts if doubt.code == code)
    assert doubt.suggestions[0].cells == (written or {})


@pytest.mark.parametrize(("cells", "code", "written"), [d for d in DOUBTS if d[2]], ids=lambda value: str(value)[:60])
def test_every_suggestion_settles_its_doubt(cells, code, written):
    doubt = next(doubt for doubt in read(cells).doubts if doubt.code == code)
    for suggestion in doubt.suggestions:
        assert (3, code) not in codes(read(cells, corrections={3: suggestion.cells})), suggestion


@pytest.mark.parametrize(
    ("cells", "fact", "value"),
    [
        ({"Format": "face to face"}, "format", "in_person"),
        ({"Format": "drop in"}, "format", "drop_in"),
        ({"Venue": "  BALBY  community hub "}, "venue", "Balby Community Hub"),
        ({"Venue": NO_VENUE}, "venue", ""),
        ({"Code": " und02 "}, "code", "UND02"),
        ({"Day": ""}, "first_on", date(2027, 1, 12)),
        ({"Day": "Tues"}, "first_on", date(2027, 1, 12)),
        ({"Weeks": "1 week"}, "sessions", (date(2027, 1, 12),)),
        ({"Minimum": "0"}, "minimum", 1),
        ({"Reserved": "2 for carers; 1 for staff"}, "reserved", (Reserved(2, "carer"), Reserved(1, "staff"))),
        ({"Listed": "No", "Notes": "closed group"}, "is_listed", False),
        ({"Peer trainer": "amara  holt"}, "peer", "Amara Holt"),
        (FOR_CERTIFIED | {"Peer trainer": "Cleo Barnes"}, "peer", "Cleo Barnes"),
        ({"Weeks": "2", "Not on": "19/01/2027, 26/01/2027 and 2 Feb 2027"}, "sessions",
         (date(2027, 1, 12), date(2027, 2, 9))),
        ({"Weeks": "2", "Not on": "19/01/2027 26/01/2027"}, "sessions", (date(2027, 1, 12), date(2027, 2, 2))),
        ({"Weeks": "2", "Not on": "18/01/2027 to 22/01/2027"}, "sessions", (date(2027, 1, 12), date(2027, 1, 26))),
    ],
)  # fmt: skip
def test_what_is_certain_is_taken(cells, fact, value):
    sheet = read(cells)
    assert not sheet.doubts
    assert getattr(sheet.runs[0], fact) == value


def test_a_locality_holds_until_the_next_but_a_mended_blank_holds_for_its_line_only():
    rotherham = {"Venue": NO_VENUE, "Locality": ""}
    lines = [{}, rotherham, rotherham | {"Weeks": "2", "Time": "4pm-5pm"}]
    assert [run.locality for run in read(*lines, corrections={3: {"Locality": "Rotherham", "Venue": NO_VENUE}},
                                         set_aside=frozenset({4})).runs] == ["Rotherham", "Rotherham"]  # fmt: skip
    assert [run.locality for run in read(*lines, corrections={4: {"Locality": "Rotherham"}}).runs] == [
        "Doncaster",
        "Rotherham",
        "Doncaster",
    ]


def test_a_row_that_only_names_a_locality_is_no_line():
    blank = dict.fromkeys(GOOD, "")
    sheet = read(blank | {"Locality": "Rotherham"}, {"Locality": "", "Venue": "Wath Community Library"})
    assert [(line.number, line.run.locality) for line in sheet.lines] == [(4, "Rotherham")]


def test_the_same_run_twice_is_a_doubt_unless_one_is_set_aside():
    assert codes(read({}, {"Venue": NO_VENUE})) == [(4, "repeated-line")]
    assert "line 3" in read({}, {}).doubts[0].what
    assert codes(read({}, {}, set_aside=frozenset({3}))) == []


def test_one_code_with_two_titles_is_a_doubt_where_it_is_unusual():
    sheet = read(
        {"Course": "Understanding anxeity"},
        {"First session": "19/01/2027"},
        {"First session": "26/01/2027", "Weeks": "2", "Course": " understanding  ANXIETY"},
    )
    assert codes(sheet) == [(3, "two-titles")]
    assert sheet.doubts[0].suggestions[0].cells == {"Course": "Understanding anxiety"}


def test_one_code_with_two_strands_and_one_title_with_two_codes_are_doubts():
    other = {"First session": "19/01/2027", "Code": "UND02"}
    assert codes(read({}, {"Time": "4pm-5pm"}, other | {"Strand": "Carers"})) == [(5, "two-strands")]
    assert codes(read({}, {"Time": "4pm-5pm"}, other | {"Code": "UND20"})) == [(5, "two-codes")]


def test_a_room_wanted_twice_is_a_notice_on_both_lines():
    other = {"Code": "CAR01", "Course": "Caring", "Time": "2pm - 4pm", "First session": "26/01/2027", "Weeks": "2"}
    sheet = read({}, other)
    assert [(notice.line_number, notice.code) for notice in sheet.notices] == [(3, "wanted-twice"), (4, "wanted-twice")]
    assert "line 3 on Tuesday 26/01/2027, 1pm to 3pm" in sheet.notices[1].what
    assert not sheet.doubts


@pytest.mark.parametrize(
    "other",
    [{"Time": "3pm - 4pm"}, {"Venue": NO_VENUE}, {"Day": "Wednesday", "First session": "13/01/2027"}],
)
def test_rooms_that_do_not_overlap_raise_nothing(other):
    assert not read({}, {"Code": "CAR01", "Course": "Caring"} | other).notices


def test_online_rooms_hold_any_number_of_runs():
    online = {"Locality": "Online", "Format": "Online", "Venue": "Online (Teams)"}
    assert not read(online, online | {"Code": "CAR01", "Course": "Caring"}).notices


def test_a_trainer_wanted_twice_is_a_notice():
    sheet = read({"Peer trainer": "Amara Holt"}, {"Peer trainer": "Amara Holt", "Code": "CAR01", "Course": "Caring",
                 "Venue": NO_VENUE})  # fmt: skip
    assert {notice.column for notice in sheet.notices} == {"Peer trainer"}


def test_meeting_on_a_closed_day_needs_someone_to_agree_to_that_day():
    closed = read({"Weeks": "7"}).doubts[0]
    assert codes(read({"Weeks": "7"}, corrections={3: closed.suggestions[1].cells})) == []
    both = {**closed.suggestions[1].cells, "First session": "05/01/2027"}
    assert codes(read({"Weeks": "7"}, corrections={3: both})) == [(3, "outside-term")]


def test_a_date_left_out_after_the_end_is_a_notice():
    assert [notice.code for notice in read({"Not on": "16/02/2027"}).notices] == ["left-out-too-late"]


words = st.text(max_size=12) | st.sampled_from(
    ["", "TBC", "12/01/2027", "31/02/2027", "10am - 12 noon", "12 (10 + 2 reserved for carers)", "Tuesday", "Online"]
)


@settings(deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from(list(GOOD)), words), max_size=4))
def test_any_cells_are_read_or_doubted_and_read_the_same_again(lines):
    sheet = read(*lines)
    assert sheet == read(*lines)
    for line in sheet.lines:
        assert bool(line.run) == (not line.doubts)
    for doubt in sheet.doubts:
        assert doubt.what
        assert doubt.suggestions
