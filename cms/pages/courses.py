"""The list of everything that one can come to."""

from django.core.paginator import Paginator
from django.db import models
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.finding import Finding
from cms.finding.cards import cards_of
from cms.finding.postcodes import first_half
from cms.pages.base import CarryingPage
from courses.actions.searches import count_unmet_search

A_PAGE = 15
# Most people ask where and when; the other filters open on demand.
SHOWN = ("place", "day")


class CourseIndexPage(CarryingPage):
    """All public runs that are coming, narrowed by links: where, what, when, how; by words and postcode."""

    intro = models.TextField(_("a sentence or two above the list"), max_length=400, blank=True)

    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.CoursePage"]
    template = "cms/courses.html"
    content_panels = [*CarryingPage.content_panels, FieldPanel("intro")]

    class Meta:
        verbose_name = _("list of courses")

    def serve(self, request, *args, **kwargs):
        """The list; a whole postcode is first cut to its half, so that no link or journal of ours keeps it."""
        typed = request.GET.get("near", "")
        half = first_half(typed)
        if half and "".join(typed.split()).upper() != half:
            query = request.GET.copy()
            query["near"] = half
            return redirect(f"{request.path}?{query.urlencode()}")
        return super().serve(request, *args, **kwargs)

    def get_context(self, request, *args, **kwargs):
        now = timezone.now()
        finding = Finding(request.GET, now=now)
        filters = finding.filters()
        runs = list(finding.runs().values_list("pk", flat=True))  # numbers alone: counted without another query
        page = Paginator(runs, A_PAGE).get_page(request.GET.get("page"))
        cards = cards_of(list(page.object_list), now=now)
        if finding.is_narrowed and not cards:
            count_unmet_search(asked=finding.asked.codes, by=None, now=now)
            # A kept page would be counted once for many.
            request.is_counted = True
        return super().get_context(request, *args, **kwargs) | {
            "found": page,
            "cards": cards,
            "filters": [filter for filter in filters if filter.name in SHOWN],
            "more_filters": [filter for filter in filters if filter.name not in SHOWN],
            "more_is_open": bool(set(finding.asked.parts) & {filter.name for filter in filters} - set(SHOWN)),
            "is_narrowed": finding.is_narrowed,
            "asked": finding.asked,
            "not_a_postcode": finding.not_a_postcode,
            "suggestions": [] if cards else finding.suggestions(),
        }
