"""The cells about a person: name, ways to reach them, and whether they have a place or wait."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from .doubts import Suggestion
from .lines import Line, check_length
from .words import folded, tidy

# As long as a learner's names and contacts may be.
LONGEST_NAME, LONGEST_CALLED, LONGEST_PHONE, LONGEST_ADDRESS = 150, 80, 40, 300
FEWEST_FIGURES = 7

# What exports say of a booking, and what it comes to.
WISHES = {
    "place": (
        "place", "has a place", "booked", "confirmed", "attending", "checked in", "registered", "going", "yes",
        "enrolled", "valid",
    ),
    "waiting": (
        "waiting", "waiting list", "waitlist", "waitlisted", "on waiting list", "on the waiting list", "reserve",
    ),
    "gone": (
        "not attending", "cancelled", "canceled", "deleted", "refunded", "withdrawn", "withdrew", "declined",
        "transferred", "void", "voided", "no", "not coming",
    ),
}  # fmt: skip
_MEANS = {word: wish for wish, words in WISHES.items() for word in words}
_NO_NAME = re.compile(r"""[0-9=@<>{}\[\]|\\/;:*?"!#%^~+_]""")
_LETTER = re.compile(r"[^\W\d_]")
_BLANK = {"", "-", "n/a", "none", "anonymous"}


def read_name(line: Line) -> tuple[str, str]:
    """The whole name and the one to be called; ("", "") when in doubt."""
    parts = [line.words("First name"), line.words("Surname")]
    column = "Name" if line.words("Name") or "First name" not in line.cells else "First name"
    name = line.words("Name") or tidy(" ".join(parts))
    called = line.words("Known as") or name
    if folded(name) in _BLANK:
        line.doubt("no-name", column, _("The name is empty."))
        return "", ""
    for text, where in ((name, column), (called, "Known as")):
        if _NO_NAME.search(text) or not _LETTER.search(text):
            line.doubt("not-a-name", where, _("“{text}” does not look like a name.").format(text=text[:60]))
            return "", ""
    if len(name) > LONGEST_NAME:
        line.doubt("too-long", column, _("The name is longer than {most} letters.").format(most=LONGEST_NAME))
        return "", ""
    if len(called) > LONGEST_CALLED:
        line.doubt("no-short-name", "Known as", _("The name is long. What may we call this person?"))
        return "", ""
    return name, called


def read_email(line: Line) -> str:
    text = line.words("Email")
    if folded(text) in _BLANK:
        return ""
    try:
        validate_email(text)
    except ValidationError:
        no_mail = Suggestion(_("Leave the e-mail address out"), {"Email": ""})
        line.doubt("not-an-email", "Email", _("“{text}” is not an e-mail address.").format(text=text[:80]), [no_mail])
        return ""
    return text.lower()


def read_phone(line: Line) -> str:
    text = line.words("Phone")
    if folded(text) in _BLANK:
        return ""
    figures = re.sub(r"\D", "", text)
    without = Suggestion(_("Leave the telephone out"), {"Phone": ""})
    if re.fullmatch(r"[17]\d{9}", text):
        said = _("“{text}” seems to have lost its first 0: spreadsheets drop it.").format(text=text)
        line.doubt("lost-nought", "Phone", said, [Suggestion(f"0{text}", {"Phone": f"0{text}"}), without])
        return ""
    if not re.fullmatch(r"\+?[\d ()./-]+", text) or len(figures) < FEWEST_FIGURES or len(text) > LONGEST_PHONE:
        said = _("“{text}” is not a whole telephone number.").format(text=text[:60])
        line.doubt("not-a-phone", "Phone", said, [without])
        return ""
    return text


def read_address(line: Line) -> str:
    """The address; a doubt where the line says no way at all to reach this person."""
    address = line.words("Address")
    check_length(line, "Address", LONGEST_ADDRESS)
    if folded(address) in _BLANK:
        address = ""
    if not address and all(folded(line.words(column)) in _BLANK for column in ("Email", "Phone")):
        line.doubt("no-way", "Phone", _("There is no e-mail address, telephone or postal address."))
    return address


def read_wish(line: Line) -> str:
    """ "place", "waiting", "asks" or "gone"; "" when in doubt. "asks" where the sheet has no word on it."""
    _one_person(line)
    if "Status" not in line.cells:
        return "asks"
    text = folded(line.words("Status"))
    if text in _MEANS:
        return _MEANS[text]
    said = _("“{text}” does not say whether they have a place.").format(text=line.words("Status")[:60])
    line.doubt(
        "which-status",
        "Status",
        said if text else _("Whether they have a place is not said."),
        [
            Suggestion(_("They have a place"), {"Status": "place"}),
            Suggestion(_("They are on the waiting list"), {"Status": "waiting"}),
            Suggestion(_("They are not coming"), {"Status": "cancelled"}),
        ],
    )
    return ""


def _one_person(line: Line) -> None:
    text = line.words("Quantity")
    if text not in ("", "1"):
        line.doubt(
            "several-people",
            "Quantity",
            _("This line is for {count} people. Each person needs a line of their own.").format(count=text[:10]),
            [Suggestion(_("It is for this one person"), {"Quantity": "1"})],
        )
