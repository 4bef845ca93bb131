"""What the college stores about what trainers are owed and were paid."""

from django.utils.translation import gettext_lazy as _

from college.records.declarations import declare
from enrolment.models import Appreciation, Claim, ClaimEvent, OwnCount, Payment, Rates, Receipt
from enrolment.personal.keeping import SIX_YEARS, all_of

declare(
    Claim,
    personal=all_of(
        "P2",
        SIX_YEARS,
        "keep",
        trainer=_("who is owed it"),
        session=_("what for"),
        blocks=_("an involvement payment"),
        car_miles=_("the way by car"),
        passengers=_("the way by car"),
        bicycle_miles=_("the way by bicycle"),
        claimed_by=_("who claimed it"),
        approved_by=_("who approved it"),
    )
    | all_of(
        "P2", SIX_YEARS, "empty", what_for=_("what the receipts are for"), said_back=_("why it was sent back")
    ),
    plain=[
        "code", "status", "involvement_pence", "travel_pence", "receipts_pence", "submitted_at", "approved_at",
    ],
)  # fmt: skip
declare(
    Receipt,
    personal=all_of("P1", SIX_YEARS, "delete row", content=_("showing what was bought")),
    plain=["claim", "kind", "at"],
)
declare(
    ClaimEvent,
    personal=all_of("P2", SIX_YEARS, "keep", by=_("who claimed, approved, sent back or paid")),
    plain=["claim", "was", "became", "pence", "at"],
)
declare(
    Payment,
    personal=all_of("P2", SIX_YEARS, "keep", to=_("who was paid"), by=_("who paid")),
    plain=["claim", "pence", "at"],
)
declare(Rates, personal=all_of("P3", SIX_YEARS, "empty", by=_("who set them")), plain=[
    "from_on", "block_pence", "block_hours", "mile_pence", "passenger_pence", "bicycle_pence", "at",
])  # fmt: skip
declare(
    Appreciation,
    personal=all_of("P3", SIX_YEARS, "keep", by=_("who paid it"), taken_back_by=_("who took it back")),
    plain=["code", "key", "partner", "pence", "what_for", "paid_on", "at", "taken_back_at"],
)
declare(
    OwnCount,
    personal=all_of(
        "P0",
        _("until they forget it themself"),
        "delete row",
        trainer=_("whose count it is: that somebody counts is private, too"),
        sealed=_("counting for themself; nobody else reads it"),
    ),
)
