"""Every model of enrolment, by name; each stands in its own room."""

from enrolment.certificates.models import Certificate, CertificateEvent, CertificatePrintRun, GraduationWish
from enrolment.claims.models import Appreciation, Claim, ClaimEvent, Payment, Rates, Receipt
from enrolment.claims.models.own_count import OwnCount
from enrolment.learners.equality.models import EqualityCount
from enrolment.learners.guardian.models import Guardian, GuardianAnswer
from enrolment.learners.models import CallRequest, Learner, Merge, Need, Note, NotTheSame, ReferralDraft
from enrolment.learners.support.models import Support, SupportEvent
from enrolment.messages.models import Announcement, CallTry, EasyReadWords, MessageWords, NoReminders, Reply
from enrolment.places.models import Enrolment, EnrolmentEvent, Offer
from enrolment.registers.models import (
    Concern,
    ConcernEvent,
    Debrief,
    FollowUp,
    FollowUpEvent,
    Mark,
    MarkEvent,
    MarkFlag,
    Register,
)
from enrolment.trainers.models import (
    Allocation,
    AllocationEvent,
    Away,
    Clearance,
    FreeTime,
    Journey,
    TermPlan,
    Trainer,
)
from enrolment.trainers.pathway.models import Step
from enrolment.trainers.releasing.models import Release
from enrolment.trainers.standing_in.models import Gap, StandIn
from enrolment.welcome.models import WelcomeTalk

__all__ = [
    "Allocation",
    "AllocationEvent",
    "Announcement",
    "Appreciation",
    "Away",
    "CallRequest",
    "CallTry",
    "Certificate",
    "CertificateEvent",
    "CertificatePrintRun",
    "Claim",
    "ClaimEvent",
    "Clearance",
    "Concern",
    "ConcernEvent",
    "Debrief",
    "EasyReadWords",
    "Enrolment",
    "EqualityCount",
    "EnrolmentEvent",
    "FollowUp",
    "FollowUpEvent",
    "FreeTime",
    "Gap",
    "GraduationWish",
    "Guardian",
    "GuardianAnswer",
    "Journey",
    "Learner",
    "Mark",
    "MarkEvent",
    "MarkFlag",
    "Merge",
    "MessageWords",
    "Need",
    "NoReminders",
    "NotTheSame",
    "Note",
    "Offer",
    "OwnCount",
    "Payment",
    "Rates",
    "Receipt",
    "ReferralDraft",
    "Register",
    "Release",
    "Reply",
    "StandIn",
    "Step",
    "Support",
    "SupportEvent",
    "TermPlan",
    "Trainer",
    "WelcomeTalk",
]
