from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class EqualityCount(models.Model):
    """How many people gave one answer in one term. No row is about anyone: all of a term's are made beforehand."""

    term = models.ForeignKey("courses.Term", on_delete=models.PROTECT, related_name="+")
    version = models.CharField(_("which list of answers"), max_length=10)
    question = models.CharField(max_length=20)
    answer = models.CharField(max_length=20)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("count of an answer")
        verbose_name_plural = _("counts of answers")
        constraints = [
            models.UniqueConstraint(fields=["term", "version", "question", "answer"], name="one_count_an_answer"),
            models.CheckConstraint(condition=~Q(question="") & ~Q(answer=""), name="count_is_of_an_answer"),
        ]

    def __str__(self) -> str:
        return f"{self.question} {self.answer}"
