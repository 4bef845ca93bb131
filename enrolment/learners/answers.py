"""What someone tells us when they join, before it is a learner's record."""

import json
import re
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

# All that can be ticked, in the groups of the Accessible Information Standard (DAPB1605) and, last, what is
# outside it. The short list HELP above is asked when joining; its kinds stand here too.
NEED_GROUPS = [
    (
        "contact",
        _("How we get in touch"),
        [
            ("texts_only", _("Texts only, no calls")),
            ("relay_uk", _("Calls by Relay UK")),
            ("video_relay", _("Calls by BSL video relay")),
            ("named_person", _("Through someone I name")),
        ],
    ),
    (
        "format",
        _("How I read things"),
        [
            ("large_print", _("Large print")),
            ("easy_read", _("Easy Read")),
            ("plain_email", _("E-mails as plain text")),
            ("braille", _("Braille")),
            ("audio", _("As a recording")),
            ("bsl_video", _("As a BSL video")),
            ("screen_reader_file", _("Files for a screen reader")),
            ("coloured_paper", _("Coloured paper")),
        ],
    ),
    (
        "professional",
        _("Someone who interprets or takes notes"),
        [
            ("bsl_interpreter", _("A BSL interpreter")),
            ("deafblind_interpreter", _("A deafblind interpreter")),
            ("lipspeaker", _("A lipspeaker")),
            ("speech_to_text", _("Someone who types what is said")),
            ("note_taker", _("A note-taker")),
            ("advocate", _("An advocate")),
            ("language_interpreter", _("An interpreter for another language")),
        ],
    ),
    (
        "support",
        _("Help to hear, speak and follow"),
        [
            ("hearing_loop", _("A hearing loop, or words on a screen")),
            ("lipreads", _("I lipread: let me see your face")),
            ("communication_aid", _("I use a communication aid")),
            ("makaton", _("Makaton")),
            ("extra_time", _("Extra time")),
            ("sighted_guide", _("A sighted guide")),
        ],
    ),
    (
        "other",
        _("The room and the day"),
        [
            ("step_free", _("A way in without steps")),
            ("wheelchair_space", _("Space for a wheelchair")),
            ("accessible_toilet", _("An accessible toilet")),
            ("nearby_parking", _("Parking close by")),
            ("seat_by_door", _("A seat near the door")),
            ("breaks", _("More breaks")),
            ("quiet_space", _("A quiet space to go to")),
            ("low_light", _("Low light")),
            ("camera_off", _("My camera off")),
            ("assistance_dog", _("My assistance dog comes along")),
            ("form_filling", _("Help with forms")),
            ("travel_help", _("Help with travel")),
            ("someone_to_meet", _("Someone to meet me at the door")),
            ("bring_supporter", _("To bring someone with me")),
        ],
    ),
]
NEED_WORDS = {kind: words for _group, _heading, kinds in NEED_GROUPS for kind, words in kinds}

# So many figures a telephone number has at least.
FIGURES = 7


def is_whole_number(phone: str) -> bool:
    """Whether `phone`, as somebody wrote it, has the figures of a telephone number."""
    return len(re.sub(r"\D", "", phone)) >= FIGURES


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
    is_young: bool = False
    guardian_name: str = ""
    guardian_is: str = ""
    guardian_phone: str = ""
    guardian_email: str = ""
    guardian_knows: bool = False
    heard: str = ""
    capacities: list[str] = field(default_factory=list)
    needs: list[str] = field(default_factory=list)
    needs_words: str = ""
    agreement_version: int = 0

    @property
    def contact(self) -> str:
        """What is needed to reach the person by the route they chose; empty where it is missing."""
        ways = {"email": self.email, "text": self.phone, "call": self.phone, "letter": self.address}
        return ways.get(self.route, "").strip()

    @property
    def names_guardian(self) -> bool:
        """Whether it is said who the parent or guardian is, and how to reach them."""
        return bool(self.guardian_name.strip() and (self.guardian_phone.strip() or self.guardian_email.strip()))

    def as_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "Answers":
        """The answers as they were kept; names that are no longer asked for are left out."""
        known = {item.name for item in fields(cls)}
        kept = json.loads(text) if text else {}
        return cls(**{name: value for name, value in kept.items() if name in known})
