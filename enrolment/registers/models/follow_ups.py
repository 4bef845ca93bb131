from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from college.fields import CodeField, SealedTextField

SAID = ["well", "wants_help", "continuing", "leaving", "rests", "given_on"]


class FollowUpQuerySet(models.QuerySet):
    def open(self):
        """Calls still to be made: not to somebody who has given up the place since."""
        live = ["confirmed", "completed", "not_completed"]
        return self.filter(outcome="open", enrolment__status__in=live).order_by("due_on", "pk")


class FollowUp(models.Model):
    """A kind call to make after somebody was missed; never a penalty. Changed only by `registers.follow_ups`."""

    class Reason(models.TextChoices):
        FIRST = "first", _("missed their first session")
        IN_A_ROW = "in_a_row", _("missed sessions in a row")

    class Outcome(models.TextChoices):
        OPEN = "open", _("to be rung")
        WELL = "well", _("they are well")
        WANTS_HELP = "wants_help", _("they would like some help to come")
        CONTINUING = "continuing", _("they will come again")
        LEAVING = "leaving", _("they would rather leave the course")
        RESTS = "rests", _("left in peace")
        GIVEN_ON = "given_on", _("not reached, and the place given on")
        TAKEN_BACK = "taken_back", _("not needed: the register was put right")

    code = CodeField()
    enrolment = models.ForeignKey("enrolment.Enrolment", on_delete=models.PROTECT, related_name="follow_ups")
    session = models.ForeignKey("courses.Session", on_delete=models.PROTECT, related_name="follow_ups")
    reason = models.CharField(max_length=10, choices=Reason)
    made_at = models.DateTimeField()
    due_on = models.DateField()
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.OPEN, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("call after an absence")
        verbose_name_plural = _("calls after an absence")
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "session"], name="one_follow_up_an_absence"),
            models.UniqueConstraint(
                fields=["enrolment"], condition=Q(outcome="open"), name="one_open_follow_up_an_enrolment"
            ),
            models.CheckConstraint(condition=Q(reason__in=["first", "in_a_row"]), name="follow_up_reason_is_known"),
            models.CheckConstraint(
                condition=Q(outcome="open", closed_at=None)
                | Q(outcome__in=[*SAID, "taken_back"], closed_at__isnull=False),
                name="follow_up_outcome_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.outcome}"


class FollowUpEvent(models.Model):
    """One try to reach somebody: who rang, when, how it went; written once. What was said is sealed."""

    class Became(models.TextChoices):
        NO_REPLY = "no_reply", _("nobody answered")
        WELL = "well", _("they are well")
        WANTS_HELP = "wants_help", _("they would like some help to come")
        CONTINUING = "continuing", _("they will come again")
        LEAVING = "leaving", _("they would rather leave the course")
        RESTS = "rests", _("left in peace")
        GIVEN_ON = "given_on", _("not reached, and the place given on")

    follow_up = models.ForeignKey(FollowUp, on_delete=models.PROTECT, related_name="events")
    became = models.CharField(max_length=10, choices=Became)
    said = SealedTextField(_("what was said"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("try to reach somebody")
        verbose_name_plural = _("tries to reach somebody")
        constraints = [
            models.CheckConstraint(
                condition=Q(became__in=["no_reply", *SAID]),
                name="follow_up_became_is_known",
            )
        ]

    def __str__(self) -> str:
        return f"{self.follow_up_id} {self.became}"
