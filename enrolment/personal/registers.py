"""What the college stores about who came, and what followed."""

from django.utils.translation import gettext_lazy as _

from college.records.declarations import declare
from enrolment.models import (
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
from enrolment.personal.keeping import ONE_YEAR, SIX_YEARS, all_of

declare(
    Mark,
    personal=all_of(
        "P3",
        SIX_YEARS,
        "keep",
        enrolment=_("who came: health, by inference"),
        session=_("to which session"),
        status=_("whether they came"),
    ),
    plain=["version"],
)
declare(
    MarkEvent,
    personal=all_of(
        "P3",
        SIX_YEARS,
        "keep",
        mark=_("how a mark came to be"),
        became=_("how a mark came to be"),
        by=_("who gave it"),
        at=_("when"),
        device=_("on which phone"),
    ),
    plain=["device_at", "uuid", "number", "seen_version"],
)
declare(
    MarkFlag,
    personal=all_of("P3", SIX_YEARS, "keep", event=_("which mark"), settled_by=_("who looked into it")),
    plain=["kind", "raised_at", "settled_at"],
)
declare(
    Register,
    personal=all_of(
        "P3",
        SIX_YEARS,
        "keep",
        closed_by=_("who closed the register"),
        unpaired_by=_("who let a session start without its pair"),
    )
    | all_of("P3", SIX_YEARS, "empty", unpaired_reason=_("why")),
    plain=["session", "closed_at"],
)
declare(
    Concern,
    personal=all_of(
        "P0",
        _("as the college's safeguarding policy says"),
        "keep",
        session=_("where it came up"),
        enrolment=_("whom it is about"),
        incident_number=_("where the matter goes on"),
        raised_by=_("who raised it"),
        received_by=_("who opened it"),
    )
    | all_of(
        "P0",
        _("as the college's safeguarding policy says"),
        "empty",
        words=_("keeping someone from harm: the least that must be told; sealed"),
    ),
    plain=["code", "key", "raised_at", "received_at", "escalated_at"],
)
declare(
    ConcernEvent,
    personal=all_of(
        "P0",
        _("as the college's safeguarding policy says"),
        "keep",
        concern=_("which concern"),
        became=_("what happened to it, every reading included"),
        by=_("who raised or read it"),
        at=_("when"),
    ),
    plain=["by_system"],
)
declare(
    Debrief,
    personal=all_of(
        "P2",
        SIX_YEARS,
        "keep",
        session=_("after which session"),
        wants_call=_("ringing a trainer who asked for it"),
        by=_("whose note it is"),
        done_by=_("who rang, or read it"),
    )
    | all_of("P0", ONE_YEAR, "empty", words=_("hearing how a session went; sealed")),
    plain=["code", "key", "at", "done_at"],
)
declare(
    FollowUp,
    personal=all_of(
        "P3",
        SIX_YEARS,
        "keep",
        enrolment=_("whom to ring after they were missed"),
        session=_("when they were missed"),
        reason=_("why they are rung; a code"),
        outcome=_("how the call went; a code"),
    ),
    plain=["code", "made_at", "due_on", "closed_at"],
)
declare(
    FollowUpEvent,
    personal=all_of(
        "P3",
        SIX_YEARS,
        "keep",
        follow_up=_("which call"),
        became=_("how it went; a code"),
        by=_("who rang"),
        at=_("when"),
    )
    | all_of("P0", ONE_YEAR, "empty", said=_("going on where the last call ended; sealed")),
)
