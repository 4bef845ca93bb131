"""What trainers claim, by which rates, and what was paid."""

from enrolment.claims.models.appreciations import Appreciation
from enrolment.claims.models.claims import Claim, ClaimEvent, ClaimQuerySet, Payment, Receipt
from enrolment.claims.models.rates import Rates

__all__ = ["Appreciation", "Claim", "ClaimEvent", "ClaimQuerySet", "Payment", "Rates", "Receipt"]
