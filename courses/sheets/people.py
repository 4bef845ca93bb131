"""Reading a sheet of people: who has a place on which run, or waits for it, a line each; nothing guessed.

A plain sheet, what a form builder exports (a column for each question) and what a ticket shop exports are
read alike: each names the same few things in its own words, and everything else in it is left unread.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from .asked import doubt_months_first, read_asked
from .doubts import Doubt, Notice
from .headings import Headed, read_headings
from .lines import Line, doubt_what_lies_beyond, mended
from .people_headings import COLUMNS, in_one, rows_to_read, say_what_is_missing
from .person_cells import read_address, read_email, read_name, read_phone, read_wish
from .which_run import KnownRun, read_run

__all__ = ["COLUMNS", "PersonLine", "PersonRead", "read_people", "read_people_headings"]


@dataclass(frozen=True)
class PersonLine:
    """A person and a run, read for certain.

    `wish`: "place" (they have one), "waiting", "asks" (the sheet doesn't say) or "gone" (not coming any
    more). `asked_at` is on the wall clock; None where the sheet doesn't say.
    """

    number: int
    name: str
    called: str
    email: str
    phone: str
    address: str
    run: str
    wish: str
    asked_at: dt.datetime | None


@dataclass(frozen=True)
class PersonRead:
    """A line as mended so far, and the person it tells of: None while there is a doubt about it."""

    number: int
    cells: Mapping[str, str]
    person: PersonLine | None
    doubts: tuple[Doubt, ...] = ()
    notices: tuple[Notice, ...] = ()
    is_set_aside: bool = False


def read_people_headings(rows) -> Headed:
    """The lines below the headings, in whosever words these are. Refuses a sheet without who, how or which."""
    headed = read_headings(rows_to_read(rows), COLUMNS)
    say_what_is_missing(headed)
    return replace(headed, notices=in_one(headed.notices))


def read_people(
    lines: Iterable[tuple[int, Mapping[str, str]]],
    *,
    runs: tuple[KnownRun, ...],
    today: dt.date,
    corrections: Mapping[int, Mapping[str, str]] | None = None,
    set_aside: frozenset[int] = frozenset(),
) -> tuple[PersonRead, ...]:
    """Reads the lines of a sheet of people against the `runs` of its term; `today` is the local day.

    `corrections` and `set_aside` as in `read_programme`. The same input always reads the same.
    """
    as_written = dict(lines)
    kept = mended(as_written.items(), corrections or {})
    read = {line.number: _read_line(line, runs, today) for line in kept}
    doubt_months_first(kept, as_written)
    return tuple(
        PersonRead(
            line.number,
            line.cells,
            None if line.doubts else read[line.number],
            tuple(line.doubts),
            tuple(line.notices),
            line.number in set_aside,
        )
        for line in kept
    )


def _read_line(line: Line, runs: tuple[KnownRun, ...], today: dt.date) -> PersonLine | None:
    wish = read_wish(line)
    if wish == "gone":  # nothing of such a line is made, so nothing else of it is asked
        return PersonLine(line.number, "", "", "", "", "", "", wish, None)
    name, called = read_name(line)
    email, phone, address = read_email(line), read_phone(line), read_address(line)
    run = read_run(line, runs)
    asked_at = read_asked(line, today)
    doubt_what_lies_beyond(line)
    if line.doubts or not (name and run and wish):
        return None
    return PersonLine(line.number, name, called, email, phone, address, run.code, wish, asked_at)
