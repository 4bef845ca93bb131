from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str | None = None, *, name: str = "", **fields) -> "User":
        """A person who may sign in, by code; `email` None for someone without e-mail."""
        user = self.model(email=self.normalize_email(email) or None, name=name, **fields)
        user.set_unusable_password()
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, *, name: str = "", password: str | None = None) -> "User":
        return self.create_user(email, name=name, is_superuser=True)

    @classmethod
    def normalize_email(cls, email):
        return (email or "").strip().lower()


class User(AbstractBaseUser, PermissionsMixin):
    """Someone who can sign in. One mailbox, one account; no mailbox, no matter."""

    email = models.EmailField(_("e-mail address"), unique=True, null=True, blank=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    sign_in_name = models.CharField(
        _("name for signing in"),
        max_length=20,
        unique=True,
        null=True,
        blank=True,
        help_text=_("Stands beside a one-time code in a letter or text, for someone without e-mail."),
    )
    mobile = models.CharField(
        _("mobile for sign-in codes"),
        max_length=40,
        blank=True,
        help_text=_("As the person wrote it. Codes are texted here when they ask for one."),
    )
    shoes = models.CharField(
        _("part in the demonstration"),
        max_length=40,
        blank=True,
        help_text=_("Set by the demonstration's loader alone, such as “Learner”."),
    )
    is_active = models.BooleanField(_("may sign in"), default=True)
    joined_at = models.DateTimeField(_("joined"), default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person who signs in")
        verbose_name_plural = _("people who sign in")
        constraints = [
            models.CheckConstraint(
                condition=Q(email__isnull=True) | Q(email=models.functions.Lower("email")),
                name="email_is_lower_case",
            ),
            models.CheckConstraint(condition=~Q(email=""), name="email_is_absent_or_written"),
            models.CheckConstraint(condition=~Q(sign_in_name=""), name="sign_in_name_is_absent_or_written"),
        ]

    def __str__(self) -> str:
        return self.name or self.email or str(_("someone"))

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)


class OneTimeCode(models.Model):
    """A six-figure code for someone who signs in without e-mail. Only its hash is kept."""

    class Way(models.TextChoices):
        TEXT = "text", _("by text message")
        POST = "post", _("by post")
        OFFICE = "office", _("printed at the office")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="one_time_codes")
    hash = models.CharField(max_length=200)
    way = models.CharField(max_length=10, choices=Way)
    made_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("one-time code")
        verbose_name_plural = _("one-time codes")
        constraints = [
            models.CheckConstraint(condition=Q(way__in=["text", "post", "office"]), name="one_time_code_way_is_known"),
            models.UniqueConstraint(
                fields=["user"], condition=Q(used_at__isnull=True), name="one_live_one_time_code_a_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.way}"
