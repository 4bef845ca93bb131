"""What the college stores about who has a place, and who waits."""

from django.utils.translation import gettext_lazy as _

from college.records.declarations import declare
from enrolment.models import Enrolment, EnrolmentEvent, Offer
from enrolment.personal.keeping import SIX_YEARS, all_of

declare(
    Enrolment,
    personal=all_of(
        "P1",
        SIX_YEARS,
        "keep",
        learner=_("whose place it is"),
        run=_("which course they take: health, by inference"),
        status=_("whether they have a place"),
        source=_("how they came to it"),
        is_resting=_("skipping them on the list until they are ready"),
        comes_first=_("why they come before others who wait: one of the college's own reasons"),
        party=_("moving people up together who asked to come together"),
        asked_at=_("the order of the waiting list"),
        is_untold=_("writing to nobody who came from a sheet before the office says so"),
        began_on=_("which sessions count for them"),
        keeps_needs=_("whether the trainers of the course read what helps them"),
    ),
    plain=["code"],
)
declare(
    Offer,
    personal=all_of(
        "P1",
        SIX_YEARS,
        "keep",
        code=_("answering without an account"),
        enrolment=_("whom a place was held for"),
        outcome=_("what they answered"),
    ),
    plain=["made_at", "until", "ended_at"],
)
declare(
    EnrolmentEvent,
    personal=all_of(
        "P3",
        SIX_YEARS,
        "keep",
        enrolment=_("what happened to a place"),
        was=_("what happened to a place"),
        became=_("what happened to a place"),
        by=_("who did it"),
        reason=_("why; a code, never words"),
        at=_("when"),
    ),
    plain=["by_system"],
)
