"""A run as a line of the programme says it."""

from dataclasses import dataclass
from datetime import date, time

from .places import Reserved
from .words import folded


@dataclass(frozen=True)
class ProgrammeLine:
    """A run, read for certain. `sessions` are days; times are on the wall clock."""

    number: int
    locality: str
    code: str
    title: str
    strand: str
    format: str
    venue: str
    venue_locality: str
    is_new_venue: bool
    first_on: date
    starts: time
    ends: time
    sessions: tuple[date, ...]
    capacity: int
    minimum: int
    reserved: tuple[Reserved, ...]
    is_listed: bool
    languages: tuple[str, ...]
    audiences: tuple[str, ...]
    peer: str
    professional: str
    notes: str

    @property
    def key(self) -> tuple:
        """What tells this run from every other of the term."""
        return folded(self.locality), folded(self.code), self.first_on, self.starts
