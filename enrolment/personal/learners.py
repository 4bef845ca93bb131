"""What the college stores about the people it teaches."""

from django.utils.translation import gettext_lazy as _

from college.records.declarations import declare
from enrolment.models import (
    EqualityCount,
    Guardian,
    GuardianAnswer,
    Learner,
    Merge,
    Need,
    Note,
    NotTheSame,
    ReferralDraft,
    Support,
    SupportEvent,
)
from enrolment.personal.keeping import ONE_YEAR, SIX_YEARS, all_of

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
        welcomed_at=_("asking nobody twice for a first talk"),
        email=_("reaching them"),
        phone=_("reaching them"),
        address=_("reaching them by post"),
        route=_("reaching them in the way they chose"),
        may_leave_message=_("not telling others in the house"),
        calendar_code=_("their sessions in their own calendar"),
        safe_times=_("reaching them only when it is safe"),
    )
    | all_of(
        "P1",
        ONE_YEAR,
        "empty",
        emergency_name=_("knowing whom to ring if they fall ill in a session"),
        emergency_phone=_("ringing that person"),
        equality_asked_in=_("asking once a term whom we reach; not whether or what they answered"),
        heard=_("knowing which leaflets and links reach people"),
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
    Guardian,
    personal=all_of(
        "P1",
        SIX_YEARS,
        "delete row",
        learner=_("for whom they stand"),
        name=_("asking whether it is fine with them that somebody under age comes; showing whom we asked"),
        relation=_("knowing whether they may say so"),
        knows=_("not ringing somebody who would be surprised by it"),
        status=_("giving a place only once they agree"),
    )
    | all_of(
        "P1",
        _("until the learner is old enough, at most 6 years after the last activity"),
        "empty",
        phone=_("asking them"),
        email=_("asking them"),
    ),
    plain=["named_at", "ended_at"],
)
declare(
    GuardianAnswer,
    personal=all_of(
        "P1",
        SIX_YEARS,
        "delete row",
        guardian=_("whose answer it is"),
        agrees=_("showing whether they agreed"),
        said_by=_("showing who agreed"),
        said_on=_("showing when they agreed"),
        by=_("who noted it"),
    ),
    plain=["at"],
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
    | all_of("P1", _("30 days"), "empty", moved=_("undoing it"), before=_("undoing it")),
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
    Support,
    personal=all_of(
        "P1",
        ONE_YEAR,
        "empty",
        learner=_("whom somebody acts for"),
        user=_("who acts for them, and signs in as themself"),
        name=_("what the learner calls them"),
        said=_("how the learner told the office so; sealed"),
        by=_("who wrote it down"),
    ),
    plain=[
        "code",
        "may_see",
        "may_book",
        "may_answer",
        "is_told",
        "until",
        "at",
        "accepted_at",
        "ended_at",
    ],
)
declare(
    SupportEvent,
    personal=all_of(
        "P3",
        SIX_YEARS,
        "keep",
        support=_("under what it was done"),
        became=_("showing what was done for a learner"),
        about=_("which place; a code"),
        by=_("who did it"),
    ),
    plain=["at"],
)
# Numbers of a term: no row of it is about anybody.
declare(EqualityCount, plain=["term", "version", "question", "answer", "count"])
