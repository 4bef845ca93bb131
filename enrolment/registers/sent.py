"""What a phone sent, read strictly: a text that can't be read is refused whole, a mark by itself."""

import datetime as dt
import json
import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.dateparse import parse_datetime

from enrolment.registers.models import Mark

MOST_AT_ONCE = 200
CODE = re.compile(r"[0-9a-z]{1,12}")
GREATEST = 2**31 - 1


class CantRead(Exception):
    """What came is no list of marks."""


@dataclass(frozen=True)
class SentMark:
    """One mark as a phone gave it, perhaps days ago.

    `uuid` names it for good; `number` is its place among all marks that `device` gave;
    `seen_version` is the version of the mark that the phone had seen. `device_at` is None
    where the phone's clock said nothing that is a time.
    """

    uuid: UUID
    enrolment_key: str
    session: str
    status: str
    device_at: dt.datetime | None
    device: UUID
    number: int
    seen_version: int


def read_marks(text: str) -> list[SentMark | None]:
    """The marks in `text`, a JSON list, in its order; None for one that lacks something.

    Refuses CantRead for anything but a list of at most MOST_AT_ONCE, and for characters
    that no database stores.
    """
    try:
        found = json.loads(text, parse_constant=_refuse)
        if "\0" in json.dumps(found, ensure_ascii=False).encode().decode() or "\\u0000" in json.dumps(found):
            raise CantRead
    except (ValueError, RecursionError) as fault:  # half a letter and a number without end are ValueErrors, too
        raise CantRead from fault
    if not isinstance(found, list) or len(found) > MOST_AT_ONCE:
        raise CantRead
    return [_mark(one) for one in found]


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _mark(given: Any) -> SentMark | None:
    if not isinstance(given, dict):
        return None
    try:
        return SentMark(
            uuid=UUID(_words(given, "event_uuid")),
            enrolment_key=_code(given, "enrolment_key"),
            session=_code(given, "session"),
            status=Mark.Status(_words(given, "status")).value,
            device_at=_time(given.get("device_time")),
            device=UUID(_words(given, "device_id")),
            number=_count(given, "number"),
            seen_version=_count(given, "previous_version"),
        )
    except (KeyError, ValueError):
        return None


def _words(given: dict, name: str) -> str:
    if not isinstance(given[name], str):
        raise ValueError(name)
    return given[name]


def _code(given: dict, name: str) -> str:
    code = _words(given, name)
    if not CODE.fullmatch(code):
        raise ValueError(name)
    return code


def _count(given: dict, name: str) -> int:
    number = given[name]
    if type(number) is not int or not 0 <= number <= GREATEST:
        raise ValueError(name)
    return number


def _time(said: Any) -> dt.datetime | None:
    """A time with its zone, within what both databases store; else None: a wrong clock loses no mark."""
    try:
        time = parse_datetime(said) if isinstance(said, str) else None
    except ValueError:
        return None
    if time is None or time.tzinfo is None or not 2000 < time.year < 2200:
        return None
    return time
