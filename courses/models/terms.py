from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class TermQuerySet(models.QuerySet):
    def visible(self, now):
        """Terms that the public may see at `now` (aware): no embargo, or it has passed."""
        return self.filter(public_from__lte=now)


class Term(models.Model):
    """A dated block of teaching, planned and shown as one."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    slug = models.SlugField(_("name in addresses"), unique=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    public_from = models.DateTimeField(
        _("public from"), null=True, blank=True, help_text=_("Until then only staff see it. Empty: not yet public.")
    )
    enrolment_opens_at = models.DateTimeField(_("places can be taken from"), null=True, blank=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on"]
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        constraints = [models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="term_ends_after_start")]

    def __str__(self) -> str:
        return self.name


class ClosedPeriod(models.Model):
    """Days of a term on which nothing is taught, both ends included."""

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="closed_periods")
    first_on = models.DateField(_("first day"))
    last_on = models.DateField(_("last day"))
    reason = models.CharField(_("reason"), max_length=80)

    class Meta:
        ordering = ["first_on"]
        verbose_name = _("closed period")
        verbose_name_plural = _("closed periods")
        constraints = [
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="closed_period_ends_after_start")
        ]

    def __str__(self) -> str:
        return self.reason
