"""What pages store about people: only those who made a course, as each wished to be named."""

from django.utils.translation import gettext_lazy as _

from cms.models import (
    CourseIndexPage,
    CoursePage,
    HomePage,
    LocalityPage,
    PlainPage,
    PrintedProspectus,
    ProspectusIndexPage,
    ProspectusPage,
    SignEvent,
    SignOffOverride,
    SignRequest,
    StoryIndexPage,
    StoryPage,
    VenuePicture,
)
from college.records.declarations import Personal, declare

declare(
    CoursePage,
    personal={
        "made_by": Personal(
            "P4", _("crediting those who made the course, as each wished"), _("as long as the page"), "empty"
        )
    },
    plain=[
        "course",
        "language",
        "follows",
        "hook",
        "about",
        "who_for",
        "learn",
        "expect",
        "content_note",
        "prerequisites",
        "picture",
        "easy_read",
    ],
)
declare(CourseIndexPage, plain=["intro"])
declare(HomePage, plain=["heading", "welcome", "steps_heading", "steps", "body"])
declare(PlainPage, plain=["lead", "body"])
declare(ProspectusIndexPage, plain=["intro"])
declare(
    ProspectusPage,
    plain=[
        "term",
        "intro",
        "welcome",
        "what_we_are",
        "who_can_come",
        "how_to_join",
        "first_day",
        "getting_there",
        "your_say",
        "help_now",
        "other_formats",
        "easy_read",
    ],
)
declare(
    PrintedProspectus,
    plain=[
        "term",
        "locality",
        "kind",
        "status",
        "key",
        "made_key",
        "asked_at",
        "started_at",
        "tries",
        "missing",
        "reason",
        "file",
        "made_at",
        "drawn",
        "to_draw",
        "pages",
        "size",
    ],
)
declare(LocalityPage, plain=["locality", "intro", "body"])
declare(StoryIndexPage, plain=["intro"])
declare(
    StoryPage,
    personal={
        "told_by": Personal("P4", _("naming who tells a story, as they wish"), _("as long as the page"), "empty")
    },
    plain=["lead", "may_be_told", "body"],
)
declare(VenuePicture, plain=["venue", "picture", "shows"])

SIX_YEARS = _("6 years after the last activity")
WHO_SIGNED = Personal("P3", _("who signed these words, and when"), SIX_YEARS, "keep")
declare(
    SignRequest,
    personal={
        "signer": WHO_SIGNED,
        "asked_by": Personal("P3", _("who asked for it, to be told"), SIX_YEARS, "empty"),
        # To have lived through something says something about one's health.
        "capacity": Personal("P0", _("one of each kind signs a course's words"), SIX_YEARS, "keep"),
        "credit": Personal("P4", _("crediting those who signed, as each wished"), _("as long as the words"), "empty"),
        "shows_capacity": Personal("P4", _("whether the page says who signed as what"), SIX_YEARS, "keep"),
    },
    plain=["code", "course", "language", "words", "fingerprint", "state", "publishes", "asked_at", "answered_at"],
)
declare(
    SignEvent,
    personal={
        "by": WHO_SIGNED,
        "comment": Personal("P3", _("what a signer would change"), SIX_YEARS, "empty"),
    },
    plain=["request", "became", "by_system", "at"],
)
declare(
    SignOffOverride,
    personal={
        "by": Personal("P3", _("who answers for words published in an emergency"), SIX_YEARS, "keep"),
        "reason": Personal("P3", _("why it could not wait"), SIX_YEARS, "empty"),
    },
    plain=["course", "language", "fingerprint", "at", "owed_on"],
)
