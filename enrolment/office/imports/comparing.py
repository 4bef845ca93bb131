"""Three ways to see a fact: as last brought by a sheet, as it stands now, as this sheet has it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from courses.sheets.doubts import Doubt, Suggestion
from enrolment.office.imports.reading import ReadLine

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Fact:
    """Something a sheet says about a row. Values are plain JSON; `say` puts one into words.

    `blank_says_nothing`: an empty cell leaves what is there, whoever wrote it.
    """

    name: str
    label: str | Promise
    say: Callable[[Any], str]
    blank_says_nothing: bool = False


@dataclass(frozen=True)
class Difference:
    """A fact on which the sheet and the screen differ; `needs_tick` where somebody changed the screen.

    is_own: whoever the row is about has answered it themselves, and no sheet overwrites that.
    """

    fact: Fact
    now: Any
    sheet: Any
    needs_tick: bool
    is_own: bool = False

    @property
    def now_in_words(self) -> str:
        return self.fact.say(self.now)

    @property
    def sheet_in_words(self) -> str:
        return self.fact.say(self.sheet)


def compare(
    facts: tuple[Fact, ...], sheet: Values, now: Values, last: Values | None, own: Collection[str] = ()
) -> list[Difference]:
    """The facts on which `sheet` differs from `now`; `own` are those that somebody answered themselves.

    A fact that stands as the last import left it may be overwritten; one that
    was changed since, or that no import ever wrote, needs a tick.
    """
    found = []
    for fact in facts:
        wanted, there = sheet[fact.name], now[fact.name]
        if wanted == there or (fact.blank_says_nothing and not wanted):
            continue
        untouched = last is not None and last.get(fact.name) == there
        found.append(Difference(fact, there, wanted, needs_tick=not untouched, is_own=fact.name in own))
    return found


class State(StrEnum):
    """What will become of a line."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    DOUBT = "doubt"
    SET_ASIDE = "set aside"
    NOT_YOURS = "not yours"
    OVER = "over"
    LEFT_OUT = "left out"

    @property
    def words(self) -> str:
        return str(STATE_WORDS[self][0])

    @property
    def colour(self) -> str:
        return STATE_WORDS[self][1]


# What each state reads as, and the colour of its tag.
STATE_WORDS = {
    State.NEW: (_("New"), "green"),
    State.CHANGED: (_("Changed"), "blue"),
    State.SAME: (_("As before"), "grey"),
    State.DOUBT: (_("In doubt"), "yellow"),
    State.SET_ASIDE: (_("Set aside as a draft"), "white"),
    State.NOT_YOURS: (_("Not yours to plan"), "white"),
    State.OVER: (_("Over or called off"), "white"),
    State.LEFT_OUT: (_("Left out"), "white"),
}


@dataclass
class Planned:
    """A line, the row it is about (None for a new one) and what will become of it."""

    read: ReadLine
    state: State
    target: Any = None
    values: dict[str, Any] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)
    more_doubts: list[Doubt] = field(default_factory=list)
    sentence: str | Promise = ""
    new_instead: Suggestion | None = None
    summary: str = ""
    mended: list[str] = field(default_factory=list)
    arrival: Any = None

    @property
    def number(self) -> int:
        return self.read.number

    @property
    def line_words(self) -> str:
        return gettext("line {number}").format(number=self.number)

    @property
    def doubts(self) -> list[Doubt]:
        return [*self.read.doubts, *self.more_doubts]

    @property
    def to_tick(self) -> list[Difference]:
        return [difference for difference in self.differences if difference.needs_tick and not difference.is_own]

    def to_write(self, ticks: set[tuple[int, str]]) -> dict[str, Any]:
        """The facts to write over the row: those nobody touched, and those ticked."""
        return {
            d.fact.name: d.sheet
            for d in self.differences
            if not d.is_own and (not d.needs_tick or (self.number, d.fact.name) in ticks)
        }


@dataclass
class Plan:
    """All lines of a sheet, and the rows of its term that it does not mention.

    Of people also what all of it comes to, in words, and the codes of the learners whose names it shows.
    """

    lines: list[Planned]
    unmentioned: list[Any] = field(default_factory=list)
    totals: dict[str | Promise, int] = field(default_factory=dict)
    newcomers: int = 0
    shown: frozenset[str] = frozenset()

    def of(self, *states: State) -> list[Planned]:
        return [line for line in self.lines if line.state in states]

    @property
    def in_doubt(self) -> list[Planned]:
        return self.of(State.DOUBT)

    @property
    def to_tick(self) -> list[Planned]:
        return [line for line in self.of(State.CHANGED) if line.to_tick]

    def counts(self) -> dict[str, int]:
        """How many lines are in each state, by the state's name in small letters."""
        return {state.name.lower(): len(self.of(state)) for state in State}
