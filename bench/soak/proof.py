"""What must hold after the storm, as plain sums on plain rows, so that tests can plant each fault."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bench.soak.people import Told
from bench.soak.trap import Letter


@dataclass(frozen=True)
class Place:
    """An enrolment as it is stored."""

    code: str
    run: str
    email: str
    is_live: bool


@dataclass
class Rows:
    """What the database holds: places, the keys of the messages they owe, messages by key, runs too full."""

    places: list[Place]
    owed: set[str]
    messages: dict[str, str]
    too_full: int = 0


def faults(told: Iterable[Told], given_up: set[str], rows: Rows, letters: list[Letter]) -> dict[str, int]:
    """Each thing that may not happen, and how often it did."""
    stored = {place.code: place for place in rows.places}
    live = Counter((place.email, place.run) for place in rows.places if place.is_live)
    delivered = {letter.message_id for letter in letters}
    return {
        "places acknowledged and not stored": sum(not _is_stored(promise, stored) for promise in set(told)),
        "people with two live places on one run": sum(many > 1 for many in live.values()),
        "places given up and still held": sum(code in stored and stored[code].is_live for code in given_up),
        "changes of a place without their message": len(rows.owed - rows.messages.keys()),
        "messages that never reached the mail server": len(set(rows.messages.values()) - delivered),
        "letters of no message of ours": len(delivered - set(rows.messages.values())),
        "messages about no change of a place, or one told twice": len(rows.messages.keys() - rows.owed),
        "two messages under one Message-ID": len(rows.messages) - len(set(rows.messages.values())),
        "runs with more people than places": rows.too_full,
    }


def _is_stored(promise: Told, stored: dict[str, Place]) -> bool:
    place = stored.get(promise.code)
    return place is not None and (place.run, place.email) == (promise.run, promise.email)


def duplicates(letters: list[Letter]) -> int:
    """Letters that came once more than they had to, under the Message-ID they had."""
    return len(letters) - len({letter.message_id for letter in letters})
