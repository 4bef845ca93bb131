from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from college.fields import CodeField
from courses.models import Capacity


class SignRequest(models.Model):
    """One person is asked to sign the words of a course in one language and capacity; and what became of it.

    `words` are the words asked about, named by `fingerprint`: a signature is for them and no others.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("asked to sign")
        SIGNED = "signed", _("signed")
        SENT_BACK = "sent_back", _("sent back")
        SUPERSEDED = "superseded", _("the words changed first")

    code = CodeField()
    course = models.ForeignKey("courses.Course", on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=12, blank=True, default="", help_text=_("Empty: the college's own."))
    signer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=12, choices=Capacity)
    words = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State, default=State.ASKED, editable=False)
    publishes = models.BooleanField(default=True, help_text=_("Public by itself as soon as both have signed."))
    credit = models.CharField(max_length=120, blank=True, help_text=_("The name shown on the page. Empty: none."))
    shows_capacity = models.BooleanField(default=False, help_text=_("Agrees that the page says who signed as what."))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        verbose_name = _("request to sign words")
        verbose_name_plural = _("requests to sign words")
        indexes = [models.Index(fields=["course", "fingerprint"], name="sign_request_words")]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "language", "capacity"],
                condition=Q(state="asked"),
                name="one_asked_in_each_capacity",
            ),
            models.UniqueConstraint(
                fields=["course", "language", "signer"],
                condition=Q(state="asked"),
                name="one_capacity_asked_of_a_person",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "signed", "sent_back", "superseded"]),
                name="sign_request_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(capacity__in=["lived", "professional"]), name="sign_request_capacity_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state="asked", answered_at=None) | ~Q(state="asked") & Q(answered_at__isnull=False),
                name="answered_when_no_longer_asked",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class SignEvent(models.Model):
    """A request to sign became something; written once, never changed."""

    request = models.ForeignKey(SignRequest, on_delete=models.PROTECT, related_name="events")
    became = models.CharField(max_length=10, choices=SignRequest.State)
    comment = models.TextField(blank=True, help_text=_("What should change, in the signer's words."))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    by_system = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("event of a request to sign")
        verbose_name_plural = _("events of requests to sign")
        constraints = [
            models.CheckConstraint(
                condition=Q(became__in=["asked", "signed", "sent_back", "superseded"]), name="sign_event_is_known"
            ),
            models.CheckConstraint(
                condition=Q(by__isnull=False, by_system=False) | Q(by__isnull=True, by_system=True),
                name="sign_event_has_its_actor",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.became}"


class SignOffOverride(models.Model):
    """Words made public in an emergency by a manager, to be signed afterwards; never changed."""

    course = models.ForeignKey("courses.Course", on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=12, blank=True, default="", help_text=_("Empty: the college's own."))
    fingerprint = models.CharField(max_length=64)
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    owed_on = models.DateField()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("words published in an emergency")
        verbose_name_plural = _("words published in an emergency")

    def __str__(self) -> str:
        return f"{self.course_id} {self.at:%Y-%m-%d}"
