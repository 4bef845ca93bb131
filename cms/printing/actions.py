"""Verbs on printed editions: what the term's prospectuses should say, and the making of one."""

import datetime as dt
from collections.abc import Iterator

from django.utils import timezone

from cms.printing.contents import Contents, TermRows, contents_of, moment_of
from cms.printing.models import PrintedProspectus
from cms.printing.pdf import PROSPECTUS, key_of, printed_for, prospectus_pdf
from college.look.models import Wording
from college.paper import jobs
from college.paper.pdf import Limits
from courses.models import Locality, Term

Kind = PrintedProspectus.Kind


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
    editions = PrintedProspectus.objects.all()
    return changed + jobs.free_abandoned(editions, now=now) + jobs.try_again(editions, now=now)


def _wanted(term: Term, now: dt.datetime) -> Iterator[tuple[Term, Locality | None, Contents]]:
    rows = TermRows(term, moment_of(term, now))
    places = [None, *rows.localities()] if rows.runs else []
    gone = PrintedProspectus.objects.filter(term=term).exclude(locality__in=[p for p in places if p])
    for printed in gone if not places else gone.filter(locality__isnull=False):
        jobs.take_away(printed)
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
            jobs.ask(row, key=key, now=now)
            changed += 1
    for row in standing.values():
        jobs.take_away(row)
        changed += 1
    return changed


def make_anew(*, printed: PrintedProspectus, by, now: dt.datetime) -> PrintedProspectus:
    """Ask for `printed` to be made again, whatever its state. Refuses BeingMade."""
    return jobs.ask_anew(printed, now=now)


def make_next(*, now: dt.datetime, limits: Limits = PROSPECTUS) -> PrintedProspectus | None:
    """Make the edition that has waited longest, and return its row; None where none waits."""

    def gather(row: PrintedProspectus) -> jobs.Gathered:
        rows = TermRows(row.term, moment_of(row.term, now))
        with printed_for(row.locality, Wording.current()):
            book = contents_of(rows, row.locality)
            key = key_of(book, row.kind)
        # It had so many the last time.
        return jobs.Gathered(key, row.pages, lambda told: prospectus_pdf(book, row.kind, limits=limits, told=told))

    return jobs.make_next(PrintedProspectus.objects.select_related("term", "locality"), gather, now=now)
