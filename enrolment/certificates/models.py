import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from college.fields import LETTERS, opaque_code
from college.paper.jobs import PaperJob


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
    lost_letters = models.CharField(
        max_length=20, blank=True, help_text=_("Letters of its words that no font here had when it was last looked at.")
    )
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


class GraduationWish(models.Model):
    """How somebody who finished a course this term wishes to be named when that is celebrated; no row: not said."""

    class Wish(models.TextChoices):
        WITH_COURSES = "with_courses", _("Name me, and what I finished")
        NAME_ONLY = "name_only", _("Say my name only")
        NOT_NAMED = "not_named", _("Don’t name me")

    learner = models.ForeignKey("enrolment.Learner", on_delete=models.CASCADE, related_name="graduation_wishes")
    term = models.ForeignKey("courses.Term", on_delete=models.CASCADE, related_name="+")
    wish = models.CharField(_("how to be named"), max_length=12, choices=Wish)
    said_at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("said to")
    )

    class Meta:
        verbose_name = _("wish for the graduation")
        verbose_name_plural = _("wishes for graduations")
        constraints = [
            models.UniqueConstraint(fields=["learner", "term"], name="one_wish_a_learner_and_graduation"),
            models.CheckConstraint(
                condition=Q(wish__in=["with_courses", "name_only", "not_named"]), name="graduation_wish_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.term_id} {self.wish}"


def where_kept(print_run, name: str) -> str:
    """A name nobody can guess, in a folder that no address leads to: only its views hand the file out."""
    return f"certificates/{opaque_code()}{opaque_code()}.pdf"


class CertificatePrintRun(PaperJob):
    """The certificates of a run, or of the graduation of a term (of one locality, or of all), as one file to print."""

    run = models.ForeignKey("courses.Run", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    term = models.ForeignKey("courses.Term", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    locality = models.ForeignKey("courses.Locality", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    file = models.FileField(upload_to=where_kept, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("print run of certificates")
        verbose_name_plural = _("print runs of certificates")
        constraints = [
            models.UniqueConstraint(fields=["run"], condition=Q(term=None), name="one_print_run_a_run"),
            models.UniqueConstraint(
                "term", Coalesce("locality", 0), condition=Q(run=None), name="one_print_run_a_graduation"
            ),
            models.CheckConstraint(
                condition=Q(run__isnull=False, term=None, locality=None) | Q(run=None, term__isnull=False),
                name="print_run_of_a_run_or_a_term",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["waiting", "making", "ready", "failed"]), name="print_run_status_is_known"
            ),
            models.CheckConstraint(condition=~Q(status="ready") | ~Q(file=""), name="ready_print_run_has_its_file"),
        ]

    def __str__(self) -> str:
        return f"{self.run_id or ''} {self.term_id or ''} {self.status}"
