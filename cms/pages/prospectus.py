"""The prospectus: of a term, and of a place."""

from itertools import groupby

from django.core.paginator import Paginator
from django.db import models
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from cms.blocks import BodyBlock
from cms.pages.base import CarryingPage, CollegePage
from cms.pages.paper import PaperWords
from courses.models import Term
from courses.queries import coming_runs, localities_with_runs, public_terms, runs_of_term, with_words
from courses.vocabulary import in_its_words

A_PAGE = 15


class ProspectusIndexPage(CarryingPage):
    """The terms that are public, and the places where courses are."""

    intro = models.TextField(_("a sentence or two above"), max_length=400, blank=True)

    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.ProspectusPage", "cms.LocalityPage"]
    template = "cms/prospectuses.html"
    content_panels = [*CarryingPage.content_panels, FieldPanel("intro")]

    class Meta:
        verbose_name = _("list of prospectuses")

    def get_context(self, request, *args, **kwargs):
        now = timezone.now()
        terms = {term.pk for term in public_terms(now)}
        return super().get_context(request, *args, **kwargs) | {
            "prospectuses": ProspectusPage.objects.child_of(self).live().filter(term__in=terms).select_related("term"),
            "places": LocalityPage.objects.child_of(self).live().filter(locality__in=localities_with_runs(now)),
        }


class BelowProspectus(CollegePage):
    """A page under /prospectus/, whose address costs no query."""

    class Meta:
        abstract = True

    @property
    def address(self) -> str:
        return f"/prospectus/{self.slug}/"


class ProspectusPage(PaperWords, BelowProspectus):  # type: ignore[django-manager-missing]
    """A term by place and by date. Nobody sees it before the term's embargo has passed."""

    term = models.OneToOneField("courses.Term", null=True, editable=False, on_delete=models.PROTECT, related_name="+")
    intro = models.TextField(_("welcome to the term"), max_length=1000, blank=True)

    is_creatable = False
    exclude_fields_in_copy = ["term"]
    parent_page_types = ["cms.ProspectusIndexPage"]
    subpage_types: list[str] = []
    template = "cms/prospectus.html"
    content_panels = [*CollegePage.content_panels, FieldPanel("intro"), *PaperWords.paper_panels]

    class Meta:
        verbose_name = _("prospectus of a term")

    def get_context(self, request, *args, **kwargs):
        now = timezone.now()
        preview = getattr(request, "is_preview", False)
        if self.term_id is None or not (preview or Term.objects.visible(now).filter(pk=self.term_id).exists()):
            raise Http404
        runs = with_words(runs_of_term(self.term_id, now))
        return super().get_context(request, *args, **kwargs) | {
            "term": self.term,
            "runs": runs,
            "by_locality": [(place, list(some)) for place, some in groupby(runs, key=lambda run: run.locality)],
        }


class LocalityPage(BelowProspectus):
    """A place: its venues with their access facts, and what one can come to there."""

    locality = models.OneToOneField(
        "courses.Locality", null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    intro = models.TextField(_("about this place"), max_length=1000, blank=True)
    body = StreamField(BodyBlock(required=False), blank=True, verbose_name=_("more words"))

    is_creatable = False
    exclude_fields_in_copy = ["locality"]
    parent_page_types = ["cms.ProspectusIndexPage"]
    subpage_types: list[str] = []
    template = "cms/locality.html"
    content_panels = [*CollegePage.content_panels, FieldPanel("intro"), FieldPanel("body")]

    class Meta:
        verbose_name = _("page of a place")

    def get_context(self, request, *args, **kwargs):
        if self.locality_id is None:
            raise Http404
        in_its_words(self)
        runs = coming_runs(timezone.now()).filter(locality=self.locality_id)
        page = Paginator(runs, A_PAGE).get_page(request.GET.get("page"))
        page.object_list = with_words(page.object_list)
        return super().get_context(request, *args, **kwargs) | {
            "locality": self.locality,
            "venues": self.locality.venues.filter(is_online=False),
            "found": page,
            "runs": page.object_list,
        }
