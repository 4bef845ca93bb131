"""What the college stores about its learners and trainers."""

from django.utils.translation import gettext_lazy as _

from college.records.declarations import Erase, Kind, Personal, declare
from enrolment.models import (
    Allocation,
    AllocationEvent,
    Announcement,
    Away,
    CallRequest,
    CallTry,
    Certificate,
    CertificateEvent,
    CertificatePrintRun,
    Clearance,
    Concern,
    ConcernEvent,
    Debrief,
    Enrolment,
    EnrolmentEvent,
    FollowUp,
    FollowUpEvent,
    FreeTime,
    GraduationWish,
    Journey,
    Learner,
    Mark,
    MarkEvent,
    MarkFlag,
    Merge,
    MessageWords,
    Need,
    NoReminders,
    Note,
    NotTheSame,
    Offer,
    ReferralDraft,
    Register,
    Reply,
    TermPlan,
    Trainer,
)

SIX_YEARS = _("6 years after the last activity")
ONE_YEAR = _("1 year after the last activity")


def all_of(kind: Kind, keep, erase: Erase, /, **purposes) -> dict[str, Personal]:
    """The same class, time and way of erasure for several fields, each with its purpose."""
    return {name: Personal(kind, purpose, keep, erase) for name, purpose in purposes.items()}


# Learners ---------------------------------------------------------------------------

declare(
    Learner,
    personal=all_of(
        "P1",
        SIX_YEARS,
        "empty",
        user=_("the account they sign in with"),
        name=_("calling them as they wish; the register"),
        full_name=_("the name on a certificate"),
        agreed_at=_("showing when they agreed how we learn together"),
        joined_at=_("keeping the record no longer than needed"),
    )
    | all_of(
        "P1",
        ONE_YEAR,
        "empty",
        email=_("reaching them"),
        phone=_("reaching them"),
        address=_("reaching them by post"),
        route=_("reaching them in the way they chose"),
        may_leave_message=_("not telling others in the house"),
        safe_times=_("reaching them only when it is safe"),
        emergency_name=_("knowing whom to ring if they fall ill in a session"),
        emergency_phone=_("ringing that person"),
        needs_confirmed_at=_("asking once a term, in one press, whether what helps is still right"),
    )
    | all_of("P0", SIX_YEARS, "empty", capacities=_("counting who the college reaches; trainers never see it"))
    | all_of(
        "P1",
        SIX_YEARS,
        "keep",
        code=_("naming the record without naming the person"),
        merged_into=_("leading from a record that was put together with another to the one that is kept"),
    ),
    plain=["age_confirmed", "agreement_version"],
)
declare(
    Note,
    personal=all_of(
        "P0",
        ONE_YEAR,
        "delete row",
        learner=_("whom it is about"),
        about_on=_("telling how things went, in order"),
        text=_("what the next colleague needs to know; sealed"),
        readers=_("showing it to nobody else"),
        by=_("who wrote it"),
    ),
    plain=["at"],
)
declare(
    Merge,
    personal=all_of(
        "P1",
        SIX_YEARS,
        "keep",
        kept=_("which records of a person were put together"),
        gone=_("which records of a person were put together"),
        by=_("who put them together"),
        undone_by=_("who took them apart again"),
    )
    | all_of("P1", SIX_YEARS, "empty", moved=_("undoing it"), before=_("undoing it")),
    plain=["code", "at", "undone_at"],
)
declare(
    NotTheSame,
    personal=all_of(
        "P1",
        SIX_YEARS,
        "delete row",
        one=_("not asking again whether two people are one"),
        other=_("not asking again whether two people are one"),
        by=_("who knew"),
    ),
    plain=["at"],
)
declare(
    Need,
    personal=all_of(
        "P0",
        ONE_YEAR,
        "delete row",
        learner=_("whose need it is"),
        kind=_("arranging what helps them to take part"),
        own_words=_("arranging what helps them to take part; sealed"),
        action=_("telling the trainers what to do, never why"),
        status=_("not forgetting it"),
        knows=_("telling nobody who need not know"),
        owner=_("who sees to it"),
        review_on=_("looking at it again in time"),
    ),
    plain=["asked_at"],
)
declare(
    ReferralDraft,
    personal=all_of(
        "P0",
        _("72 hours, or as the college sets"),
        "delete row",
        run=_("what they are signing up for"),
        answers=_("not making them type twice; sealed"),
        enrolment_code=_("showing the same answer when a form is sent twice"),
    ),
    plain=["code", "started_at", "touched_at"],
)

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
        ONE_YEAR,
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
    NoReminders,
    personal=all_of("P1", ONE_YEAR, "delete row", learner=_("not reminding somebody who asked us not to")),
    plain=["since"],
)

