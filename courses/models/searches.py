"""What people looked for in vain."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class UnmetSearch(models.Model):
    """How often, on one day, the list of courses had nothing for one choice of filters.

    About wishes, never about people: `asked` holds our own codes of filters, as "day=2 place=leeds
    words", and of words or a postcode only that there were some.
    """

    day = models.DateField(_("day"))
    asked = models.CharField(_("asked for"), max_length=300)
    times = models.PositiveIntegerField(_("times"), default=1)

    class Meta:
        ordering = ["-day", "-times", "asked"]
        verbose_name = _("search without an answer")
        verbose_name_plural = _("searches without an answer")
        constraints = [
            models.UniqueConstraint(fields=["day", "asked"], name="one_count_a_day_and_search"),
            models.CheckConstraint(condition=Q(times__gte=1), name="unmet_search_was_asked"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.asked}: {self.times}"
