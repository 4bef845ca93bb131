"""A sheet of people read against the runs of its term."""

import datetime as dt
from collections.abc import Iterable

from courses.dates import run_words
from courses.models import Run, SheetImport, SheetLine
from courses.queries import current_editions
from courses.sheets.people import PersonRead, read_people
from courses.sheets.which_run import KnownRun


def runs_of(sheet: SheetImport) -> list[Run]:
    """The runs of the sheet's term with all that is said of them."""
    found = Run.objects.filter(term=sheet.term_id).select_related("course", "locality", "venue", "term")
    return list(found.prefetch_related("sessions").order_by("pk"))


def read_against(runs: Iterable[Run], lines: Iterable[SheetLine], *, today: dt.date) -> tuple[PersonRead, ...]:
    """The lines of a sheet of people, as mended so far."""
    runs = list(runs)
    editions = current_editions(run.course_id for run in runs)
    lines = list(lines)
    known = tuple(
        KnownRun(
            code=run.code,
            course_code=run.course.code,
            titles=tuple(
                dict.fromkeys(
                    [run.course.title, *([editions[run.course_id].title] if run.course_id in editions else [])]
                )
            ),
            locality=run.locality.name,
            venue=run.venue.name if run.venue else "",
            days=tuple(session.held_on for session in run.sessions_on()),
            words=say_run(run),
        )
        for run in runs
    )
    return read_people(
        [(line.number, line.cells) for line in lines],
        runs=known,
        today=today,
        corrections={line.number: line.mended for line in lines if line.mended},
        set_aside=frozenset(line.number for line in lines if line.is_set_aside),
    )


def say_run(run: Run) -> str:
    where = run.venue.name if run.venue else run.locality.name
    return f"{run.course.title}, {where}, {run_words(run.sessions_on())}"
