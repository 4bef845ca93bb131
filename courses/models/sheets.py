from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from college.fields import CodeField


class SheetImport(models.Model):
    """A spreadsheet that a coordinator brought, from upload over dry run to applied."""

    class Kind(models.TextChoices):
        PROGRAMME = "programme", _("programme of a term")
        TRAINERS = "trainers", _("trainers")
        PEOPLE = "people", _("people, their places and waiting lists")

    class Status(models.TextChoices):
        DRY_RUN = "dry_run", _("dry run")
        APPLIED = "applied", _("applied")
        DROPPED = "dropped", _("put away")

    code = CodeField()
    kind = models.CharField(_("what it holds"), max_length=12, choices=Kind)
    term = models.ForeignKey("courses.Term", on_delete=models.PROTECT, related_name="imports")
    file_name = models.CharField(max_length=200)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRY_RUN)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at"]
        verbose_name = _("import of a sheet")
        verbose_name_plural = _("imports of sheets")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["programme", "trainers", "people"]), name="sheet_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["dry_run", "applied", "dropped"]), name="sheet_status_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class SheetLine(models.Model):
    """A line of a sheet: its cells as they stood, what was mended, and the row it made."""

    sheet = models.ForeignKey(SheetImport, on_delete=models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField(_("line"))
    cells = models.JSONField(default=dict)
    mended = models.JSONField(default=dict, help_text=_("Cells written anew by the coordinator."))
    is_set_aside = models.BooleanField(_("set aside as a draft"), default=False)
    overwrite = models.JSONField(default=list, help_text=_("Facts changed on screen that the sheet may overwrite."))
    outcome = models.CharField(max_length=12, blank=True, editable=False, help_text=_("What became of it."))
    made_code = models.CharField(max_length=12, blank=True, db_index=True, help_text=_("Code of the row it made."))
    values = models.JSONField(default=dict, help_text=_("What was written, to tell later what changed on screen."))

    class Meta:
        ordering = ["number"]
        verbose_name = _("line of a sheet")
        verbose_name_plural = _("lines of sheets")
        constraints = [models.UniqueConstraint(fields=["sheet", "number"], name="one_line_a_number")]

    def __str__(self) -> str:
        return f"{self.sheet_id}:{self.number}"
