"""What someone tells us when they join, before it is a learner's record."""

import json
from dataclasses import asdict, dataclass, field, fields

from django.utils.translation import gettext_lazy as _

# What often helps: neutral words, shown as ticks. Anything else goes in own words.
HELP = [
    ("step_free", _("A way in without steps")),
    ("seat_by_door", _("A seat near the door")),
    ("breaks", _("More breaks")),
    ("large_print", _("Large print")),
    ("hearing_loop", _("A hearing loop, or words on a screen")),
    ("someone_to_meet", _("Someone to meet me at the door")),
    ("bring_supporter", _("To bring someone with me")),
]


@dataclass
class Answers:
    """The answers of a self-referral, a telephone call or a paper form; each may still be missing."""

    name: str = ""
    full_name: str = ""
    route: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    may_leave_message: bool = False
    old_enough: bool = False
    capacities: list[str] = field(default_factory=list)
    needs: list[str] = field(default_factory=list)
    needs_words: str = ""
    agreement_version: int = 0

    @property
    def contact(self) -> str:
        """What is needed to reach the person by the route they chose; empty where it is missing."""
        ways = {"email": self.email, "text": self.phone, "call": self.phone, "letter": self.address}
        return ways.get(self.route, "").strip()

    def as_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "Answers":
        """The answers as they were kept; names that are no longer asked for are left out."""
        known = {item.name for item in fields(cls)}
        kept = json.loads(text) if text else {}
        return cls(**{name: value for name, value in kept.items() if name in known})
