"""Reading the sheet of trainers: one trainer a line, nothing guessed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from .doubts import Doubt, Notice
from .headings import Column
from .known import Known, TermDates
from .lines import Line, doubt_what_lies_beyond, mended, read_number, read_yes
from .periods import Period, read_periods
from .trainer_cells import (
    HalfDay,
    read_check,
    read_free,
    read_kind,
    read_name,
    read_several,
    read_trained,
)
from .words import folded

COLUMNS = (
    Column("Name", ("Trainer",)),
    Column("Kind"),
    Column("Will teach in", ("Localities",)),
    Column("Can teach", ("Strands",)),
    Column("WRAP facilitator", ("Certified facilitator",)),
    Column("Usually free", ("Free",)),
    Column("Away", ("Dates away",)),
    Column("Most sessions a week", ("Sessions a week",)),
    Column("DBS check until", ("DBS until",)),
    Column("Train the trainer done", ("Train the trainer",)),
)


@dataclass(frozen=True)
class TrainerLine:
    """A trainer, read for certain.

    `free` are half days (0 for Monday, "am" or "pm"); `away` are days from and to,
    both included; `trained` is "done", "booked" or "no", `trained_note` when booked.
    """

    number: int
    name: str
    kind: str
    localities: tuple[str, ...]
    strands: tuple[str, ...]
    is_certified_facilitator: bool
    free: tuple[HalfDay, ...]
    away: tuple[Period, ...]
    most_sessions: int | None
    dbs_until: date | None
    trained: str
    trained_note: str


@dataclass(frozen=True)
class TrainerRead:
    """A line as mended so far, and its trainer: None while there is a doubt about it."""

    number: int
    cells: Mapping[str, str]
    trainer: TrainerLine | None
    doubts: tuple[Doubt, ...] = ()
    notices: tuple[Notice, ...] = ()
    is_set_aside: bool = False


@dataclass(frozen=True)
class TrainerSheet:
    lines: tuple[TrainerRead, ...] = ()

    @property
    def doubts(self) -> list[Doubt]:
        """Every doubt still to be settled; lines set aside raise none."""
        return [doubt for line in self.lines if not line.is_set_aside for doubt in line.doubts]

    @property
    def notices(self) -> list[Notice]:
        return [notice for line in self.lines for notice in line.notices]

    @property
    def trainers(self) -> list[TrainerLine]:
        return [line.trainer for line in self.lines if line.trainer and not line.is_set_aside]


def read_trainers(
    lines: Iterable[tuple[int, Mapping[str, str]]],
    *,
    term: TermDates,
    known: Known,
    corrections: Mapping[int, Mapping[str, str]] | None = None,
    set_aside: frozenset[int] = frozenset(),
) -> TrainerSheet:
    """Reads the lines of the trainers' sheet; the arguments are those of `read_programme`."""
    kept = mended(lines, corrections or {})
    read = {line.number: _read_line(line, term, known) for line in kept}
    _doubt_repeated_names([line for line in kept if line.number not in set_aside])
    return TrainerSheet(
        tuple(
            TrainerRead(
                line.number,
                line.cells,
                None if line.doubts else read[line.number],
                tuple(line.doubts),
                tuple(line.notices),
                line.number in set_aside,
            )
            for line in kept
        )
    )


def _read_line(line: Line, term: TermDates, known: Known) -> TrainerLine | None:
    name = read_name(line, known)
    kind = read_kind(line)
    localities = read_several(line, "Will teach in", known.localities)
    strands = read_several(line, "Can teach", known.strands)
    facilitator = read_yes(line, "WRAP facilitator", empty=False)
    free = read_free(line)
    away = read_periods(line, "Away", near=term.first_on)
    most = None
    if line.words("Most sessions a week"):
        most = read_number(line, "Most sessions a week", 1, 20)
    until = read_check(line, term)
    trained = read_trained(line)
    doubt_what_lies_beyond(line)
    if line.doubts or not (name and kind and trained):
        return None
    return TrainerLine(
        number=line.number,
        name=name,
        kind=kind,
        localities=localities or (),
        strands=strands or (),
        is_certified_facilitator=bool(facilitator),
        free=free or (),
        away=tuple(away or ()),
        most_sessions=most,
        dbs_until=until,
        trained=trained[0],
        trained_note=trained[1],
    )


def _doubt_repeated_names(lines: list[Line]) -> None:
    first: dict[str, Line] = {}
    for line in lines:
        if not line.words("Name"):
            continue
        before = first.setdefault(folded(line.words("Name")), line)
        if before is not line:
            line.doubt(
                "repeated-name",
                "Name",
                _("“{name}” is already in line {other}. Add something that tells the two apart.").format(
                    name=line.words("Name"), other=before.number
                ),
            )
