"""What pages store about people: only those who made a course, as each wished to be named."""

from django.utils.translation import gettext_lazy as _

from cms.models import (
    CourseIndexPage,
    CoursePage,
    HomePage,
    LocalityPage,
    PlainPage,
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
    ],
)
declare(CourseIndexPage, plain=["intro"])
declare(HomePage, plain=["heading", "welcome", "steps_heading", "steps", "body"])
declare(PlainPage, plain=["lead", "body"])
declare(ProspectusIndexPage, plain=["intro"])
declare(ProspectusPage, plain=["term", "intro"])
declare(LocalityPage, plain=["locality", "intro", "body"])
