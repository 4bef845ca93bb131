"""All that is measured on one database; `python -m bench` starts one such process each.

    python -m bench.on_database <folder>                 writes <folder>/lines.json
    python -m bench.on_database <folder> certificates    the same of certificates alone, or of another part

The database is the one in DATABASE_URL: empty, or migrated already.
"""

import logging
import os
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import django
from django.core.management import call_command

logging.disable(logging.INFO)  # here alone: the web server says what it always says
django.setup()

from django.db import connection  # noqa: E402  after the apps have loaded

from bench import (  # noqa: E402
    allocating,
    certificates,
    college,
    enrolling,
    morning,
    pages,
    posting,
    prospectus,
    queries,
    registers,
    statements,
)
from bench.servers import served  # noqa: E402
from bench.sizes import FEW, MANY, RUNS  # noqa: E402
from bench.table import Line, keep  # noqa: E402
from bench.visitors import Crowd  # noqa: E402
from tests.database import engine  # noqa: E402


def measured(folder: Path, on: str) -> list[Line]:
    said: list[Line] = []
    college.found()
    college.grow(FEW)
    few = queries.asked_by_pages()
    say("queries counted at 10 runs")
    college.grow(RUNS)
    with served(dict(os.environ), folder) as server, Crowd() as crowd:
        said += pages.lines(server, crowd, on=on)
        say("pages measured")
        said += posting.lines(server, crowd, on=on)
        say("the enrol POST measured")
    college.grow(MANY)
    said += queries.lines(few, queries.asked_by_pages(), on=on)
    said += statements.lines(on=on)
    say("queries and statements counted")
    said += enrolling.lines(on=on)
    say("enrolling measured")
    if connection.vendor == "sqlite":  # neither paper nor the solver asks a database
        said += certificates.lines()
        said += prospectus.lines()
        say("certificates and prospectuses measured")
        said += allocating.lines()
        say("allocating measured")
    else:
        said += morning.lines(folder, on=on)
        say("an enrolment morning spent")
    said += registers.lines(folder, on=on)
    say("a register taken on a slow phone")
    return said


def _pages(folder: Path, *, on: str) -> list[Line]:
    """The list of courses at 200 runs on a server of its own, and its queries at 10, 200 and 2,000."""
    college.grow(FEW)
    few = queries.asked_by_pages()
    college.grow(RUNS)
    with served(dict(os.environ), folder) as server, Crowd() as crowd:
        said = pages.lines(server, crowd, on=on)
    college.grow(MANY)
    return said + queries.lines(few, queries.asked_by_pages(), on=on)


def _bookings(folder: Path, *, on: str) -> list[Line]:
    """Taking a place at 200 runs: the press on a server of its own, and the statements of each page."""
    college.grow(RUNS)
    with served(dict(os.environ), folder) as server, Crowd() as crowd:
        said = posting.lines(server, crowd, on=on)
    return said + statements.lines(on=on)


def one_part(part: str, folder: Path, on: str) -> list[Line]:
    college.found()
    parts: dict[str, Callable[[], list[Line]]] = {
        "certificates": certificates.lines,
        "registers": partial(registers.lines, folder, on=on),
        "morning": partial(morning.lines, folder, on=on),
        "bookings": partial(_bookings, folder, on=on),
        "pages": partial(_pages, folder, on=on),
    }
    said = parts[part]()
    say(f"{part} measured")
    return said


def say(words: str) -> None:
    print(f"  {time.strftime('%H:%M:%S')} {words}", flush=True)


def main() -> None:
    folder = Path(sys.argv[1])
    call_command("migrate", verbosity=0, interactive=False)
    say("database migrated")
    lines = one_part(sys.argv[2], folder, engine()) if sys.argv[2:] else measured(folder, engine())
    keep(lines, folder / "lines.json")


if __name__ == "__main__":
    main()
