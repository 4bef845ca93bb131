"""Every model of the floor, by name; each stands in its own room."""

from college.limits import Limit
from college.look.models import Theme, Wording
from college.one_row import Stamp
from college.outbox.models import LanguageEvent, Message
from college.records.models import RecordOpening
from college.signin.models import OneTimeCode, User
from college.sweeps import Heartbeat

__all__ = [
    "Heartbeat",
    "LanguageEvent",
    "Limit",
    "Message",
    "OneTimeCode",
    "RecordOpening",
    "Stamp",
    "Theme",
    "User",
    "Wording",
]
