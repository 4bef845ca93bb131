"""The college's words as this process last read them, for pages that must not ask the database."""

import re

from college.models import Wording

_last: list[Wording] = []


def remember(wording):
    """Keep these words for a page drawn while the database cannot answer; returns them."""
    _last[:] = [wording]
    return wording


def remembered():
    """The last words read, or the defaults in a process that has read none."""
    return _last[0] if _last else Wording()


def help_line(wording):
    """How to reach a person, as every page's foot prints it; `dial` is the number for a phone."""
    return {
        "phone": wording.help_phone,
        "dial": re.sub(r"[^0-9+]", "", wording.help_phone),
        "hours": wording.help_hours,
        "email": wording.help_email,
        "crisis": wording.crisis_text,
    }
