from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from college.languages import marked


class Message(models.Model):
    """One message to one person, written in the transaction it reports and sent afterwards."""

    class Channel(models.TextChoices):
        EMAIL = "email", _("e-mail")
        TEXT = "text", _("text message")
        LETTER = "letter", _("letter")
        CALL = "call", _("phone call")

    class Status(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENT = "sent", _("sent")
        FAILED = "failed", _("could not be sent")
        TAKEN_BACK = "taken_back", _("taken back before it was sent")

    key = models.CharField(max_length=200, unique=True, help_text=_("Says which event this reports, once."))
    channel = models.CharField(max_length=10, choices=Channel)
    to_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="messages"
    )
    to_address = models.CharField(max_length=400, blank=True)
    about = models.CharField(max_length=60, blank=True, help_text=_("Code of the row it is about."))
    event = models.CharField(max_length=40, blank=True, help_text=_("What its words are made of, if not written yet."))
    facts = models.JSONField(default=dict, blank=True, help_text=_("Ids and times; no words about anyone."))
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    pictures = models.JSONField(
        default=list, blank=True, help_text=_("In Easy Read: of each paragraph the name of its picture, or “”.")
    )
    language = models.CharField(max_length=12, blank=True, help_text=_("Of its words; empty: the college's own."))
    attachments = models.JSONField(default=list, blank=True)
    is_urgent = models.BooleanField(default=False, help_text=_("Somebody waits for it at a screen."))
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    message_id = models.CharField(max_length=120)
    written_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    leased_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    last_problem = models.CharField(max_length=80, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Who posted, texted or said it themself, where no service did."),
    )
    arrived_at = models.DateTimeField(null=True, blank=True, help_text=_("As the service that carried it says."))

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["waiting", "sent", "failed", "taken_back"]), name="message_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(channel__in=["email", "text", "letter", "call"]), name="message_channel_is_known"
            ),
        ]
        indexes = [
            models.Index(fields=["status", "due_at"], name="message_queue"),
            models.Index(fields=["message_id"], name="message_by_its_id"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.key}"

    @property
    def mark(self) -> SafeString:
        """Says in HTML in which language its words are."""
        return marked(self.language)


class LanguageEvent(models.Model):
    """The college began to write in another language, or ended it: which, by whom. Written once, never changed."""

    language = models.CharField(max_length=12)
    begun = models.BooleanField(help_text=_("Else it was ended."))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    by_system = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("event of a language")
        verbose_name_plural = _("events of languages")
        constraints = [
            models.CheckConstraint(
                condition=Q(by__isnull=False) | Q(by_system=True), name="language_event_has_its_actor"
            )
        ]

    def __str__(self) -> str:
        return self.language
