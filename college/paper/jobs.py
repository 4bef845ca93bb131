"""Papers that take longer to make than anyone waits: a row says what is wanted, a worker makes its file.

A package keeps its own rows (`PaperJob`) and says what goes into a file; what follows what is here.
Rows are the truth: whoever finds one that waits makes its file. The file at hand stays until the new one is whole.
"""

import contextlib
import datetime as dt
import logging
import re
import zlib
from collections.abc import Callable
from typing import NamedTuple, TypeVar

from django.core.files.base import ContentFile
from django.db import OperationalError, models, transaction
from django.utils.translation import gettext_lazy as _

from college.paper.pdf import Paper
from college.paper.press import Told
from college.refusals import Refusal

logger = logging.getLogger(__name__)

# May it now: the transitions of one row.
PAPER_JOB = {
    "waiting": {"making"},
    "making": {"ready", "failed", "waiting"},
    "ready": {"waiting"},
    "failed": {"waiting"},
}
# Longer than the limits of any paper: whoever was at it is dead.
ABANDONED_AFTER = dt.timedelta(minutes=10)
# A press that was busy or killed is tried again; what is too big stays so.
TRIES = 3
TRIED_AGAIN_AFTER = dt.timedelta(minutes=10)
PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
OBJECTS = re.compile(rb"/ObjStm.{0,200}?stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


class BeingMade(Refusal):
    sentence = _("This is being made just now. Wait a minute, then look again.")


class PaperJob(models.Model):
    """A paper as it is wanted, and its last good file.

    `key` names what it should say now, `made_key` what its file says. While the two differ a new
    file is wanted, and the old one is handed out until that is made. Each kind of paper says
    where its `file` is kept.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", _("waits to be made")
        MAKING = "making", _("being made")
        READY = "ready", _("ready")
        FAILED = "failed", _("could not be made")

    status = models.CharField(_("state"), max_length=8, choices=Status, default=Status.WAITING)
    key = models.CharField(max_length=64)
    made_key = models.CharField(max_length=64, blank=True)
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    drawn = models.PositiveSmallIntegerField(default=0, help_text=_("Pages of it so far, while it is being made."))
    to_draw = models.PositiveSmallIntegerField(default=0, help_text=_("Pages it will have; 0 where nobody knows."))
    reason = models.CharField(max_length=200, blank=True, help_text=_("Why it could not be made, for the coordinator."))
    made_at = models.DateTimeField(null=True, blank=True)
    pages = models.PositiveSmallIntegerField(default=0)
    missing = models.CharField(
        max_length=200, blank=True, help_text=_("Letters of it that no font of this computer has; squares stand there.")
    )
    size = models.PositiveIntegerField(default=0, help_text=_("Of the file, in bytes."))

    class Meta:
        abstract = True

    @property
    def is_up_to_date(self) -> bool:
        return bool(self.file) and self.key == self.made_key  # type: ignore[attr-defined]  # of each kind

    @property
    def is_drawn(self) -> bool:
        """Whether all its pages are, and the file is being put together."""
        return 0 < self.to_draw <= self.drawn


Job = TypeVar("Job", bound=PaperJob)


class Gathered(NamedTuple):
    """What a paper says, as a key; how many pages that makes, where it is known; what draws it."""

    key: str
    pages: int
    draw: Callable[[Told], Paper]


Status = PaperJob.Status


def ask(row: PaperJob, *, key: str, now: dt.datetime) -> None:
    """It should say `key` now. Nothing is made anew where its file says so already. Twice is once."""
    with transaction.atomic():
        row = _locked(row)
        row.key = key
        # What was put back is already on paper.
        if row.status != Status.MAKING and key == row.made_key:
            row.status, row.reason = Status.READY, ""
        elif Status.WAITING in PAPER_JOB[row.status] and row.status != Status.MAKING:
            row.status, row.asked_at, row.tries = Status.WAITING, now, 0
        row.save(update_fields=["key", "status", "reason", "asked_at", "tries"])


def ask_anew(row: Job, *, now: dt.datetime) -> Job:
    """Have it made again, whatever its state. Refuses BeingMade."""
    with transaction.atomic():
        row = _locked(row)
        if row.status == Status.MAKING:
            raise BeingMade
        row.status, row.asked_at, row.tries = Status.WAITING, now, 0
        row.save(update_fields=["status", "asked_at", "tries"])
    return row


def make_next(rows: models.QuerySet[Job], gather: Callable[[Job], Gathered], *, now: dt.datetime) -> Job | None:
    """Make the one of `rows` that has waited longest, and return it; None where none waits.

    `gather` reads what the paper says now. Nothing is locked meanwhile.
    """
    row = _take(rows, now)
    if row is None:
        return None
    key = row.key
    try:
        key, pages, draw = gather(row)
        _note(row, to_draw=pages)
        pdf = draw(lambda drawn: _note(row, drawn=drawn))
    except Refusal as refused:
        return _failed(row, key, str(refused))
    except Exception:
        logger.exception("A paper could not be made", extra={"job": row._meta.model_name})
        return _failed(row, key, str(_("Something in it could not be printed. Please tell whoever looks after it.")))
    return _made(row, key, pdf, now)


def free_abandoned(rows: models.QuerySet, *, now: dt.datetime) -> int:
    """Those whose maker was killed wait again; after the third time they have failed."""
    lost = rows.filter(status=Status.MAKING, started_at__lt=now - ABANDONED_AFTER)
    reason = str(_("Making it was interrupted several times. Press “Make it anew” or tell whoever looks after it."))
    failed = lost.filter(tries__gte=TRIES).update(status=Status.FAILED, reason=reason)
    return failed + lost.update(status=Status.WAITING, asked_at=now)


def try_again(rows: models.QuerySet, *, now: dt.datetime) -> int:
    """What failed a while ago waits again, three times in all."""
    again = rows.filter(status=Status.FAILED, tries__lt=TRIES, started_at__lt=now - TRIED_AGAIN_AFTER)
    return again.update(status=Status.WAITING, asked_at=now)


def some_wait(rows: models.QuerySet) -> bool:
    return rows.filter(status=Status.WAITING).exists()


def one_is_made(rows: models.QuerySet) -> bool:
    return rows.filter(status=Status.MAKING).exists()


def take_away(row: PaperJob) -> None:
    """The row and its file go: it is not handed out any longer."""
    with transaction.atomic():
        name = row.file.name  # type: ignore[attr-defined]
        type(row)._default_manager.filter(pk=row.pk).delete()
        _delete_file(row, name)


def page_count(pdf: bytes) -> int:
    """How many pages a file of WeasyPrint's has: they are named in its compressed streams of objects."""
    count = len(PAGE.findall(pdf))
    for stream in OBJECTS.finditer(pdf):
        try:
            count += len(PAGE.findall(zlib.decompress(stream[1])))
        except zlib.error:
            continue
    return count


def _locked(row: Job) -> Job:
    return type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)


