"""What the college stores about whom it rings and writes to."""

from django.utils.translation import gettext_lazy as _

from college.records.declarations import declare
from enrolment.models import Announcement, CallRequest, CallTry, EasyReadWords, MessageWords, NoReminders, Reply
from enrolment.personal.keeping import ONE_YEAR, SIX_YEARS, all_of

declare(
    CallRequest,
    personal=all_of(
        "P1",
        _("1 year"),
        "delete row",
        name=_("calling them as they wish"),
        phone=_("ringing them, as they asked"),
        when=_("ringing them when it suits"),
        asked_at=_("ringing in the order of asking"),
        done_by=_("who rang"),
    )
    | all_of("P0", _("1 year"), "delete row", about_code=_("knowing which course they ask about")),
    plain=["code", "done_at"],
)
declare(
    CallTry,
    personal=all_of(
        "P1",
        _("1 year"),
        "delete row",
        learner=_("knowing who has been rung already"),
        request=_("knowing who has been rung already"),
        outcome=_("doing the next thing: ringing again, or telling them another way"),
        again_on=_("ringing when they asked us to"),
        by=_("who rang"),
    ),
    plain=["number", "at"],
)
declare(
    Announcement,
    personal=all_of(
        "P3",
        SIX_YEARS,
        "keep",
        by=_("who told everyone"),
        taken_back_by=_("who took it back"),
    ),
    plain=[
        "code",
        "text",
        "runs",
        "first_on",
        "last_on",
        "is_needed",
        "written_at",
        "leaves_at",
        "left_at",
        "taken_back_at",
    ],
)
declare(
    Reply,
    personal=all_of(
        "P0",
        _("90 days after it was dealt with, or as the college sets"),
        "delete row",
        text=_("doing what they ask; sealed"),
    )
    | all_of(
        "P1",
        _("90 days after it was dealt with, or as the college sets"),
        "delete row",
        from_address=_("knowing whom it is from"),
        learner=_("whom it is from"),
        done_by=_("who dealt with it"),
    ),
    plain=["code", "said_id", "channel", "has_files", "received_at", "done_at"],
)
declare(
    MessageWords,
    personal=all_of("P3", SIX_YEARS, "keep", by=_("who chose these words")),
    plain=["event", "lead", "text", "at"],
)
declare(
    EasyReadWords,
    personal=all_of("P3", SIX_YEARS, "keep", by=_("who chose these words")),
    plain=["event", "sentences", "at"],
)
declare(
    NoReminders,
    personal=all_of("P1", ONE_YEAR, "delete row", learner=_("not reminding somebody who asked us not to")),
    plain=["since"],
)
