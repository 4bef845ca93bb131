"""Panels of the editor that are ours."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from courses.models import Venue
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


# What a reader of a course misses where its field is empty; Easy Read and "to know before" may stay empty.
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
    """What the words of a course still lack, in the order of the form."""
    return [str(words) for name, words in WANTED.items() if not getattr(page, name)]


def places_lacking(page, now: dt.datetime) -> list[str]:
    """Venues of its coming runs of which the office hasn't yet said how to get there and in."""
    venues = {run.venue for run in coming_runs(now).filter(course=page.course_id) if run.venue}
    return sorted(venue.name for venue in venues if not venue.is_online and _is_unclear(venue))


def _is_unclear(venue: Venue) -> bool:
    is_unknown = any(holds is None for _fact, holds in venue.access_facts())
    return is_unknown or not (venue.address and venue.postcode and venue.getting_there)


class ChecklistPanel(Panel):
    """What a course's entry still lacks, as it was last saved. It stops nobody."""

    def __init__(self, **options):
        super().__init__(**{"heading": _("Still to write")} | options)

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/admin/checklist_panel.html"

        def is_shown(self):
            return self.instance is not None and self.instance.course_id is not None

        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | {
                "lacking": lacking(self.instance),
                "places": places_lacking(self.instance, timezone.now()),
            }
