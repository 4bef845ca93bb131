"""Reading a term's programme: a run a line, nothing guessed."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from .across import compare_bookings, compare_runs
from .doubts import Doubt, Notice, Suggestion
from .groups import read_audiences, read_languages
from .headings import Column
from .known import Known, TermDates
from .lines import Line, check_length, doubt_what_lies_beyond, fill_down, mended, read_yes
from .places import read_places
from .runs import ProgrammeLine
from .when import read_when
from .where import read_where
from .which import compare_courses, read_which
from .who import read_trainer
from .words import folded

COLUMNS = (
    Column("Locality", ("Area",)),
    Column("Code", ("Course code",)),
    Column("Course", ("Course title", "Title")),
    Column("Strand"),
    Column("Format"),
    Column("Venue"),
    Column("Day", ("Weekday",)),
    Column("First session", ("First date", "Start date", "First session date")),
    Column("Time", ("Times",)),
    Column("Weeks", ("Number of weeks", "Sessions", "Number of sessions")),
    Column("Not on", ("Except", "Dates left out")),
    Column("Places", ("Capacity", "Number of places")),
    Column("Minimum", ("Minimum places", "Min")),
    Column("Reserved", ("Reserved places",), needed=False),
    Column("Listed", ("Advertise", "Advertised"), needed=False),
    Column("Peer trainer", ("Peer",), needed=False),
    Column("Professional trainer", ("Professional",), needed=False),
    Column("Notes", ("Note", "Remarks"), needed=False),
    Column("Language", ("Languages", "Taught in"), needed=False),
    Column("Audience", ("Audiences", "Especially for", "Who for"), needed=False),
)
_CLOSED_GROUP = re.compile(
    r"closed (?:group|course)|(?:not|n't|never) (?:be )?(?:advertise|list|publici[sz]e)|unlisted"
    r"|referrals? only|invitation only|private group"
)


@dataclass(frozen=True)
class LineRead:
    """A line as mended so far, and the run it makes: None while there is a doubt about it."""

    number: int
    cells: Mapping[str, str]
    run: ProgrammeLine | None
    doubts: tuple[Doubt, ...] = ()
    notices: tuple[Notice, ...] = ()
    is_set_aside: bool = False


@dataclass(frozen=True)
class Programme:
    lines: tuple[LineRead, ...] = field(default_factory=tuple)

    @property
    def doubts(self) -> list[Doubt]:
        """Every doubt still to be settled; lines set aside raise none."""
        return [doubt for line in self.lines if not line.is_set_aside for doubt in line.doubts]

    @property
    def notices(self) -> list[Notice]:
        return [notice for line in self.lines for notice in line.notices]

    @property
    def runs(self) -> list[ProgrammeLine]:
        """The runs that can be made: read for certain and not set aside."""
        return [line.run for line in self.lines if line.run and not line.is_set_aside]


def read_programme(
    lines: Iterable[tuple[int, Mapping[str, str]]],
    *,
    term: TermDates,
    known: Known,
    corrections: Mapping[int, Mapping[str, str]] | None = None,
    set_aside: frozenset[int] = frozenset(),
) -> Programme:
    """Reads the lines of a programme against what the college knows.

    `lines` are (line number, cells by column name) from `read_headings`;
    `corrections` are cells written anew, by line number; lines `set_aside` are
    read alone, not held against the others. The same input always reads the
    same: a mended line is simply read again.
    """
    as_written = dict(lines)
    kept = mended(as_written.items(), corrections or {})
    fill_down("Locality", kept, as_written)
    kept = [line for line in kept if not _is_only_a_locality(line)]
    compared = [line for line in kept if line.number not in set_aside]
    compare_courses(compared, known)
    runs = {line.number: _read_line(line, term, known) for line in kept}
    read = [(line, run) for line in compared if (run := runs[line.number])]
    compare_runs(read)
    compare_bookings(read, known)
    return Programme(
        tuple(
            LineRead(
                line.number,
                line.cells,
                None if line.doubts else runs[line.number],
                tuple(line.doubts),
                tuple(line.notices),
                line.number in set_aside,
            )
            for line in kept
        )
    )


def _is_only_a_locality(line: Line) -> bool:
    """A row that only names the area of the lines below it."""
    return bool(line.words("Locality")) and not any(
        word.strip() for column, word in line.cells.items() if column != "Locality"
    )


def _read_line(line: Line, term: TermDates, known: Known) -> ProgrammeLine | None:
    which = read_which(line, known)
    where = read_where(line, known)
    when = read_when(line, term)
    places = read_places(line)
    languages, audiences = read_languages(line), read_audiences(line, known)
    is_listed = _read_listed(line)
    peer, professional = (read_trainer(line, kind, known) for kind in ("peer", "professional"))
    check_length(line, "Notes", 1000)
    doubt_what_lies_beyond(line)
    if line.doubts or not (which and where and when and places):
        return None
    return ProgrammeLine(
        number=line.number,
        locality=where.locality,
        code=which.code,
        title=which.title,
        strand=which.strand,
        format=where.format,
        venue=where.venue,
        venue_locality=where.venue_locality,
        is_new_venue=where.is_new_venue,
        first_on=when.first_on,
        starts=when.starts,
        ends=when.ends,
        sessions=when.sessions,
        capacity=places.capacity,
        minimum=places.minimum,
        reserved=places.reserved,
        is_listed=bool(is_listed),
        languages=languages,
        audiences=audiences,
        peer=peer or "",
        professional=professional or "",
        notes=line.words("Notes"),
    )


def _read_listed(line: Line) -> bool | None:
    if line.words("Listed"):
        return read_yes(line, "Listed", empty=True)
    if not _CLOSED_GROUP.search(folded(line.words("Notes"))):
        return True
    line.doubt(
        "closed-group",
        "Listed",
        _("The note says “{text}”. Should the public see this run?").format(text=line.words("Notes")),
        [
            Suggestion(_("Not listed: only people the office books"), {"Listed": "no"}),
            Suggestion(_("Listed for everyone"), {"Listed": "yes"}),
        ],
    )
    return None
