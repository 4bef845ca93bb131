from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

KINDS = [
    "administrator", "manager", "coordinator", "partner", "trainer",
    "safeguarding", "analyst", "board_reader", "data_protection",
]  # fmt: skip


class Role(models.Model):
    """What a person does for the college, in one locality or (locality empty) everywhere."""

    class Kind(models.TextChoices):
        ADMINISTRATOR = "administrator", _("administrator")
        MANAGER = "manager", _("manager")
        COORDINATOR = "coordinator", _("coordinator")
        PARTNER = "partner", _("partner")
        TRAINER = "trainer", _("trainer")
        SAFEGUARDING = "safeguarding", _("safeguarding lead")
        ANALYST = "analyst", _("analyst")
        BOARD_READER = "board_reader", _("board reader")
        DATA_PROTECTION = "data_protection", _("data protection")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="roles")
    kind = models.CharField(_("role"), max_length=20, choices=Kind)
    locality = models.ForeignKey(
        "courses.Locality",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="roles",
        help_text=_("Empty: everywhere."),
    )
    partner = models.ForeignKey(
        "courses.Partner", null=True, blank=True, on_delete=models.CASCADE, related_name="roles"
    )

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints = [
            models.UniqueConstraint(
                "user", "kind", Coalesce("locality", 0), Coalesce("partner", 0), name="one_role_of_a_kind_and_place"
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "administrator",
                        "manager",
                        "coordinator",
                        "partner",
                        "trainer",
                        "safeguarding",
                        "analyst",
                        "board_reader",
                        "data_protection",
                    ]
                ),
                name="role_kind_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind}"


class RoleEvent(models.Model):
    """A role was given or taken away: whose, which, by whom. Written once, never changed."""

    class Became(models.TextChoices):
        GIVEN = "given", _("given")
        ENDED = "ended", _("taken away")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="role_events")
    kind = models.CharField(_("role"), max_length=20, choices=Role.Kind)
    locality = models.ForeignKey("courses.Locality", null=True, on_delete=models.PROTECT, related_name="+")
    partner = models.ForeignKey("courses.Partner", null=True, on_delete=models.PROTECT, related_name="+")
    became = models.CharField(max_length=10, choices=Became)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    by_system = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("event of a role")
        verbose_name_plural = _("events of roles")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="role_event_kind_is_known"),
            models.CheckConstraint(condition=Q(became__in=["given", "ended"]), name="role_became_is_known"),
            models.CheckConstraint(condition=Q(by__isnull=False) | Q(by_system=True), name="role_event_has_its_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind} {self.became}"
