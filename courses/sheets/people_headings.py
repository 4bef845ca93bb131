"""What the columns of a sheet of people are called: by us, by form builders, by ticket shops."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from .doubts import Notice, SheetRefusal
from .files import Row
from .headings import Column, Headed
from .words import folded

_LOOKED_AT = 20


def _asked(*words: str) -> tuple[str, ...]:
    """The words, and as they stand above an answer: "Email address *", "Which course?"."""
    return tuple(f"{word}{end}" for word in words for end in ("", "?", ":", "*", " *", "? *"))


def _column(name: str, *also: str) -> Column:
    return Column(name, _asked(name, *also), needed=False)


COLUMNS = (
    _column(
        "Name", "Full name", "Your name", "Your full name", "What is your name", "What is your full name",
        "Attendee name", "Attendee", "Learner", "Name of learner", "Participant", "Delegate name",
    ),
    _column("First name", "Forename", "Given name", "Attendee first name", "Your first name", "First"),
    _column("Surname", "Last name", "Family name", "Attendee surname", "Attendee last name", "Your surname", "Last"),
    _column("Known as", "Preferred name", "Name to be called", "What would you like to be called"),
    _column(
        "Email", "E-mail", "Email address", "E-mail address", "Your email", "Your email address", "Attendee email",
        "Attendee e-mail", "What is your email address",
    ),
    _column(
        "Phone", "Telephone", "Mobile", "Phone number", "Telephone number", "Mobile number", "Mobile phone",
        "Cell phone", "Contact number", "Your phone number", "Your telephone number", "What is your phone number",
    ),
    _column("Address", "Postal address", "Your address", "Home address"),
    _column("Run", "Run code"),
    _column("Course code", "Code"),
    _column(
        "Course", "Course title", "Course name", "Event name", "Event", "Event title", "Workshop",
        "Which course", "Which course would you like", "Which course would you like to join",
        "Which course would you like to book", "Which course are you interested in",
    ),
    _column("Date", "First session", "Start date", "Event date", "Event start date", "Course start date"),
    _column("Locality", "Area"),
    _column("Venue", "Location", "Venue name", "Event location"),
    _column("Status", "Attendee status", "Booking status", "Ticket status", "Booking", "Place or waiting list"),
    _column(
        "Asked on", "Timestamp", "Submission date", "Submitted at", "Completion time", "Order date", "Booked on",
        "Booking date", "Date added", "Date of asking", "Created at",
    ),
    _column("Quantity", "Tickets", "Number of tickets", "Ticket quantity"),
)  # fmt: skip

# What Microsoft Forms puts before the answers: the last two are of the account that was signed in, or "anonymous".
_OF_THE_ACCOUNT = ("id", "start time", "completion time", "email", "name")


def rows_to_read(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows without what a form builder says of the account where the person was asked for the same."""
    return tuple(_without_account(row) if number < _LOOKED_AT else row for number, row in enumerate(rows))


def _without_account(row: Row) -> Row:
    number, cells = row
    if tuple(map(folded, cells[:5])) != _OF_THE_ACCOUNT:
        return row
    mine = {folded(word): column.name for column in COLUMNS for word in column.also}
    asked = {mine.get(folded(cell)) for cell in cells[5:]}
    own = list(cells)
    if "Email" in asked:
        own[3] = "Email of the account"
    if asked & {"Name", "First name", "Surname"}:
        own[4] = "Name of the account"
    return number, own


def say_what_is_missing(headed: Headed) -> None:
    """Refuses, in one sentence, a sheet that can't say who somebody is, how to reach them, or which run it is."""
    there = set(headed.lines[0][1])
    missing = list(_missing(there))
    if missing:
        said = _("Line {line}: a column is missing that says {what}. Name it so, then bring the sheet again.")
        raise SheetRefusal(said.format(line=headed.heading_line, what="; ".join(missing)))


def _missing(there: set[str]) -> Iterator[str]:
    if not there & {"Name", "First name", "Surname"}:
        yield _("who somebody is: “Name”, or “First name” and “Surname”")
    if not there & {"Email", "Phone", "Address"}:
        yield _("how to reach them: “Email”, “Phone” or “Address”")
    if not there & {"Run", "Course code", "Course"}:
        yield _("which course it is: “Course” or “Course code”")


def in_one(unknown: tuple[Notice, ...]) -> tuple[Notice, ...]:
    """An export has dozens of columns that nobody needs here: one notice names them all."""
    if not unknown:
        return ()
    names = ", ".join(f"“{notice.column[:60]}”" for notice in unknown)
    said = _("These columns are not read, and nothing of them is kept: {columns}.").format(columns=names)
    return (Notice("unknown-columns", unknown[0].line_number, "", said),)
