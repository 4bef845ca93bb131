from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from college.fields import CodeField, SealedTextField


class NoReminders(models.Model):
    """A learner asked for no reminders and no news. Changes and answers still reach them."""

    learner = models.OneToOneField("enrolment.Learner", on_delete=models.CASCADE, related_name="no_reminders")
    since = models.DateTimeField()

    class Meta:
        verbose_name = _("wish for no reminders")
        verbose_name_plural = _("wishes for no reminders")

    def __str__(self) -> str:
        return str(self.learner_id)


class CallTry(models.Model):
    """Somebody of the college rang, and what came of it: about messages to a learner, or because they were asked to."""

    class Outcome(models.TextChoices):
        REACHED = "reached", _("I reached them")
        RING_BACK = "ring_back", _("They would rather be rung another day")
        LEFT_MESSAGE = "left_message", _("No answer, I left a message")
        NO_ANSWER = "no_answer", _("No answer, I left no message")
        WRONG_NUMBER = "wrong_number", _("It is not their number")

    learner = models.ForeignKey(
        "enrolment.Learner", null=True, blank=True, on_delete=models.CASCADE, related_name="call_tries"
    )
    request = models.ForeignKey(
        "enrolment.CallRequest", null=True, blank=True, on_delete=models.CASCADE, related_name="tries"
    )
    number = models.PositiveIntegerField(help_text=_("Counts the tries, so that one sent twice is written once."))
    outcome = models.CharField(_("what came of it"), max_length=12, choices=Outcome)
    again_on = models.DateField(_("ring again on"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("call made")
        verbose_name_plural = _("calls made")
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(learner__isnull=False, request__isnull=True)
                | Q(learner__isnull=True, request__isnull=False),
                name="call_try_is_about_one",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["reached", "ring_back", "left_message", "no_answer", "wrong_number"]),
                name="call_outcome_is_known",
            ),
            models.UniqueConstraint(fields=["learner", "number"], name="one_call_try_a_learner_and_number"),
            models.UniqueConstraint(fields=["request", "number"], name="one_call_try_a_request_and_number"),
        ]

    def __str__(self) -> str:
        return self.outcome


class Announcement(models.Model):
    """What the office tells everyone with a place on some runs; until it leaves it can be taken back."""

    code = CodeField()
    text = models.TextField(_("what to tell them"), max_length=400)
    runs = models.ManyToManyField("courses.Run", related_name="announcements")
    first_on = models.DateField(_("first day it is about"), null=True, blank=True)
    last_on = models.DateField(_("last day it is about"), null=True, blank=True)
    is_needed = models.BooleanField(_("everyone has to know it"), default=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField()
    leaves_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        ordering = ["-written_at", "-pk"]

    def __str__(self) -> str:
        return self.code


class Reply(models.Model):
    """What somebody wrote to the college by text or e-mail, until somebody has dealt with it and a while after."""

    class Channel(models.TextChoices):
        EMAIL = "email", _("e-mail")
        TEXT = "text", _("text message")

    code = CodeField()
    said_id = models.CharField(max_length=250, unique=True, help_text=_("The carrier's own, so that it is kept once."))
    channel = models.CharField(max_length=10, choices=Channel)
    from_address = models.CharField(_("from"), max_length=320)
    text = SealedTextField(default="", blank=True)
    has_files = models.BooleanField(default=False)
    learner = models.ForeignKey(
        "enrolment.Learner", null=True, blank=True, on_delete=models.CASCADE, related_name="replies"
    )
    received_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("reply")
        verbose_name_plural = _("replies")
        ordering = ["received_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(channel__in=["email", "text"]), name="reply_channel_is_known"),
        ]

    def __str__(self) -> str:
        return self.code


class MessageWords(models.Model):
    """The college's own words for one kind of message, as somebody chose them; the latest of a kind counts.

    An empty part is said in the words of the product.
    """

    event = models.CharField(max_length=40)
    lead = models.TextField(_("what a letter or e-mail says first"), max_length=600, blank=True)
    text = models.TextField(_("what a text message says"), max_length=400, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("words of a message")
        verbose_name_plural = _("words of messages")
        ordering = ["pk"]
        indexes = [models.Index(fields=["event"], name="words_by_event")]

    def __str__(self) -> str:
        return self.event


class EasyReadWords(models.Model):
    """The college's own Easy Read sentences for one kind of message; the latest of a kind count.

    None: whoever asked for Easy Read reads the usual words.
    """

    event = models.CharField(max_length=40)
    sentences = models.JSONField(default=list, help_text=_("Pairs: the sentence, the name of its picture or “”."))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("Easy Read words of a message")
        verbose_name_plural = _("Easy Read words of messages")
        ordering = ["pk"]
        indexes = [models.Index(fields=["event"], name="easy_words_by_event")]

    def __str__(self) -> str:
        return self.event
