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
    """A mark as it was given; written once, never changed.

    Those of one mark, in the order in which they were received, are its versions 1, 2, 3 …
    """

    mark = models.ForeignKey(Mark, on_delete=models.PROTECT, related_name="events")
    became = models.CharField(max_length=14, choices=Mark.Status)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    device_at = models.DateTimeField(null=True, blank=True)
    device = models.UUIDField(null=True, blank=True, help_text=_("The phone or browser that it was given on."))
    # What a phone said of it when it sent it later: its own name for it, its place among those that
    # the phone gave, and the version of the mark that it had seen.
    uuid = models.UUIDField(null=True, blank=True, unique=True)
    number = models.PositiveIntegerField(null=True, blank=True)
    seen_version = models.PositiveIntegerField(null=True, blank=True)

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


class MarkFlagQuerySet(models.QuerySet):
    def open(self):
        """Those that nobody has settled yet."""
        return self.filter(settled_at=None)


class MarkFlag(models.Model):
    """Something about a mark that was sent later which a person should look at; the mark itself was kept."""

    class Kind(models.TextChoices):
        DISAGREES = "disagrees", _("Two people or phones said different things.")
        NOT_LISTED = "not_listed", _("This name was no longer on the register.")
        RELEASED = "released", _("It came from someone who no longer takes this register.")
        CLOSED = "closed", _("The register was closed already.")
        CALLED_OFF = "called_off", _("The session was called off.")
        UNPAIRED = "unpaired", _("The first session had no pair of trainers.")
        CLOCK = "clock", _("The phone’s clock can’t be right.")

    event = models.ForeignKey(MarkEvent, on_delete=models.PROTECT, related_name="flags")
    kind = models.CharField(max_length=12, choices=Kind)
    raised_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = MarkFlagQuerySet.as_manager()

    class Meta:
        ordering = ["raised_at", "pk"]
        verbose_name = _("flag on a mark")
        verbose_name_plural = _("flags on marks")
        constraints = [
            models.UniqueConstraint(fields=["event", "kind"], name="one_flag_an_event_and_kind"),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True) | Q(settled_by__isnull=False), name="settled_flag_has_its_actor"
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=["disagrees", "not_listed", "released", "closed", "called_off", "unpaired", "clock"]
                ),
                name="mark_flag_kind_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} {self.kind}"
