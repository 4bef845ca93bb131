from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enrolment.learners.guardian.states import GUARDIAN
from enrolment.learners.models import Learner

# What they are to the young person, as these say it themself.
RELATIONS = [
    ("parent", _("My parent")),
    ("guardian", _("My guardian, or a foster carer")),
    ("family", _("Somebody else of my family")),
    ("worker", _("My social worker")),
]


class Guardian(models.Model):
    """Who stands for a learner under age: one at a time, until they are old enough.

    Named by the learner when they join; what they said is noted by `places.guardian`.
    """

    class Status(models.TextChoices):
        ASKED = "asked", _("not asked yet")
        AGREED = "agreed", _("agrees")
        REFUSED = "refused", _("does not agree")

    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="guardians")
    name = models.CharField(_("name"), max_length=80)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    relation = models.CharField(_("what they are to the learner"), max_length=10, choices=RELATIONS)
    knows = models.BooleanField(_("knows that the learner is joining"))
    named_at = models.DateTimeField()
    status = models.CharField(max_length=10, choices=Status, default=Status.ASKED, editable=False)
    ended_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When the learner was old enough; how to reach the guardian is then gone.")
    )

    class Meta:
        ordering = ["named_at", "pk"]
        verbose_name = _("parent or guardian")
        verbose_name_plural = _("parents and guardians")
        constraints = [
            models.UniqueConstraint(fields=["learner"], condition=Q(ended_at=None), name="one_live_guardian_a_learner"),
            models.CheckConstraint(condition=Q(status__in=list(GUARDIAN)), name="guardian_status_is_known"),
            models.CheckConstraint(
                condition=Q(relation__in=["parent", "guardian", "family", "worker"]), name="guardian_relation_is_known"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=False) | ~Q(phone="", email=""), name="guardian_can_be_reached"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def answer(self) -> "GuardianAnswer | None":
        """What they said last, while it counts."""
        return None if self.status == self.Status.ASKED else self.answers.select_related("by").last()


class GuardianAnswer(models.Model):
    """What a parent or guardian said once, as the office noted it; those of before stay when they think again."""

    guardian = models.ForeignKey(Guardian, on_delete=models.CASCADE, related_name="answers")
    agrees = models.BooleanField(_("agrees"))
    said_by = models.CharField(_("who said so"), max_length=120)
    said_on = models.DateField(_("day on which they said so"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", help_text=_("Who noted it.")
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("answer of a parent or guardian")
        verbose_name_plural = _("answers of parents and guardians")
        constraints = [models.CheckConstraint(condition=~Q(said_by=""), name="guardian_answer_has_who_gave_it")]

    def __str__(self) -> str:
        return f"{self.guardian_id} {self.said_on}"
