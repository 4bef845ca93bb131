"""What the college already knows, as plain words: the ground a sheet is read against."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .words import same


@dataclass(frozen=True)
class ClosedDays:
    first_on: date
    last_on: date
    reason: str = ""

    def __contains__(self, day: date) -> bool:
        return self.first_on <= day <= self.last_on


@dataclass(frozen=True)
class TermDates:
    """First and last day of the term, both taught, and the closed days between."""

    first_on: date
    last_on: date
    closed: tuple[ClosedDays, ...] = ()

    def __contains__(self, day: date) -> bool:
        return self.first_on <= day <= self.last_on

    def is_closed(self, day: date) -> bool:
        return any(day in days for days in self.closed)


@dataclass(frozen=True)
class KnownVenue:
    name: str
    locality: str
    is_online: bool = False
    room_size: int | None = None


@dataclass(frozen=True)
class KnownCourse:
    code: str
    title: str
    strand: str
    needs_certified: bool = False


@dataclass(frozen=True)
class KnownTrainer:
    """`kind` is "peer" or "professional"."""

    name: str
    kind: str
    is_certified: bool = False


@dataclass(frozen=True)
class Known:
    """Localities, strands, audiences, venues, courses and trainers by name. Courses may be new; the rest may not."""

    localities: tuple[str, ...]
    strands: tuple[str, ...]
    venues: tuple[KnownVenue, ...] = ()
    courses: tuple[KnownCourse, ...] = ()
    trainers: tuple[KnownTrainer, ...] = ()
    audiences: tuple[str, ...] = ()

    def venues_in(self, locality: str | None) -> tuple[KnownVenue, ...]:
        return tuple(v for v in self.venues if locality is None or same(v.locality, locality))

    def venues_named(self, name: str) -> tuple[KnownVenue, ...]:
        return tuple(v for v in self.venues if same(v.name, name))

    def course(self, code: str) -> KnownCourse | None:
        return next((c for c in self.courses if same(c.code, code)), None)

    def trainers_named(self, name: str, kinds: Iterable[str] = ("peer", "professional")) -> list[KnownTrainer]:
        return [t for t in self.trainers if same(t.name, name) and t.kind in kinds]
