"""Verbs on printed editions. Rows are the truth: whoever finds a row that waits makes its file."""

import datetime as dt
import logging
import re
import zlib
from collections.abc import Iterator

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.printing.contents import Contents, TermRows, contents_of, moment_of
from cms.printing.models import PrintedProspectus
from cms.printing.pdf import PROSPECTUS, key_of, printed_for, prospectus_pdf
from cms.printing.states import PRINTED
from college.look.models import Wording
from college.paper.pdf import Limits, PaperRefused
from college.refusals import Refusal
from courses.models import Locality, Term
from courses.states import may_go

logger = logging.getLogger(__name__)

Kind, Status = PrintedProspectus.Kind, PrintedProspectus.Status
# Longer than the limits of one edition: whoever was at it is dead.
ABANDONED_AFTER = dt.timedelta(minutes=10)
# A press that was busy or killed is tried again; a book that is too big stays so.
TRIES = 3
PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
OBJECTS = re.compile(rb"/ObjStm.{0,200}?stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
TRIED_AGAIN_AFTER = dt.timedelta(minutes=10)


class BeingMade(Refusal):
    sentence = _("This edition is being made just now. Wait a minute, then look again.")


def terms_in_print(now: dt.datetime):
    """Terms that have a day of becoming public and aren't over at `now` (aware)."""
    return Term.objects.filter(public_from__isnull=False, ends_on__gte=timezone.localdate(now))


def keep_in_step(*, now: dt.datetime) -> int:
    """Ask for every edition that is missing or no longer says what is public; take away those without courses.

    A term under embargo is made as it will be at its hour, so that all is ready then.
    Safe twice. Returns how many rows it changed.
    """
    changed = 0
    for term in terms_in_print(now):
        changed += sum(_follow(*wanted, now=now) for wanted in _wanted(term, now))
    return changed + _free_abandoned(now) + _try_again(now)


def _wanted(term: Term, now: dt.datetime) -> Iterator[tuple[Term, Locality | None, Contents]]:
    rows = TermRows(term, moment_of(term, now))
    places = [None, *rows.localities()] if rows.runs else []
    gone = PrintedProspectus.objects.filter(term=term).exclude(locality__in=[p for p in places if p])
    for printed in gone if not places else gone.filter(locality__isnull=False):
        _take_away(printed)
    college = Wording.current()
    for place in places:
        with printed_for(place, college):
            book = contents_of(rows, place)
        yield term, place, book


def _follow(term: Term, place: Locality | None, book: Contents, *, now: dt.datetime) -> int:
    changed = 0
    kinds = [Kind.STANDARD, Kind.LARGE] + ([Kind.EASY] if book.has_easy_read else [])
    standing = {row.kind: row for row in PrintedProspectus.objects.filter(term=term, locality=place)}
    for kind in kinds:
        key = key_of(book, kind)
        if (row := standing.pop(kind, None)) is None:
            PrintedProspectus.objects.get_or_create(
                term=term, locality=place, kind=kind, defaults={"key": key, "asked_at": now}
            )
            changed += 1
        elif row.key != key:
            changed += _ask(row, key, now)
    for row in standing.values():
        _take_away(row)
        changed += 1
    return changed


@transaction.atomic
def _ask(printed: PrintedProspectus, key: str, now: dt.datetime) -> int:
    row = PrintedProspectus.objects.select_for_update().get(pk=printed.pk)
    row.key = key
    # Words that were put back are already on paper.
    if row.status != Status.MAKING and key == row.made_key:
        row.status, row.reason = Status.READY, ""
    elif may_go(PRINTED, row.status, Status.WAITING) and row.status != Status.MAKING:
        row.status, row.asked_at, row.tries = Status.WAITING, now, 0
    row.save(update_fields=["key", "status", "reason", "asked_at", "tries"])
    return 1


@transaction.atomic
def make_anew(*, printed: PrintedProspectus, by, now: dt.datetime) -> PrintedProspectus:
    """Ask for `printed` to be made again, whatever its state. Refuses while it is being made."""
    row = PrintedProspectus.objects.select_for_update().get(pk=printed.pk)
    if row.status == Status.MAKING:
        raise BeingMade
    row.status, row.asked_at, row.tries = Status.WAITING, now, 0
    row.save(update_fields=["status", "asked_at", "tries"])
    return row


def make_next(*, now: dt.datetime, limits: Limits = PROSPECTUS) -> PrintedProspectus | None:
    """Make the edition that has waited longest, and return its row; None where none waits.

    Nothing is locked while it is made. The file at hand stays until the new one is whole.
    """
    row = _take(now)
    if row is None:
        return None
    rows = TermRows(row.term, moment_of(row.term, now))
    with printed_for(row.locality, Wording.current()):
        book = contents_of(rows, row.locality)
        key = key_of(book, row.kind)
    try:
        pdf = prospectus_pdf(book, row.kind, limits=limits)
    except PaperRefused as refused:
        return _failed(row, key, str(refused))
    except Exception:
        logger.exception("A prospectus could not be made", extra={"job": row.kind})
        return _failed(row, key, str(_("Something in it could not be printed. Please tell whoever looks after it.")))
    return _made(row, key, pdf, now)


def _take(now: dt.datetime) -> PrintedProspectus | None:
    """The row that has waited longest, now ours; another process may have been quicker with it."""
    waiting = PrintedProspectus.objects.filter(status=Status.WAITING).order_by("asked_at", "pk")
    for row in waiting.select_related("term", "locality"):
        taken = PrintedProspectus.objects.filter(pk=row.pk, status=Status.WAITING)
        if taken.update(status=Status.MAKING, started_at=now, tries=row.tries + 1):
            row.status, row.started_at, row.tries = Status.MAKING, now, row.tries + 1
            return row
    return None


def _ours(row: PrintedProspectus) -> PrintedProspectus | None:
    """The row as it stands, locked, unless it was given to someone else meanwhile."""
    standing = PrintedProspectus.objects.select_for_update(of=("self",)).order_by("pk")
    return standing.filter(pk=row.pk, status=Status.MAKING, started_at=row.started_at).first()


@transaction.atomic
def _made(row: PrintedProspectus, key: str, pdf: bytes, now: dt.datetime) -> PrintedProspectus:
    standing = _ours(row)
    if standing is None:
        return row
    old = standing.file.name
    standing.file.save("", ContentFile(pdf), save=False)
    standing.pages, standing.size = page_count(pdf), len(pdf)
    # What has changed since we looked, the next sweep sees.
    standing.key = standing.made_key = key
    standing.status, standing.made_at, standing.reason, standing.tries = Status.READY, now, "", 0
    standing.save()
    _delete_file(standing, old)
    return standing


@transaction.atomic
def _failed(row: PrintedProspectus, key: str, reason: str) -> PrintedProspectus:
    standing = _ours(row)
    if standing is None:
        return row
    standing.key, standing.status, standing.reason = key, Status.FAILED, reason[:200]
    standing.save(update_fields=["key", "status", "reason"])
    return standing


def _free_abandoned(now: dt.datetime) -> int:
    """Editions whose maker was killed wait again; after the third time they have failed."""
    lost = PrintedProspectus.objects.filter(status=Status.MAKING, started_at__lt=now - ABANDONED_AFTER)
    reason = str(_("Making it was interrupted several times. Press “Make it anew” or tell whoever looks after it."))
    failed = lost.filter(tries__gte=TRIES).update(status=Status.FAILED, reason=reason)
    return failed + lost.update(status=Status.WAITING, asked_at=now)


def _try_again(now: dt.datetime) -> int:
    again = PrintedProspectus.objects.filter(
        status=Status.FAILED, tries__lt=TRIES, started_at__lt=now - TRIED_AGAIN_AFTER
    )
    return again.update(status=Status.WAITING, asked_at=now)


@transaction.atomic
def _take_away(printed: PrintedProspectus) -> None:
    """What has no course any more is not handed out any longer."""
    name = printed.file.name
    PrintedProspectus.objects.filter(pk=printed.pk).delete()
    _delete_file(printed, name)


def _delete_file(printed: PrintedProspectus, name: str | None) -> None:
    if name:
        transaction.on_commit(lambda: printed.file.storage.delete(name))


def page_count(pdf: bytes) -> int:
    """How many pages a file of WeasyPrint's has: they are named in its compressed streams of objects."""
    count = len(PAGE.findall(pdf))
    for stream in OBJECTS.finditer(pdf):
        try:
            count += len(PAGE.findall(zlib.decompress(stream[1])))
        except zlib.error:
            continue
    return count
