from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Release(models.Model):
    """That somebody's own team lets them teach: one run, or on some days of the week, until a day.

    Changed only by `releasing.actions`. Whether it is waited for is Policy's (`release`).
    """

    trainer = models.ForeignKey("enrolment.Trainer", on_delete=models.PROTECT, related_name="releases")
    run = models.ForeignKey("courses.Run", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    weekdays = models.CharField(max_length=7, blank=True, help_text=_("Figures, Monday is 0."))
    said_by = models.CharField(_("who said yes"), max_length=120)
    until = models.DateField(_("until"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["until", "pk"]
        verbose_name = _("release by a line manager")
        verbose_name_plural = _("releases by line managers")
        constraints = [
            models.CheckConstraint(
                condition=(Q(run__isnull=False) & Q(weekdays="")) | (Q(run=None) & ~Q(weekdays="")),
                name="release_is_for_a_run_or_for_weekdays",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="ended_release_has_its_actor",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.trainer_id} {self.until}"

    @property
    def days(self) -> list[int]:
        """The weekdays, Monday 0; none where it is for one run."""
        return [int(figure) for figure in self.weekdays]
