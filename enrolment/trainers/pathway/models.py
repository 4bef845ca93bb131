from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _


class StepQuerySet(models.QuerySet):
    def live(self):
        """Written down and not taken back."""
        return self.filter(ended_at=None)

    def newest(self):
        """Of each step of each trainer the one that was done last."""
        later = Step.objects.live().filter(trainer=OuterRef("trainer"), key=OuterRef("key"))
        return self.live().exclude(Exists(later.filter(done_on__gt=OuterRef("done_on"))))


class Step(models.Model):
    """That a trainer has done a step of the pathway, on which day, and until when it is good. Never what was said.

    Changed only by `pathway.actions`. The check is no step: `Clearance` has it.
    """

    class Key(models.TextChoices):
        CONVERSATION = "conversation", _("first conversation")
        REFERENCES = "references", _("references")
        TRAINING = "training", _("training that everyone does")
        TRAIN_THE_TRAINER = "train_the_trainer", _("train the trainer")
        CO_PRODUCTION = "co_production", _("planning a course together")
        OBSERVED = "observed", _("teaching with somebody watching")
        SUPERVISION = "supervision", _("supervision")
        FIRST_AID = "first_aid", _("first aid course")
        FURTHER = "further", _("further training")
        SHADOWS = "shadows", _("comes along and watches")
        TEACHES = "teaches", _("teaches as one of a pair")
        LEADS = "leads", _("leads a course")

    trainer = models.ForeignKey("enrolment.Trainer", on_delete=models.PROTECT, related_name="steps")
    key = models.CharField(_("step"), max_length=17, choices=Key)
    done_on = models.DateField(_("done on"))
    until = models.DateField(_("good until"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = StepQuerySet.as_manager()

    class Meta:
        ordering = ["done_on", "pk"]
        verbose_name = _("step of the pathway")
        verbose_name_plural = _("steps of the pathway")
        constraints = [
            models.UniqueConstraint(
                fields=["trainer", "key", "done_on"], condition=Q(ended_at=None), name="one_step_a_day"
            ),
            models.CheckConstraint(
                condition=Q(
                    key__in=[
                        "conversation", "references", "training", "train_the_trainer", "co_production", "observed",
                        "supervision", "first_aid", "further", "shadows", "teaches", "leads",
                    ]
                ),
                name="step_key_is_known",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("done_on")), name="step_runs_out_after_it_is_done"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="step_taken_back_has_its_actor",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.trainer_id} {self.key} {self.done_on}"


Key = Step.Key
# Where a trainer stands, from the first to the last.
LEVELS = (Key.SHADOWS, Key.TEACHES, Key.LEADS)
# What is done again after a while; everything else is done once.
RUNS_OUT = frozenset({Key.TRAINING, Key.TRAIN_THE_TRAINER, Key.OBSERVED, Key.SUPERVISION, Key.FIRST_AID, Key.FURTHER})
