"""The board of a term: its runs by week, with their trainers; those without their pair first."""

import datetime as dt
from dataclasses import dataclass

from courses.models import Locality, Term
from courses.models.runs import RunQuerySet
from enrolment.office.queries import RunLine, run_lines

WEEK = dt.timedelta(weeks=1)


@dataclass
class Row:
    """A run on the board: its line, and the days on which it meets in each week of the board."""

    line: RunLine
    weeks: list[tuple[dt.date, list[dt.date]]]

    @property
    def is_locked(self) -> bool:
        """Whether everyone on it stays when the term is planned."""
        everyone = self.line.pair.everyone
        return bool(everyone) and all(each.is_locked or each.status == "accepted" for each in everyone)

    @property
    def may_lock(self) -> bool:
        """Whether somebody on it is only asked; who has accepted stays anyway."""
        return any(each.status == "proposed" for each in self.line.pair.everyone)


@dataclass
class Board:
    """weeks: the Mondays. places: the localities with runs, and whether the board is narrowed to each."""

    weeks: list[dt.date]
    places: list[tuple[Locality, bool]]
    gaps: list[Row]
    paired: list[Row]

    @property
    def is_everywhere(self) -> bool:
        return not any(is_on for _place, is_on in self.places)


def board_of(term: Term, runs: RunQuerySet, *, place: str = "") -> Board:
    """The board of the drafts and published runs among `runs`, of the locality named `place`: fixed queries."""
    runs = runs.filter(term=term, status__in=["draft", "published"])
    places = list(Locality.objects.filter(pk__in=runs.values("locality")))
    if place:
        runs = runs.filter(locality__slug=place)
    lines = run_lines(runs.with_first_day().order_by("first_on", "locality", "course__code"))
    days = [session.held_on for line in lines for session in line.run.sessions_on()]
    weeks = _mondays(min([term.starts_on, *days]), max([term.ends_on, *days]))
    rows = [_row(line, weeks) for line in lines]
    return Board(
        weeks,
        [(each, each.slug == place) for each in places],
        [row for row in rows if not row.line.pair.is_complete],
        [row for row in rows if row.line.pair.is_complete],
    )


def _mondays(first: dt.date, last: dt.date) -> list[dt.date]:
    monday = first - dt.timedelta(days=first.weekday())
    return [monday + week * WEEK for week in range((last - monday).days // 7 + 1)]


def _row(line: RunLine, weeks: list[dt.date]) -> Row:
    days = [session.held_on for session in line.run.sessions_on()]
    return Row(line, [(monday, [day for day in days if monday <= day < monday + WEEK]) for monday in weeks])
