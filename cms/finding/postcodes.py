"""Postcodes as places near someone: compared here, sent nowhere, kept nowhere.

A postcode's first half ("EM1" of "EM1 4AB") names a district, its letters an area. The
second half leads to a few houses, so it is dropped on reading.
"""

import re
from collections.abc import Iterable

WHOLE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)[0-9][A-Z]{2}")
DISTRICT = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?")
AREA = re.compile(r"[A-Z]{1,2}")


def first_half(typed: str) -> str:
    """The district of a whole postcode, or a district or area as typed, in capitals; else empty."""
    tidy = "".join(typed[:20].split()).upper()
    if whole := WHOLE.fullmatch(tidy):
        return whole[1]
    return tidy if DISTRICT.fullmatch(tidy) or AREA.fullmatch(tidy) else ""


def area(half: str) -> str:
    """EM of EM1"""
    letters = AREA.match(half)
    return letters[0] if letters else ""


def near(half: str, postcodes: Iterable[str]) -> set[str]:
    """Those of `postcodes` in the district, else those in its area around it."""
    halves = {postcode: first_half(postcode) for postcode in postcodes}
    same = {postcode for postcode, other in halves.items() if other == half}
    return same or {postcode for postcode, other in halves.items() if other and area(other) == area(half)}
