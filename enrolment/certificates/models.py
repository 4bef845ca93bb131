import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from college.fields import LETTERS


def certificate_code() -> str:
    """A code nobody can guess: 28 letters and figures, over 128 bits."""
    return "".join(secrets.choice(LETTERS) for _ in range(28))


class Certificate(models.Model):
    """The words printed for one learner about one run, kept as they were."""

    class Kind(models.TextChoices):
        TOOK_PART = "took_part", _("certificate")

    class Status(models.TextChoices):
        ISSUED = "issued", _("issued")
        REVOKED = "revoked", _("taken back")

    code = models.CharField(max_length=28, unique=True, default=certificate_code, editable=False)
    enrolment = models.ForeignKey("enrolment.Enrolment", on_delete=models.PROTECT, related_name="certificates")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.TOOK_PART)
    status = models.CharField(max_length=10, choices=Status, default=Status.ISSUED, editable=False)
    words = models.JSONField(help_text=_("All that is printed, as it was on the day."))
    sessions_attended = models.PositiveSmallIntegerField()
    sessions_held = models.PositiveSmallIntegerField()
    issued_at = models.DateTimeField()
    given_by_hand = models.BooleanField(
        default=False, help_text=_("Somebody gave it where the register alone would not have.")
    )

    class Meta:
        ordering = ["-issued_at"]
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "kind"], condition=Q(status="issued"), name="one_live_certificate_of_a_kind"
            ),
            models.CheckConstraint(condition=Q(status__in=["issued", "revoked"]), name="certificate_status_is_known"),
            models.CheckConstraint(condition=Q(kind__in=["took_part"]), name="certificate_kind_is_known"),
            models.CheckConstraint(
                condition=Q(sessions_attended__lte=models.F("sessions_held")), name="attended_is_not_above_held"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class CertificateEvent(models.Model):
    """A certificate was issued or taken back; written once, never changed."""

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="events")
    became = models.CharField(max_length=10)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    by_system = models.BooleanField(default=False)
    at = models.DateTimeField()
    reason = models.CharField(max_length=30, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("event of a certificate")
        verbose_name_plural = _("events of certificates")
        constraints = [
            models.CheckConstraint(condition=Q(became__in=["issued", "revoked"]), name="certificate_became_is_known"),
            models.CheckConstraint(
                condition=Q(by__isnull=False) | Q(by_system=True), name="certificate_event_has_its_actor"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.certificate_id} {self.became}"
