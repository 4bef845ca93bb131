from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class FirstAnswer(models.Model):
    """One of the questions of a new college was answered. What was said stands where it belongs."""

    question = models.SlugField(_("question"), unique=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        verbose_name = _("answer of a new college")
        verbose_name_plural = _("answers of a new college")

    def __str__(self) -> str:
        return self.question
