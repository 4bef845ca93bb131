"""Panels of the editor that are ours."""

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from courses.models import Run, Venue
from courses.queries import coming_runs


class FactsPanel(Panel):
    """Leads from a course's words to its facts, which the office keeps."""

    def __init__(self, **options):
        super().__init__(**{"heading": _("Course")} | options)

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/admin/facts_panel.html"

        def is_shown(self):
            return self.instance is not None and self.instance.course_id is not None

        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | {"course": self.instance.course}


# What a reader of a course misses where its field is empty.
WANTED = {
    "hook": _("one line that invites"),
    "about": _("what it is about"),
    "who_for": _("who it is for"),
    "learn": _("what you will learn"),
    "expect": _("what to expect on the day"),
    "content_note": _("a content note, if anything may be hard to hear"),
    "made_by": _("who made it"),
    "picture": _("a picture"),
    "search_description": _("one line for search engines"),
}


def lacking(page) -> list[str]:
    """What the words of a course still lack, in the order of the form. A translation needs no picture of its own."""
    wanted = {name: words for name, words in WANTED.items() if not (page.language and name in ("picture", "made_by"))}
    return [str(words) for name, words in wanted.items() if not getattr(page, name)]


# What may stay empty, and what that means for a reader.
MAY_STAY_EMPTY = {
    "prerequisites": _("what to know before: empty says that everyone can come"),
    "easy_read": _("Easy Read: empty leaves the course out of that prospectus"),
}


def left_empty(page) -> list[str]:
    """Those fields of a course's words that may stay empty, and do."""
    return [str(words) for name, words in MAY_STAY_EMPTY.items() if not getattr(page, name)]


def runs_of(page, now: dt.datetime) -> list[Run]:
    """What its readers can come to, with all that is known of the places. A fixed number of queries."""
    return list(coming_runs(now).filter(course=page.course_id).prefetch_related("venue__pictures"))


def facts_lacking(page, runs: Iterable[Run]) -> list[str]:
    """What the office has not yet said of the course and its coming runs."""
    runs = list(runs)
    found = {
        _("a day on which its words are read again"): page.course.review_on is None,
        _("dates: nothing is to come"): not runs,
        _("a place for each of its runs"): any(run.venue is None for run in runs),
    }
    return [str(words) for words, lacks in found.items() if lacks]


def places_lacking(runs: Iterable[Run]) -> list[str]:
    """Venues of which the office hasn't yet said how to get there and in, or shown the door."""
    venues = {run.venue for run in runs if run.venue}
    return sorted(venue.name for venue in venues if not venue.is_online and _is_unclear(venue))


def _is_unclear(venue: Venue) -> bool:
    is_unknown = any(holds is None for _fact, holds in venue.access_facts())
    pictures = venue.pictures.all()  # type: ignore[attr-defined]  # cms.VenuePicture
    return is_unknown or not (venue.address and venue.postcode and venue.getting_there and pictures)


class ChecklistPanel(Panel):
    """What a course's entry still lacks, as it was last saved. It stops nobody."""

    def __init__(self, **options):
        super().__init__(**{"heading": _("Still to write")} | options)

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/admin/checklist_panel.html"

        def is_shown(self):
            return self.instance is not None and self.instance.course_id is not None

        def get_context_data(self, parent_context=None):
            runs = runs_of(self.instance, timezone.now())
            return super().get_context_data(parent_context) | {
                "lacking": lacking(self.instance),
                "left_empty": left_empty(self.instance),
                "facts": facts_lacking(self.instance, runs),
                "places": places_lacking(runs),
                "runs": runs,
            }
