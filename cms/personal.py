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
        "reason",
        "file",
        "made_at",
        "pages",
        "size",
    ],
)
declare(LocalityPage, plain=["locality", "intro", "body"])
