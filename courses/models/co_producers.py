from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Capacity(models.TextChoices):
    """What someone brings to a course they make: the college asks for both."""

    LIVED = "lived", _("lived experience")
    PROFESSIONAL = "professional", _("professional knowledge")


class CoProducer(models.Model):
    """Someone who makes a course with others, and signs its words."""

    course = models.ForeignKey("courses.Course", on_delete=models.CASCADE, related_name="co_producers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="co_produces")
    capacity = models.CharField(_("brings"), max_length=12, choices=Capacity)
    name = models.CharField(_("name, as credited"), max_length=120)
    language = models.CharField(
        _("words in"), max_length=12, blank=True, default="", help_text=_("Empty: the college's own.")
    )

    class Meta:
        ordering = ["course", "capacity", "pk"]
        verbose_name = _("co-producer")
        verbose_name_plural = _("co-producers")
        constraints = [
            models.UniqueConstraint(fields=["course", "user", "language"], name="one_capacity_of_a_person_on_a_course"),
            models.CheckConstraint(
                condition=Q(capacity__in=["lived", "professional"]), name="co_producer_capacity_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class UsualSigner(models.Model):
    """Who is suggested when a course that nobody has signed yet is to be signed."""

    capacity = models.CharField(_("brings"), max_length=12, choices=Capacity, unique=True)
    name = models.CharField(_("name, as credited"), max_length=120)
    email = models.EmailField(_("e-mail"))

    class Meta:
        ordering = ["capacity"]
        verbose_name = _("usual signer")
        verbose_name_plural = _("usual signers")
        constraints = [
            models.CheckConstraint(
                condition=Q(capacity__in=["lived", "professional"]), name="usual_signer_capacity_is_known"
            )
        ]

    def __str__(self) -> str:
        return self.name