# Places, registers, certificates -------------------------------------------------------

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
        began_on=_("which sessions count for them"),
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
declare(
    Certificate,
    personal=all_of("P3", SIX_YEARS, "empty", words=_("printing it again as it was: a name and a course"))
    | all_of(
        "P3",
        SIX_YEARS,
        "keep",
        code=_("checking that it is real"),
        enrolment=_("what it is for"),
        sessions_attended=_("what it says"),
    ),
    plain=["kind", "status", "sessions_held", "issued_at", "given_by_hand"],
)
declare(
    CertificateEvent,
    personal=all_of("P3", SIX_YEARS, "keep", by=_("who issued it or took it back"), reason=_("why; a code")),
    plain=["certificate", "became", "by_system", "at"],
)
declare(
    GraduationWish,
    personal=all_of(
        "P1",
        ONE_YEAR,
        "delete row",
        learner=_("whose wish it is"),
        term=_("which graduation: health, by inference"),
        wish=_("naming them as they wish, or not at all"),
        by=_("who was told"),
    ),
    plain=["said_at"],
)
declare(
    CertificatePrintRun,
    personal=all_of("P1", _("7 days"), "delete row", file=_("printing many certificates at once")),
    plain=[
        "run",
        "term",
        "locality",
        "status",
        "key",
        "made_key",
        "asked_at",
        "started_at",
        "tries",
        "reason",
        "made_at",
        "pages",
        "size",
    ],
)

# Trainers -------------------------------------------------------------------------------

declare(
    Trainer,
    personal=all_of(
        "P2",
        SIX_YEARS,
        "empty",
        user=_("the account they sign in with"),
        name=_("planning who teaches"),
        email=_("reaching them"),
        phone=_("reaching them"),
        public_name=_("crediting them as they wish"),
        sessions_a_week=_("not asking too much of them"),
        sessions_a_day=_("not asking too much of them"),
        home=_("sparing them long ways"),
        train_the_trainer_note=_("planning their training"),
    )
    | all_of("P0", SIX_YEARS, "empty", kind=_("pairing lived experience with profession: health, by inference"))
    | all_of("P2", SIX_YEARS, "keep", localities=_("planning where they teach"), strands=_("planning what they teach")),
    plain=["code", "is_certified_facilitator", "train_the_trainer", "is_active"],
)
for model, fields in (
    (FreeTime, ("trainer", "weekday", "half")),
    (Away, ("trainer", "first_on", "last_on")),
    (Clearance, ("trainer", "kind", "until")),
):
    purpose = (
        _("knowing that a check holds; never what it said") if model is Clearance else _("planning when they teach")
    )
    declare(model, personal=all_of("P2", SIX_YEARS, "delete row", **dict.fromkeys(fields, purpose)))
declare(
    Allocation,
    personal=all_of("P3", SIX_YEARS, "keep", trainer=_("who teaches what"), status=_("whether they said yes")),
    plain=["code", "run", "made_at", "is_locked"],
)
declare(Journey, plain=["one", "other", "minutes"])
declare(
    TermPlan,
    personal=all_of(
        "P3", SIX_YEARS, "keep", by=_("who planned the term"), found=_("who might teach what; ids, no names")
    ),
    plain=[
        "code", "term", "status", "asked_at", "alive_at", "done_at", "tries", "wants_stop", "unfilled", "cost",
        "bound",
    ],
)  # fmt: skip
declare(
    AllocationEvent,
    personal=all_of("P3", SIX_YEARS, "keep", by=_("who asked or answered"), reason=_("why; a code")),
    plain=["allocation", "was", "became", "by_system", "at"],
)
