from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from college.fields import CodeField, SealedTextField


class DebriefQuerySet(models.QuerySet):
    def open(self):
        """Those that nobody of the office has seen to yet."""
        return self.filter(done_at=None)


class Debrief(models.Model):
    """What a trainer leaves for the office after a session, and whether they would like to be rung."""

    code = CodeField()
    key = models.UUIDField(unique=True, help_text=_("Names the form, so that one sent twice is one."))
    session = models.ForeignKey("courses.Session", on_delete=models.PROTECT, related_name="+")
    words = SealedTextField(_("how it went"), blank=True)
    wants_call = models.BooleanField(_("please ring me"), default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    done_at = models.DateTimeField(null=True, blank=True)

    objects = DebriefQuerySet.as_manager()

    class Meta:
        ordering = ["-wants_call", "at", "pk"]
        verbose_name = _("note after a session")
        verbose_name_plural = _("notes after a session")
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="debrief_done_has_its_actor",
            )
        ]

    def __str__(self) -> str:
        return self.code
