from django.db import models
from django.utils.translation import gettext_lazy as _

from college.fields import SealedTextField


class OwnCount(models.Model):
    """What a trainer counts for themself, sealed. Read and written by `claims.own_count` for that trainer alone.

    No way leads here from a trainer's row, nothing says when it was written, and no history is kept.
    """

    trainer = models.OneToOneField("enrolment.Trainer", on_delete=models.CASCADE, related_name="+")
    sealed = SealedTextField()

    class Meta:
        verbose_name = _("a trainer’s own count")
        verbose_name_plural = _("trainers’ own counts")

    def __str__(self) -> str:
        return str(self.trainer_id)
