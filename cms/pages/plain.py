from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from cms.blocks import BodyBlock
from cms.pages.base import CollegePage


class PlainPage(CollegePage):
    """A page of words: how it works, accessibility, privacy, help now."""

    lead = models.TextField(_("opening sentence"), max_length=300, blank=True)
    body = StreamField(BodyBlock(required=False), blank=True, verbose_name=_("words"))

    parent_page_types = ["cms.HomePage", "cms.PlainPage"]
    subpage_types = ["cms.PlainPage"]
    template = "cms/plain.html"
    content_panels = [*CollegePage.content_panels, FieldPanel("lead"), FieldPanel("body")]

    class Meta:
        verbose_name = _("plain page")
