"""The college the sheets are read against, and sheets made for one test."""

import csv
import io
from datetime import date
from pathlib import Path

import openpyxl

from courses.sheets.files import read_file
from courses.sheets.headings import read_headings
from courses.sheets.known import ClosedDays, Known, KnownCourse, KnownTrainer, KnownVenue, TermDates
from courses.sheets.programme import COLUMNS, Programme, read_programme
from courses.sheets.trainers import COLUMNS as TRAINER_COLUMNS
from courses.sheets.trainers import TrainerSheet, read_trainers

DATA = Path(__file__).parent / "data"
PROGRAMME = (DATA / "programme-spring-2027.csv").read_bytes()
TRAINERS = (DATA / "trainers-spring-2027.csv").read_bytes()

TERM = TermDates(date(2027, 1, 11), date(2027, 3, 25), (ClosedDays(date(2027, 2, 15), date(2027, 2, 19), "half-term"),))
VENUES = {
    "Doncaster": (
        "Balby Community Hub",
        "Mexborough Business Centre",
        "The Walled Garden classroom",
        "The Wellness Centre, Room 1",
        "Waterdale Library meeting room",
    ),
    "Rotherham": (
        "Dinnington Resource Centre",
        "Riverside Learning Room",
        "Swinton Carers Hub",
        "Wath Community Library",
    ),
    "North Lincolnshire": (
        "Barton Carers Centre",
        "Brigg Community Hub",
        "High Street Cafe upstairs room, Scunthorpe",
        "The Forge, Scunthorpe",
    ),
    "Online": ("Online (Teams)",),
}
KNOWN = Known(
    localities=tuple(VENUES),
    strands=(
        "Understanding",
        "Skills for living better",
        "Rebuilding your life",
        "Getting involved",
        "Carers",
    ),
    venues=tuple(
        KnownVenue(venue, locality, is_online=locality == "Online")
        for locality, venues in VENUES.items()
        for venue in venues
    ),
    courses=(
        KnownCourse("SKL03", "Mindfulness", "Skills for living better"),
        KnownCourse("SKL09", "Planning for wellness", "Skills for living better", needs_certified=True),
    ),
    trainers=(
        KnownTrainer("Amara Holt", "peer"),
        KnownTrainer("Mina Ashby", "professional"),
        KnownTrainer("Cleo Barnes", "peer", is_certified=True),
    ),
)
HEADINGS = [column.name for column in COLUMNS]
# A line with nothing in doubt; a test changes the one cell it is about.
GOOD = {
    "Locality": "Doncaster",
    "Code": "UND02",
    "Course": "Understanding anxiety",
    "Strand": "Understanding",
    "Format": "In person",
    "Venue": "Balby Community Hub",
    "Day": "Tuesday",
    "First session": "12/01/2027",
    "Time": "1pm - 3pm",
    "Weeks": "4",
    "Not on": "",
    "Places": "12",
    "Minimum": "5",
    "Reserved": "",
    "Listed": "",
    "Peer trainer": "",
    "Professional trainer": "",
    "Notes": "",
    "Language": "",
    "Audience": "",
}
GOOD_TRAINER = {
    "Name": "Nia Field",
    "Kind": "Peer",
    "Will teach in": "Doncaster, Online",
    "Can teach": "Carers; Getting involved",
    "WRAP facilitator": "yes",
    "Usually free": "Mon pm, Wed",
    "Away": "",
    "Most sessions a week": "2",
    "DBS check until": "14/03/2029",
    "Train the trainer done": "yes",
}


def read(*lines: dict[str, str], **more) -> Programme:
    """The programme of these lines, the first of which is line 3; each is GOOD with its own cells."""
    return read_programme(
        [(number, GOOD | line) for number, line in enumerate(lines, 3)], term=TERM, known=KNOWN, **more
    )


def read_trainer_lines(*lines: dict[str, str], **more) -> TrainerSheet:
    """The trainers of these lines, the first of which is line 2; each is GOOD_TRAINER with its own cells."""
    return read_trainers(
        [(number, GOOD_TRAINER | line) for number, line in enumerate(lines, 2)], term=TERM, known=KNOWN, **more
    )


def read_programme_file(content: bytes, name: str, **more) -> Programme:
    lines = read_headings(read_file(content, name).rows, COLUMNS).lines
    return read_programme(lines, term=TERM, known=KNOWN, **more)


def read_trainers_file(content: bytes, name: str, **more) -> TrainerSheet:
    lines = read_headings(read_file(content, name).rows, TRAINER_COLUMNS).lines
    return read_trainers(lines, term=TERM, known=KNOWN, **more)


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def csv_of(rows, encoding: str = "utf-8-sig", delimiter: str = ",") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding)


def xlsx_of(rows, *, prepare=None) -> bytes:
    """A workbook of these rows; `prepare` may change it before it is saved."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if prepare:
        prepare(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def codes(sheet) -> list[tuple[int, str]]:
    return [(doubt.line_number, doubt.code) for doubt in sheet.doubts]
