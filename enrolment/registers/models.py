from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Register(models.Model):
    """The attendance list of one session: open until someone closes it."""

    session = models.OneToOneField("courses.Session", on_delete=models.PROTECT, related_name="register")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    unpaired_reason = models.CharField(_("why it started without the pair"), max_length=200, blank=True)
    unpaired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("register")
        verbose_name_plural = _("registers")
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_by__isnull=False), name="closed_register_has_its_actor"
            )
        ]

    def __str__(self) -> str:
        return str(self.session_id)


class MarkQuerySet(models.QuerySet):
    def attended(self):
        """Present, or there for a part of it."""
        return self.filter(status__in=["present", "part"])


class Mark(models.Model):
    """Whether one learner came to one session: the latest of its events."""

    class Status(models.TextChoices):
        PRESENT = "present", _("here")
        PART = "part", _("here for part of it")
        APOLOGIES = "apologies", _("sent apologies")
        DID_NOT_ATTEND = "did_not_attend", _("did not attend")

    enrolment = models.ForeignKey("enrolment.Enrolment", on_delete=models.PROTECT, related_name="marks")
    session = models.ForeignKey("courses.Session", on_delete=models.PROTECT, related_name="marks")
    status = models.CharField(max_length=14, choices=Status)
    version = models.PositiveIntegerField(default=1)

    objects = MarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("mark")
        verbose_name_plural = _("marks")
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "session"], name="one_mark_an_enrolment_and_session"),
            models.CheckConstraint(
                condition=Q(status__in=["present", "part", "apologies", "did_not_attend"]),
                name="mark_status_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.session_id} {self.status}"


class MarkEvent(models.Model):
    """A mark as it was given; written once, never changed."""

    mark = models.ForeignKey(Mark, on_delete=models.PROTECT, related_name="events")
    became = models.CharField(max_length=14)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    device_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("event of a mark")
        verbose_name_plural = _("events of marks")
        constraints = [
            models.CheckConstraint(
                condition=Q(became__in=["present", "part", "apologies", "did_not_attend"]), name="mark_became_is_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.mark_id} {self.became}"
