from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from college.fields import CodeField, SealedTextField


class Concern(models.Model):
    """The least that must be told when someone may come to harm. Changed only by `registers.concerns`.

    Kept apart from every ordinary record: no list, history or export of people names it.
    """

    code = CodeField()
    key = models.UUIDField(unique=True, help_text=_("Names the form, so that one sent twice is one."))
    session = models.ForeignKey("courses.Session", on_delete=models.PROTECT, related_name="+")
    enrolment = models.ForeignKey(
        "enrolment.Enrolment", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    words = SealedTextField(_("the least that must be told"))
    incident_number = models.CharField(_("incident number"), max_length=40, blank=True)
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    received_at = models.DateTimeField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["raised_at", "pk"]
        verbose_name = _("concern")
        verbose_name_plural = _("concerns")
        constraints = [
            models.CheckConstraint(
                condition=Q(received_at__isnull=True, received_by__isnull=True)
                | Q(received_at__isnull=False, received_by__isnull=False),
                name="received_concern_has_its_actor",
            )
        ]
        indexes = [models.Index(fields=["raised_at"], condition=Q(received_at=None), name="concerns_not_opened")]

    def __str__(self) -> str:
        return self.code


class ConcernEvent(models.Model):
    """What happened to a concern, every reading of it included; written once."""

    class Became(models.TextChoices):
        SENT = "sent", _("sent")
        RECEIVED = "received", _("opened")
        READ = "read", _("read again")
        NUMBERED = "numbered", _("incident number written down")
        ESCALATED = "escalated", _("nobody had opened it: managers were told")

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="events")
    became = models.CharField(max_length=10, choices=Became)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    by_system = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("event of a concern")
        verbose_name_plural = _("events of concerns")
        constraints = [
            models.CheckConstraint(
                condition=Q(became__in=["sent", "received", "read", "numbered", "escalated"]),
                name="concern_became_is_known",
            ),
            models.CheckConstraint(
                condition=Q(by__isnull=False) | Q(by_system=True), name="concern_event_has_its_actor"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.concern_id} {self.became}"
