"""Words as people type them, in lines."""

from collections.abc import Iterable


def lines(text: str) -> list[str]:
    """The lines of `text` that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def with_signers(made_by: Iterable[str], signers: Iterable[str]) -> list[str]:
    """Those whom a course's words name, then the signers who are not among them, by the name before any comma."""
    named = list(made_by)
    known = {_name(line) for line in named}
    return [*named, *(line for line in signers if _name(line) not in known)]


def _name(line: str) -> str:
    return " ".join(line.partition(",")[0].split()).casefold()
