"""What people have found here, and what is new."""

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from cms.blocks import BodyBlock
from cms.pages.base import CarryingPage, CollegePage

A_PAGE = 10


class StoryIndexPage(CarryingPage):
    """All stories and news, the newest first."""

    intro = models.TextField(_("a sentence or two above the list"), max_length=400, blank=True)

    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.StoryPage"]
    template = "cms/stories.html"
    content_panels = [*CarryingPage.content_panels, FieldPanel("intro")]

    class Meta:
        verbose_name = _("list of stories and news")

    def get_context(self, request, *args, **kwargs):
        stories = StoryPage.objects.child_of(self).live().order_by("-first_published_at", "-pk")
        page = Paginator(stories, A_PAGE).get_page(request.GET.get("page"))
        return super().get_context(request, *args, **kwargs) | {"found": page}


class StoryPage(CollegePage):
    """Someone's own story, told with their consent, or a piece of news."""

    lead = models.TextField(_("opening sentence"), max_length=300, blank=True)
    told_by = models.CharField(
        _("who tells it"), max_length=120, blank=True, help_text=_("As they wish to be named. Empty for news.")
    )
    may_be_told = models.BooleanField(
        _("whoever it is about has read it and agrees that everyone may read it"),
        default=False,
        help_text=_("They can change their mind at any time: then unpublish the page."),
    )
    body = StreamField(BodyBlock(required=False), blank=True, verbose_name=_("words"))

    parent_page_types = ["cms.StoryIndexPage"]
    subpage_types: list[str] = []
    template = "cms/story.html"
    content_panels = [
        *CollegePage.content_panels,
        FieldPanel("lead"),
        FieldPanel("told_by"),
        FieldPanel("may_be_told"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("story or news")
        verbose_name_plural = _("stories and news")

    @property
    def address(self) -> str:
        """Its address, which costs no query."""
        return f"/stories/{self.slug}/"

    def clean(self):
        super().clean()
        if self.told_by.strip() and not self.may_be_told:
            raise ValidationError({"may_be_told": _("Ask them first. Tick this when they have read it and agreed.")})
