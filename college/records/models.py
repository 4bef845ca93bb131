from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class RecordOpening(models.Model):
    """A member of staff opened a learner's record: who, whose, which part, when. No values."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="record_openings")
    learner_code = models.CharField(max_length=12, db_index=True)
    part = models.CharField(max_length=40)
    beyond_locality = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("opening of a record")
        verbose_name_plural = _("openings of records")

    def __str__(self) -> str:
        return f"{self.learner_code} {self.part}"
