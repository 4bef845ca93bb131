import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from college.fields import CodeField


class WelcomeTalkQuerySet(models.QuerySet):
    def free(self, now: dt.datetime):
        """Times still to come that nobody has, the soonest first."""
        return self.filter(learner=None, starts_at__gt=now).order_by("starts_at", "pk")

    def open(self):
        """Talks that somebody has, and of which nobody has said yet how they went."""
        return self.filter(learner__isnull=False, outcome="").order_by("starts_at", "pk")


class WelcomeTalk(models.Model):
    """A time in the diary for a first talk: free until a newcomer has it. Changed only by `welcome.actions`."""

    class Outcome(models.TextChoices):
        OPEN = "", _("to come")
        DONE = "done", _("we have talked")
        MISSED = "missed", _("we missed them")

    code = CodeField()
    locality = models.ForeignKey("courses.Locality", on_delete=models.PROTECT, related_name="+")
    venue = models.ForeignKey(
        "courses.Venue", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        help_text=_("Where they meet; none: by telephone."),
    )  # fmt: skip
    host = models.CharField(_("whom they talk with"), max_length=80)
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=30)
    learner = models.ForeignKey(
        "enrolment.Learner", null=True, blank=True, on_delete=models.PROTECT, related_name="welcome_talks"
    )
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True, default=Outcome.OPEN, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        help_text=_("Who opened it, booked it or said how it went, last."),
    )  # fmt: skip
    at = models.DateTimeField()

    objects = WelcomeTalkQuerySet.as_manager()

    class Meta:
        verbose_name = _("welcome talk")
        verbose_name_plural = _("welcome talks")
        constraints = [
            models.UniqueConstraint(fields=["locality", "host", "starts_at"], name="one_talk_a_host_and_time"),
            models.UniqueConstraint(
                fields=["learner"], condition=Q(outcome="", learner__isnull=False), name="one_open_talk_a_learner"
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(outcome__in=["done", "missed"], learner__isnull=False),
                name="talk_outcome_is_known",
            ),
        ]
        indexes = [models.Index(fields=["starts_at"], name="talks_by_time")]

    def __str__(self) -> str:
        return self.code

    @property
    def on(self) -> dt.date:
        """Its local day."""
        return timezone.localdate(self.starts_at)

    @property
    def starts(self) -> dt.time:
        return timezone.localtime(self.starts_at).time()

    @property
    def ends(self) -> dt.time:
        return timezone.localtime(self.starts_at + dt.timedelta(minutes=self.minutes)).time()
