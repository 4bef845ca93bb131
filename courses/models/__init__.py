"""The nouns of a college's teaching: where, what, when, and who may do what."""

from courses.models.catalogue import Audience, Course, CourseEdition, Strand
from courses.models.co_producers import Capacity, CoProducer, UsualSigner
from courses.models.localities import Locality, Partner, Venue
from courses.models.opening import FirstAnswer
from courses.models.policy import Policy
from courses.models.roles import Role, RoleEvent
from courses.models.runs import ReservedPlaces, Run, RunEvent, Session
from courses.models.searches import UnmetSearch
from courses.models.sheets import SheetImport, SheetLine
from courses.models.terms import ClosedPeriod, Term

__all__ = [
    "Audience",
    "Capacity",
    "ClosedPeriod",
    "CoProducer",
    "Course",
    "CourseEdition",
    "FirstAnswer",
    "Locality",
    "Partner",
    "Policy",
    "ReservedPlaces",
    "Role",
    "RoleEvent",
    "Run",
    "RunEvent",
    "Session",
    "SheetImport",
    "SheetLine",
    "Strand",
    "Term",
    "UnmetSearch",
    "UsualSigner",
    "Venue",
]
