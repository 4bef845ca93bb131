from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _


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
