import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from college.fields import CodeField
from enrolment.trainers.standing_in.states import EXPECTED, STAND_IN


class Gap(models.Model):
    """A trainer can't come to one session; no reason is asked. It ends when they can after all, or nobody need come."""

    code = CodeField()
    allocation = models.ForeignKey("enrolment.Allocation", on_delete=models.PROTECT, related_name="gaps")
    session = models.ForeignKey("courses.Session", on_delete=models.PROTECT, related_name="gaps")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    # Whose answer is awaited, where `standing_in.queries.gaps_to_fill` gave it.
    asking: "StandIn | None"

    class Meta:
        ordering = ["said_at", "pk"]
        verbose_name = _("session without a trainer")
        verbose_name_plural = _("sessions without a trainer")
        constraints = [
            models.UniqueConstraint(
                fields=["allocation", "session"], condition=Q(ended_at=None), name="one_gap_a_trainer_and_session"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class StandIn(models.Model):
    """Somebody who is asked to come instead, until a time; a row for each. Changed only by `standing_in.actions`."""

    class Status(models.TextChoices):
        OFFERED = "offered", _("asked")
        ACCEPTED = "accepted", _("comes instead")
        DECLINED = "declined", _("can't")
        RUN_OUT = "run_out", _("no answer came")
        ENDED = "ended", _("no longer needed")

    code = CodeField()
    gap = models.ForeignKey(Gap, on_delete=models.PROTECT, related_name="stand_ins")
    trainer = models.ForeignKey("enrolment.Trainer", on_delete=models.PROTECT, related_name="stand_ins")
    status = models.CharField(max_length=8, choices=Status, default=Status.OFFERED, editable=False)
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["made_at", "pk"]
        verbose_name = _("stand-in")
        verbose_name_plural = _("stand-ins")
        constraints = [
            models.UniqueConstraint(fields=["gap", "trainer"], name="asked_once_to_stand_in"),
            models.UniqueConstraint(fields=["gap"], condition=Q(status__in=EXPECTED), name="one_stand_in_at_a_time"),
            models.CheckConstraint(condition=Q(status__in=list(STAND_IN)), name="stand_in_status_is_known"),
        ]
        indexes = [models.Index(fields=["until"], condition=Q(status="offered"), name="stand_ins_that_run_out")]

    def __str__(self) -> str:
        return f"{self.code} {self.status}"

    @property
    def address(self) -> str:
        """Where they answer. Opening the page changes nothing."""
        return f"{settings.BASE_URL}/teaching/stand-in/{self.code}/"

    @property
    def until_local(self) -> dt.datetime:
        """The local time until which it is theirs alone to answer."""
        return timezone.localtime(self.until)
