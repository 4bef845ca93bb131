"""What the prospectus of a term says on paper around its courses."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from cms.blocks import EasyRead
from cms.starting import prospectus as starting


class PaperWords(models.Model):
    """Fields of the prospectus page that only its printed editions and their plain twin show."""

    welcome = models.TextField(_("welcome"), max_length=2000, blank=True, default=starting.WELCOME)
    what_we_are = models.TextField(
        _("what the college is, and is not"), max_length=2000, blank=True, default=starting.WHAT_WE_ARE
    )
    who_can_come = models.TextField(_("who can come"), max_length=2000, blank=True, default=starting.WHO_CAN_COME)
    how_to_join = models.TextField(_("how to get a place"), max_length=2000, blank=True, default=starting.HOW_TO_JOIN)
    first_day = models.TextField(_("your first day"), max_length=2000, blank=True, default=starting.FIRST_DAY)
    getting_there = models.TextField(
        _("getting there, and help with travel"), max_length=2000, blank=True, default=starting.GETTING_THERE
    )
    your_say = models.TextField(_("tell us what you think"), max_length=2000, blank=True, default=starting.YOUR_SAY)
    help_now = models.TextField(_("help in a crisis"), max_length=2000, blank=True, default=starting.HELP_NOW)
    other_formats = models.TextField(
        _("other formats and languages"), max_length=2000, blank=True, default=starting.OTHER_FORMATS
    )
    easy_read = StreamField(
        EasyRead(required=False),
        blank=True,
        verbose_name=_("opening of the Easy Read edition"),
        help_text=_("There is an Easy Read edition as soon as one course of it has Easy Read sentences."),
    )

    class Meta:
        abstract = True

    paper_panels = [
        MultiFieldPanel(
            [
                FieldPanel(name)
                for name in (
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
                )
            ],
            heading=_("on paper"),
            help_text=_("An empty line begins a new paragraph. A line that begins with a dash stands in a list."),
        )
    ]
