"""What the catalogue and the plan of a term store about people: staff, and those who made a course."""

from django.utils.translation import gettext_lazy as _

from college.records.declarations import Personal, declare
from courses.models import (
    Audience,
    ClosedPeriod,
    CoProducer,
    Course,
    CourseEdition,
    FirstAnswer,
    Locality,
    Partner,
    Policy,
    ReservedPlaces,
    Role,
    RoleEvent,
    Run,
    RunEvent,
    Session,
    SheetImport,
    SheetLine,
    Strand,
    Term,
    UnmetSearch,
    UsualSigner,
    Venue,
)

SIX_YEARS = _("6 years after the last activity")


def history(purpose, erase="keep") -> Personal:
    return Personal("P3", purpose, SIX_YEARS, erase)


def sheet(purpose) -> Personal:
    return Personal("P2", purpose, _("until the term after it has ended"), "delete row")


CREDIT = Personal("P4", _("crediting those who made the course, as each wished"), _("as long as the edition"), "keep")
WHO_PUBLISHED = history(_("who published these words"), "empty")

declare(
    Role,
    personal={
        name: Personal("P2", _("what a member of staff may do"), _("as long as the role"), "delete row")
        for name in ("user", "kind", "locality", "partner")
    },
)
declare(
    RoleEvent,
    personal={
        "user": history(_("who was given a role, or lost it")),
        "kind": history(_("which role")),
        "locality": history(_("where")),
        "partner": history(_("for which partner")),
        "became": history(_("given or taken away")),
        "by": history(_("who gave it or took it away")),
        "at": history(_("when")),
    },
    plain=["by_system"],
)
declare(
    Run,
    personal={
        "notes": history(_("what the office must know about this run"), "empty"),
        "beside": history(_("reaching whoever comes besides the trainers"), "empty"),
    },
    plain=[
        "code",
        "course",
        "term",
        "locality",
        "venue",
        "format",
        "capacity",
        "minimum",
        "is_listed",
        "status",
        "languages",
        "only_for",
        "joining_link",
        "made_at",
    ],
)
declare(
    RunEvent,
    personal={"by": history(_("who published or called off the run")), "reason": history(_("why"), "empty")},
    plain=["run", "what", "at"],
)
declare(
    CourseEdition,
    personal={"made_by": CREDIT, "by": WHO_PUBLISHED},
    plain=[
        "course",
        "number",
        "title",
        "slug",
        "hook",
        "about",
        "who_for",
        "learn",
        "expect",
        "content_note",
        "prerequisites",
        "more",
        "language",
        "revision",
        "at",
    ],
)
declare(
    CoProducer,
    personal={
        "user": history(_("who made this course and signs its words")),
        "name": CREDIT,
        # To have lived through something says something about one's health.
        "capacity": Personal("P0", _("one of each kind signs a course's words"), SIX_YEARS, "delete row"),
    },
    plain=["course", "language"],
)
declare(
    UsualSigner,
    personal={
        name: Personal("P0", _("suggesting who signs the words of a course"), _("until somebody else is named"), "keep")
        for name in ("capacity", "name", "email")
    },
)
declare(FirstAnswer, personal={"by": history(_("who answered for the college"), "empty")}, plain=["question", "at"])
declare(
    SheetImport,
    personal={"by": sheet(_("who brought the sheet")), "file_name": sheet(_("telling sheets apart"))},
    plain=["code", "kind", "term", "status", "at", "applied_at"],
)
declare(
    SheetLine,
    personal={
        name: Personal(
            "P1",
            _("reading a line of a sheet: sheets of trainers and of people hold names and contacts"),
            _("of people, until the sheet is applied, 30 days at most; else until the term after it has ended"),
            "delete row",
        )
        for name in ("cells", "mended", "values")
    },
    plain=["sheet", "number", "is_set_aside", "overwrite", "outcome", "made_code"],
)

# No people in these.
declare(Strand, plain=["name", "slug", "order"])
declare(Audience, plain=["name", "slug", "order", "words"])
declare(
    Course,
    plain=[
        "code",
        "title",
        "strand",
        "partner",
        "level",
        "audiences",
        "needs_certified_facilitators",
        "wanted_skills",
        "wanted_beside",
        "certificate_threshold",
        "required_sessions",
        "is_public",
        "translated_into",
        "review_on",
        "vocabulary",
    ],
)
declare(Locality, plain=["name", "slug", "is_online", "order", "words"])
declare(Partner, plain=["name"])
declare(
    Venue,
    plain=[
        "locality",
        "partner",
        "name",
        "slug",
        "is_online",
        "address",
        "postcode",
        "getting_there",
        "step_free",
        "accessible_toilet",
        "hearing_loop",
        "parking",
        "quiet_space",
        "access_notes",
        "room_size",
    ],
)
declare(
    Policy,
    plain=[
        "minimum_age",
        "guardian_from_age",
        "certificate_threshold",
        "confirmation",
        "waiting_list",
        "offer_days",
        "offer_days_by_post",
        "offer_link_days",
        "reasons_to_come_first",
        "kept_places_open_days",
        "pair_rule",
        "release",
        "pathway_notice_days",
        "unpaired",
        "answer_days",
        "stand_in_hours",
        "stand_in_hours_soon",
        "journey_minutes",
        "usual_a_week",
        "planning_seconds",
        "weigh_unfilled",
        "weigh_change",
        "weigh_fairness",
        "weigh_continuity",
        "weigh_growth",
        "weigh_travel",
        "places_per_term",
        "draft_hours",
        "leave_to",
        "learner_idle_minutes",
        "sign_off_owed_days",
        "review_months",
        "pack_days",
        "clock_minutes",
        "register_days",
        "claim_days",
        "call_after_first",
        "call_in_a_row",
        "call_within_days",
        "call_tries",
        "give_on_days",
        "ring_again_days",
        "ring_again_after_message_days",
        "concern_name",
        "concern_phone",
        "concern_minutes",
        "bank_holidays",
        "remind_days",
        "remind_again_days",
        "quiet_from",
        "quiet_until",
        "announce_minutes",
        "words_days",
        "agreement",
        "agreement_version",
        "supporter_months",
        "unasked",
        "bases",
        "keeping",
    ],
)
declare(ReservedPlaces, plain=["run", "kept_for", "places", "release_on"])
declare(Session, plain=["code", "run", "held_on", "starts", "ends", "zone", "venue", "status"])
declare(Term, plain=["name", "slug", "starts_on", "ends_on", "public_from", "enrolment_opens_at"])
declare(ClosedPeriod, plain=["term", "first_on", "last_on", "reason"])
# Which courses are missing: filters of the list as codes, and how often nothing fitted them.
declare(UnmetSearch, plain=["day", "asked", "times"])
