import re

from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from college.look.contrast import refuse_unsafe
from college.look.words import default_words
from college.one_row import OneRow

hex_colour = RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Write a colour as # and six figures, such as #005eb8."))


class Wording(OneRow):
    """What the college calls itself and others, and the help line on every page."""

    college_name = models.CharField(_("name of the college"), max_length=80, default="The Recovery College")
    strapline = models.CharField(_("one line about it"), max_length=160, blank=True)
    help_phone = models.CharField(_("telephone"), max_length=40, blank=True)
    help_email = models.EmailField(_("e-mail"), blank=True)
    help_hours = models.CharField(_("when someone answers"), max_length=120, blank=True)
    postal_address = models.TextField(_("postal address"), max_length=400, blank=True)
    crisis_text = models.CharField(
        _("help in a crisis"),
        max_length=300,
        default=_("In a crisis: call 111 and choose mental health, or 999 if a life is at risk."),
        help_text=_("Stands on every page, the same everywhere."),
    )
    words = models.JSONField(_("words"), default=default_words, blank=True)
    message_languages = models.JSONField(
        _("writes to people in"), default=list, blank=True, editable=False,
        help_text=_("Codes of languages besides its own, whose sentences somebody has read."),
    )  # fmt: skip

    class Meta(OneRow.Meta):
        verbose_name = _("words of the college")
        verbose_name_plural = _("words of the college")

    def __str__(self) -> str:
        return self.college_name

    @property
    def help_line(self) -> dict[str, str]:
        """How to reach a person, as every page's foot prints it; `dial` is the number for a phone."""
        return {
            "phone": self.help_phone,
            "dial": re.sub(r"[^0-9+]", "", self.help_phone),
            "hours": self.help_hours,
            "email": self.help_email,
            "crisis": self.crisis_text,
        }


class Theme(OneRow):
    """How the college looks. An unsafe pair of colours is refused."""

    class Header(models.TextChoices):
        SOLID = "solid", _("in the accent colour")
        LIGHT = "light", _("white, with an accent line")

    class Font(models.TextChoices):
        ARIAL = "arial", _("Arial")
        ATKINSON = "atkinson", _("Atkinson Hyperlegible")

    accent = models.CharField(_("accent colour"), max_length=7, default="#1d5a52", validators=[hex_colour])
    accent_text = models.CharField(
        _("text on the accent colour"), max_length=7, default="#ffffff", validators=[hex_colour]
    )
    header_style = models.CharField(_("header"), max_length=10, choices=Header, default=Header.SOLID)
    radius = models.PositiveSmallIntegerField(
        _("roundness of corners, in pixels"), default=6, validators=[MaxValueValidator(12)]
    )
    font = models.CharField(_("typeface"), max_length=10, choices=Font, default=Font.ARIAL)
    logo = models.FileField(_("logo"), upload_to="look/", blank=True)

    class Meta(OneRow.Meta):
        verbose_name = _("look of the college")
        verbose_name_plural = _("look of the college")

    def __str__(self) -> str:
        return self.accent

    def clean(self) -> None:
        refuse_unsafe(self)
