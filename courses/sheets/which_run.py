"""Which run a line about a person means: by its code, or by course, day and place together."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .doubts import Suggestion
from .lines import Line, read_date_cell
from .words import nearest, same

MOST_CHOICES = 12
Runs = tuple["KnownRun", ...]


@dataclass(frozen=True)
class KnownRun:
    """A run of the term: `titles` are all that its course goes by, `days` its sessions, `words` what to call it."""

    code: str
    course_code: str
    titles: tuple[str, ...]
    locality: str
    venue: str
    days: tuple[dt.date, ...]
    words: str

    def is_called(self, text: str) -> bool:
        return same(text, self.course_code) or any(same(text, title) for title in self.titles)


def read_run(line: Line, runs: Runs) -> KnownRun | None:
    """The one run that all the cells of the line agree on; None when in doubt."""
    if code := line.words("Run"):
        return _by_code(line, code, runs)
    left = _of_the_course(line, runs)
    if not left:
        return None
    day = read_date_cell(line, "Date") if line.words("Date") else None
    if line.words("Date") and day is None:
        return None
    if day is not None:
        left = _narrowed(line, "Date", left, lambda run: day in run.days)
    left = _at(line, "Locality", left, lambda run: run.locality)
    left = _at(line, "Venue", left, lambda run: run.venue)
    if len(left) > 1:
        said = _("The term has {count} runs that the line could mean.").format(count=len(left))
        line.doubt("which-run", "Run", said, _choices(left))
    return left[0] if len(left) == 1 else None


def _by_code(line: Line, code: str, runs: Runs) -> KnownRun | None:
    found = next((run for run in runs if same(run.code, code)), None)
    if found is None:
        said = _("“{text}” is no run of this term.").format(text=code[:60])
        line.doubt("unknown-run", "Run", said, [Suggestion(_("Go by course, day and place"), {"Run": ""})])
    return found


def _of_the_course(line: Line, runs: Runs) -> Runs:
    left = runs
    for column in ("Course code", "Course"):
        text = line.words(column)
        if not text:
            continue
        narrower = tuple(run for run in left if run.is_called(text))
        if not narrower:
            titles = dict.fromkeys(title for run in left for title in run.titles)
            said = _("“{text}” is no course of this term.").format(text=text[:140])
            likely = [Suggestion(title, {column: title}) for title in nearest(text, titles)]
            line.doubt("unknown-course", column, said, likely)
            return ()
        left = narrower
    if left is runs:
        line.doubt("no-course", "Course", _("The course is not said."))
        return ()
    return left


def _at(line: Line, column: str, left: Runs, where: Callable[[KnownRun], str]) -> Runs:
    text = line.words(column)
    return _narrowed(line, column, left, lambda run: same(text, where(run))) if text and left else left


def _narrowed(line: Line, column: str, left: Runs, fits: Callable[[KnownRun], bool]) -> Runs:
    narrower = tuple(run for run in left if fits(run))
    if not narrower:
        said = _("No run of this course has “{text}”.").format(text=line.words(column)[:140])
        line.doubt(f"no-run-with-{column.lower()}", column, said, _choices(left))
    return narrower


def _choices(runs: Iterable[KnownRun]) -> list[Suggestion]:
    return [Suggestion(run.words, {"Run": run.code}) for run in list(runs)[:MOST_CHOICES]]
