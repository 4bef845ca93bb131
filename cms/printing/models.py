from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from college.fields import opaque_code


def unguessable(printed, name: str) -> str:
    """Where the file of an edition is kept: nobody finds it but through its view, which asks whether it is public."""
    return f"prospectus/{opaque_code()}{opaque_code()}.pdf"


class PrintedProspectus(models.Model):
    """One edition of a term's prospectus on paper, of one locality or (locality empty) of all.

    `key` names what it should say now, `made_key` what its file says. While the two
    differ a new file is wanted, and the old one is handed out until that is made.
    """

    class Kind(models.TextChoices):
        STANDARD = "standard", _("Standard print")
        LARGE = "large-print", _("Large print")
        EASY = "easy-read", _("Easy Read")

    class Status(models.TextChoices):
        WAITING = "waiting", _("waits to be made")
        MAKING = "making", _("being made")
        READY = "ready", _("ready")
        FAILED = "failed", _("could not be made")

    term = models.ForeignKey("courses.Term", on_delete=models.CASCADE, related_name="+")
    locality = models.ForeignKey("courses.Locality", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("edition"), max_length=12, choices=Kind)
    status = models.CharField(_("state"), max_length=8, choices=Status, default=Status.WAITING)
    key = models.CharField(max_length=64)
    made_key = models.CharField(max_length=64, blank=True)
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=200, blank=True, help_text=_("Why it could not be made, for the coordinator."))
    file = models.FileField(upload_to=unguessable, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    pages = models.PositiveSmallIntegerField(default=0)
    size = models.PositiveIntegerField(default=0, help_text=_("Of the file, in bytes."))

    class Meta:
        ordering = ["term", "locality", "pk"]
        verbose_name = _("printed prospectus")
        verbose_name_plural = _("printed prospectuses")
        constraints = [
            models.UniqueConstraint("term", Coalesce("locality", 0), "kind", name="one_printed_edition_of_a_kind"),
            models.CheckConstraint(
                condition=Q(status__in=["waiting", "making", "ready", "failed"]), name="printed_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["standard", "large-print", "easy-read"]), name="printed_kind_is_known"
            ),
            models.CheckConstraint(condition=~Q(status="ready") | ~Q(file=""), name="ready_in_print_has_its_file"),
        ]

    def __str__(self) -> str:
        return f"{self.term_id} {self.locality_id or ''} {self.kind}"

    @property
    def is_up_to_date(self) -> bool:
        return bool(self.file) and self.key == self.made_key

    @property
    def address(self) -> str:
        """Where everyone finds its file once the term is public; stays the same when the file is made anew."""
        place = f"?place={self.locality.slug}" if self.locality else ""
        return reverse("prospectus_edition", args=[self.term.slug, self.kind]) + place
