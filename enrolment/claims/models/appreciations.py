from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from college.fields import CodeField


class Appreciation(models.Model):
    """A payment by which the college thanks a partner group. Written down once, taken back where it was a mistake."""

    code = CodeField()
    key = models.UUIDField(unique=True, help_text=_("Names the form, so that one sent twice is one."))
    partner = models.ForeignKey("courses.Partner", on_delete=models.PROTECT, related_name="appreciations")
    pence = models.PositiveIntegerField(_("how much"))
    what_for = models.CharField(_("what for"), max_length=200)
    paid_on = models.DateField(_("paid on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-paid_on", "-pk"]
        verbose_name = _("appreciation payment")
        verbose_name_plural = _("appreciation payments")
        constraints = [
            models.CheckConstraint(condition=Q(pence__gt=0), name="appreciation_is_of_something"),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True, taken_back_by__isnull=True)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
                name="appreciation_taken_back_has_its_actor",
            ),
        ]

    def __str__(self) -> str:
        return self.code
