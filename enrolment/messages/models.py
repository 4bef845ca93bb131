from django.db import models
from django.utils.translation import gettext_lazy as _


class NoReminders(models.Model):
    """A learner asked not to be reminded of sessions. Changes and answers still reach them."""

    learner = models.OneToOneField("enrolment.Learner", on_delete=models.CASCADE, related_name="no_reminders")
    since = models.DateTimeField()

    class Meta:
        verbose_name = _("wish for no reminders")
        verbose_name_plural = _("wishes for no reminders")

    def __str__(self) -> str:
        return str(self.learner_id)
