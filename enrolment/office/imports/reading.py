"""A stored sheet read against what the college knows at this moment."""

from collections.abc import Iterable

from courses.models import Audience, Course, Locality, SheetImport, SheetLine, Strand, Term, Venue
from courses.sheets import people, programme, trainers
from courses.sheets.files import Row
from courses.sheets.headings import Column, Headed, read_headings
from courses.sheets.known import ClosedDays, Known, KnownCourse, KnownTrainer, KnownVenue, TermDates
from courses.sheets.people import PersonRead
from courses.sheets.programme import LineRead
from courses.sheets.trainers import TrainerRead
from enrolment.trainers.models import Trainer

COLUMNS: dict[str, tuple[Column, ...]] = {
    SheetImport.Kind.PROGRAMME: programme.COLUMNS,
    SheetImport.Kind.TRAINERS: trainers.COLUMNS,
    SheetImport.Kind.PEOPLE: people.COLUMNS,
}
ReadLine = LineRead | TrainerRead | PersonRead


def headed(kind: str, rows: tuple[Row, ...]) -> Headed:
    """The lines below the headings of a sheet of that kind. Refuses, with SheetRefusal, what has none."""
    if kind == SheetImport.Kind.PEOPLE:
        return people.read_people_headings(rows)
    return read_headings(rows, COLUMNS[kind])


def what_is_known() -> Known:
    """Every name that a sheet may use, in seven queries."""
    return Known(
        localities=tuple(Locality.objects.values_list("name", flat=True)),
        strands=tuple(Strand.objects.values_list("name", flat=True)),
        venues=tuple(
            KnownVenue(venue.name, venue.locality.name, venue.is_online, venue.room_size)
            for venue in Venue.objects.select_related("locality")
        ),
        courses=tuple(
            KnownCourse(course.code, course.title, course.strand.name, course.needs_certified_facilitators)
            for course in Course.objects.select_related("strand")
        ),
        trainers=tuple(
            KnownTrainer(*facts) for facts in Trainer.objects.values_list("name", "kind", "is_certified_facilitator")
        ),
        audiences=tuple(Audience.objects.values_list("name", flat=True)),
    )


def dates_of(term: Term) -> TermDates:
    closed = tuple(ClosedDays(days.first_on, days.last_on, days.reason) for days in term.closed_periods.all())
    return TermDates(term.starts_on, term.ends_on, closed)


def read_sheet(sheet: SheetImport, lines: Iterable[SheetLine]) -> tuple[ReadLine, ...]:
    """The lines of `sheet` as mended so far; of people, by imports.people. The same rows always read the same."""
    lines = list(lines)
    read = programme.read_programme if sheet.kind == SheetImport.Kind.PROGRAMME else trainers.read_trainers
    return read(
        [(line.number, line.cells) for line in lines],
        term=dates_of(sheet.term),
        known=what_is_known(),
        corrections={line.number: line.mended for line in lines if line.mended},
        set_aside=frozenset(line.number for line in lines if line.is_set_aside),
    ).lines
