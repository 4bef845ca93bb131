"""What the college stores about who teaches, and when they can."""

from django.utils.translation import gettext_lazy as _

from college.records.declarations import declare
from enrolment.models import (
    Allocation,
    AllocationEvent,
    Away,
    Clearance,
    FreeTime,
    Gap,
    Journey,
    Release,
    StandIn,
    Step,
    TermPlan,
    Trainer,
)
from enrolment.personal.keeping import SIX_YEARS, all_of

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
        route=_("reaching them as they wish"),
        public_name=_("crediting them as they wish"),
        sessions_a_week=_("not asking too much of them"),
        said_themselves=_("no sheet overwriting their own answer"),
        sessions_a_day=_("not asking too much of them"),
        sessions_in_a_row=_("not asking too much of them"),
        minutes_away=_("sparing them long ways"),
        never_alone=_("leaving nobody alone who asked us not to"),
        skills=_("planning what they teach"),
        home=_("sparing them long ways"),
        paid_as=_("paying them as was agreed"),
        train_the_trainer_note=_("planning their training"),
    )
    | all_of("P0", SIX_YEARS, "empty", kind=_("pairing lived experience with profession: health, by inference"))
    | all_of("P2", SIX_YEARS, "keep", localities=_("planning where they teach"), strands=_("planning what they teach")),
    plain=["code", "is_certified_facilitator", "train_the_trainer", "is_active"],
)
for model, fields in (
    (FreeTime, ("trainer", "weekday", "half")),
    (Away, ("trainer", "first_on", "last_on")),
    (Clearance, ("trainer", "kind", "until", "by", "at")),
):
    purpose = (
        _("knowing that a check holds; never what it said") if model is Clearance else _("planning when they teach")
    )
    declare(model, personal=all_of("P2", SIX_YEARS, "delete row", **dict.fromkeys(fields, purpose)))
declare(
    Allocation,
    personal=all_of("P3", SIX_YEARS, "keep", trainer=_("who teaches what"), status=_("whether they said yes")),
    plain=["code", "run", "made_at", "told_at", "reminded_at", "is_locked"],
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
declare(
    Gap,
    personal=all_of(
        "P3",
        SIX_YEARS,
        "keep",
        allocation=_("who can't come to a session"),
        by=_("who said so"),
    ),
    plain=["code", "session", "said_at", "ended_at"],
)
declare(
    StandIn,
    personal=all_of(
        "P3", SIX_YEARS, "keep", trainer=_("who comes instead"), status=_("whether they said yes"),
        answered_by=_("who answered"),
    ),
    plain=["code", "gap", "made_at", "until", "answered_at"],
)  # fmt: skip
declare(
    Release,
    personal=all_of(
        "P2", SIX_YEARS, "keep", trainer=_("whom their team lets go"), run=_("for what"), weekdays=_("when"),
        until=_("until when"), by=_("who wrote it down"), ended_by=_("who ended it"),
    )
    | all_of("P2", SIX_YEARS, "empty", said_by=_("whose yes it was")),
    plain=["at", "ended_at"],
)  # fmt: skip
declare(
    Step,
    personal=all_of(
        "P2", SIX_YEARS, "delete row", trainer=_("whose step it is"), key=_("knowing what comes next for them"),
        done_on=_("when it was done; never what was said"), until=_("asking in time for the next one"),
        by=_("who wrote it down"), ended_by=_("who took it back"),
    ),
    plain=["at", "ended_at"],
)  # fmt: skip
