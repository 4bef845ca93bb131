from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from college.fields import opaque_code
from college.paper.jobs import PaperJob


def unguessable(printed, name: str) -> str:
    """Where the file of an edition is kept: nobody finds it but through its view, which asks whether it is public."""
    return f"prospectus/{opaque_code()}{opaque_code()}.pdf"


class PrintedProspectus(PaperJob):
    """One edition of a term's prospectus on paper, of one locality or (locality empty) of all."""

    class Kind(models.TextChoices):
        STANDARD = "standard", _("Standard print")
        LARGE = "large-print", _("Large print")
        EASY = "easy-read", _("Easy Read")

    term = models.ForeignKey("courses.Term", on_delete=models.CASCADE, related_name="+")
    locality = models.ForeignKey("courses.Locality", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("edition"), max_length=12, choices=Kind)
    file = models.FileField(upload_to=unguessable, blank=True)

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
    def address(self) -> str:
        """Where everyone finds its file once the term is public; stays the same when the file is made anew."""
        place = f"?place={self.locality.slug}" if self.locality else ""
        return reverse("prospectus_edition", args=[self.term.slug, self.kind]) + place
