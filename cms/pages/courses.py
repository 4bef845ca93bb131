"""The list of everything that one can come to."""

from django.core.paginator import Paginator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.finding import Finding
from cms.pages.base import CarryingPage
from courses.queries import with_words

A_PAGE = 15
# Most people ask where and when; the other filters open on demand.
SHOWN = ("place", "day")


class CourseIndexPage(CarryingPage):
    """All public runs that are coming, narrowed by links: where, what, which day, how."""

    intro = models.TextField(_("a sentence or two above the list"), max_length=400, blank=True)

    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.CoursePage"]
    template = "cms/courses.html"
    content_panels = [*CarryingPage.content_panels, FieldPanel("intro")]

    class Meta:
        verbose_name = _("list of courses")

    def get_context(self, request, *args, **kwargs):
        finding = Finding(request.GET, now=timezone.now())
        filters = finding.filters()
        page = Paginator(finding.runs(), A_PAGE).get_page(request.GET.get("page"))
        page.object_list = with_words(page.object_list)
        return super().get_context(request, *args, **kwargs) | {
            "found": page,
            "runs": page.object_list,
            "filters": [filter for filter in filters if filter.name in SHOWN],
            "more_filters": [filter for filter in filters if filter.name not in SHOWN],
            "more_is_open": bool(set(finding.asked) - set(SHOWN)),
            "is_narrowed": finding.is_narrowed,
        }