def _take(rows: models.QuerySet[Job], now: dt.datetime) -> Job | None:
    """The row that has waited longest, now ours; another process may have been quicker with it."""
    for row in rows.filter(status=Status.WAITING).order_by("asked_at", "pk"):
        taken = type(row)._default_manager.filter(pk=row.pk, status=Status.WAITING)
        if taken.update(status=Status.MAKING, started_at=now, tries=row.tries + 1, drawn=0):
            row.status, row.started_at, row.tries = Status.MAKING, now, row.tries + 1
            return row
    return None


def _note(row: PaperJob, **how_far: int) -> None:
    """For whoever looks meanwhile; no paper fails because this could not be written."""
    standing = type(row)._default_manager.filter(pk=row.pk, status=Status.MAKING, started_at=row.started_at)
    with contextlib.suppress(OperationalError):
        standing.update(**how_far)


def _ours(row: Job) -> Job | None:
    """The row as it stands, locked, unless it was given to someone else meanwhile."""
    standing = type(row)._default_manager.select_for_update(of=("self",)).order_by("pk")
    return standing.filter(pk=row.pk, status=Status.MAKING, started_at=row.started_at).first()


@transaction.atomic
def _made(row: Job, key: str, pdf: Paper, now: dt.datetime) -> Job:
    standing = _ours(row)
    if standing is None:
        return row
    file = standing.file  # type: ignore[attr-defined]
    old = file.name
    file.save("", ContentFile(pdf), save=False)
    standing.pages, standing.size = page_count(pdf), len(pdf)
    standing.missing = pdf.missing[:200]
    # What has changed since we looked, the next sweep sees.
    standing.key = standing.made_key = key
    standing.status, standing.made_at, standing.reason, standing.tries = Status.READY, now, "", 0
    standing.save()
    _delete_file(standing, old)
    return standing


@transaction.atomic
def _failed(row: Job, key: str, reason: str) -> Job:
    standing = _ours(row)
    if standing is None:
        return row
    standing.key, standing.status, standing.reason = key, Status.FAILED, reason[:200]
    standing.save(update_fields=["key", "status", "reason"])
    return standing


def _delete_file(row: PaperJob, name: str | None) -> None:
    if name:
        storage = row.file.storage  # type: ignore[attr-defined]
        transaction.on_commit(lambda: storage.delete(name))
