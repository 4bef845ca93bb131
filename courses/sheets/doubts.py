"""What reading a sheet has to say: doubts to settle, things to know, refusals of a whole file."""

from dataclasses import dataclass, field

from college.refusals import Refusal


class SheetRefusal(Refusal):
    """A whole file that can't be read; the sentence says what to do about it."""


@dataclass(frozen=True)
class Suggestion:
    """One way to settle a doubt: what to write into which columns of the line.

    An empty `cells` means there is nothing to write: set the line aside.
    """

    label: str
    cells: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Doubt:
    """Something in a line that can't be read for certain, in a sentence."""

    code: str
    line_number: int
    column: str
    what: str
    suggestions: tuple[Suggestion, ...] = ()


@dataclass(frozen=True)
class Notice:
    """Something worth knowing that stops nothing. `line_number` 0 is the whole sheet."""

    code: str
    line_number: int
    column: str
    what: str
