from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import StreamBlock
from wagtail.fields import StreamField

from cms.blocks import BodyBlock, StepBlock
from cms.pages.base import CarryingPage
from courses.queries import coming_runs, localities_with_runs, with_words

# As many as fill a screen; the list has the others.
NEXT_COURSES = 4


class Steps(StreamBlock):
    step = StepBlock()


class HomePage(CarryingPage):
    """The way in: what the college is, how it goes in three steps, what begins next."""

    heading = models.CharField(_("heading"), max_length=80)
    welcome = models.TextField(_("a sentence or two of welcome"), max_length=400, blank=True)
    steps_heading = models.CharField(_("heading of the steps"), max_length=80, blank=True)
    steps = StreamField(Steps(max_num=4, required=False), blank=True, verbose_name=_("steps"))
    body = StreamField(BodyBlock(required=False), blank=True, verbose_name=_("more words"))

    parent_page_types = ["wagtailcore.Page"]
    template = "cms/home.html"
    content_panels = [
        *CarryingPage.content_panels,
        FieldPanel("heading"),
        FieldPanel("welcome"),
        FieldPanel("steps_heading"),
        FieldPanel("steps"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request, *args, **kwargs):
        now = timezone.now()
        return super().get_context(request, *args, **kwargs) | {
            "runs": with_words(coming_runs(now)[:NEXT_COURSES]),
            "localities": localities_with_runs(now),
        }
