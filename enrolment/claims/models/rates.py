import datetime as dt

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class RatesQuerySet(models.QuerySet["Rates"]):
    def on(self, day: dt.date) -> "Rates":
        """The rates that hold on `day` (local); those that most colleges start from where none were set yet."""
        return self.filter(from_on__lte=day).order_by("-from_on").first() or Rates()


class Rates(models.Model):
    """What the college pays from a day on, in pence. Set by `claims.rates`; the next row takes over on its day.

    The defaults are an NHS trust's for people who share their experience (tewv.nhs.uk), and the
    usual mileage.
    """

    from_on = models.DateField(_("from"), unique=True)
    block_pence = models.PositiveIntegerField(_("involvement payment a block"), default=2000)
    block_hours = models.PositiveSmallIntegerField(
        _("hours that a block covers at most"), default=3, validators=[MinValueValidator(1), MaxValueValidator(24)]
    )
    mile_pence = models.PositiveSmallIntegerField(_("pence a mile by car"), default=45)
    passenger_pence = models.PositiveSmallIntegerField(_("pence a mile for each passenger"), default=5)
    bicycle_pence = models.PositiveSmallIntegerField(_("pence a mile by bicycle"), default=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    objects = RatesQuerySet.as_manager()

    class Meta:
        ordering = ["-from_on"]
        verbose_name = _("rates")
        verbose_name_plural = _("rates")
        constraints = [models.CheckConstraint(condition=Q(block_hours__gte=1), name="block_has_hours")]

    def __str__(self) -> str:
        return str(self.from_on or "")
