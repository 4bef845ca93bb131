from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from college.fields import CodeField, SealedTextField
from enrolment.learners.models import Learner


class Support(models.Model):
    """A learner lets somebody act for them, in what is ticked and until a day; they sign in as themself."""

    code = CodeField()
    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="supports")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="helps")
    name = models.CharField(_("name"), max_length=80)
    may_see = models.BooleanField(_("see what is next"), default=False)
    may_book = models.BooleanField(_("take places and give them up"), default=False)
    may_answer = models.BooleanField(_("say yes or no to a place that is kept"), default=False)
    is_told = models.BooleanField(_("hear when we write"), default=False)
    until = models.DateField(_("until the end of"))
    said = SealedTextField(_("how they said so"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("acting for a learner")
        verbose_name_plural = _("acting for learners")
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "user"], condition=Q(ended_at=None), name="one_live_support_of_two_people"
            ),
            models.CheckConstraint(
                condition=Q(may_see=True) | Q(may_book=True) | Q(may_answer=True) | Q(is_told=True),
                name="support_is_for_something",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class SupportEvent(models.Model):
    """What was done under a support: by whom, for whom, about which place. Written once."""

    class Became(models.TextChoices):
        GRANTED = "granted", _("was asked to help")
        ACCEPTED = "accepted", _("said yes to helping")
        REFUSED = "refused", _("would rather not help")
        ENDED = "ended", _("helps no more")
        BOOKED = "booked", _("asked for a place")
        LEFT = "left", _("gave a place up")
        CANT_COME = "cant_come", _("said that they can’t come this time")
        SAID_YES = "said_yes", _("said yes to a place")
        SAID_NO = "said_no", _("said no to a place")

    support = models.ForeignKey(Support, on_delete=models.PROTECT, related_name="events")
    became = models.CharField(max_length=10, choices=Became)
    about = models.CharField(max_length=12, blank=True, help_text=_("The code of the place."))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("act for a learner")
        verbose_name_plural = _("acts for learners")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    became__in=[
                        "granted", "accepted", "refused", "ended", "booked", "left", "cant_come", "said_yes", "said_no",
                    ]
                ),
                name="support_became_is_known",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.support_id} {self.became}"
