"""Registers, the marks on them, and what follows from a mark."""

from enrolment.registers.models.concerns import Concern, ConcernEvent
from enrolment.registers.models.debriefs import Debrief
from enrolment.registers.models.follow_ups import FollowUp, FollowUpEvent
from enrolment.registers.models.marks import Mark, MarkEvent, MarkFlag, Register

__all__ = [
    "Concern",
    "ConcernEvent",
    "Debrief",
    "FollowUp",
    "FollowUpEvent",
    "Mark",
    "MarkEvent",
    "MarkFlag",
    "Register",
]
