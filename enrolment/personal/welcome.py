"""What the college stores about first talks with newcomers."""

from django.utils.translation import gettext_lazy as _

from college.records.declarations import declare
from enrolment.models import WelcomeTalk
from enrolment.personal.keeping import ONE_YEAR, all_of

declare(
    WelcomeTalk,
    personal=all_of(
        "P1",
        ONE_YEAR,
        "delete row",
        learner=_("whom we talk with"),
        host=_("saying whom they meet"),
        outcome=_("finding another time, or confirming their place"),
        by=_("who booked it, or said how it went"),
    ),
    plain=["code", "locality", "venue", "starts_at", "minutes", "at"],
)
