"""How many people a run takes: places, minimum, and places kept for a group."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .doubts import Suggestion
from .lines import Line, read_number
from .words import folded

MOST_PLACES = 500
# "Coming as" in the sheet's words, and the code it is kept under.
GROUPS = {
    "carers": "carer",
    "people using services": "uses_services",
    "service users": "uses_services",
    "staff": "staff",
    "volunteers": "volunteer",
    "students": "student",
    "the public": "public",
}
_WITH_RESERVE = re.compile(
    r"([0-9]{1,3}) ?\(([0-9]{1,3}) ?(?:\+|and|plus) ?([0-9]{1,3}) (?:places )?(?:reserved |kept )?for ([a-z ]+)\)"
)
_KEPT = re.compile(r"([0-9]{1,3}) for ([a-z ]+)")


@dataclass(frozen=True)
class Reserved:
    """`places` of the run's own places, kept for a group (a code)."""

    places: int
    kept_for: str


@dataclass(frozen=True)
class Places:
    capacity: int
    minimum: int
    reserved: tuple[Reserved, ...]


def read_places(line: Line) -> Places | None:
    capacity = _read_capacity(line)
    minimum = read_number(line, "Minimum", 0, MOST_PLACES, empty="1")
    reserved = _read_reserved(line)
    if capacity is None or minimum is None or reserved is None:
        return None
    if minimum > capacity:
        line.doubt(
            "minimum-above-places",
            "Minimum",
            _("At least {minimum} people, but only {places} places.").format(minimum=minimum, places=capacity),
            [
                Suggestion(_("At least {count}").format(count=capacity), {"Minimum": str(capacity)}),
                Suggestion(_("{count} places").format(count=minimum), {"Places": str(minimum)}),
            ],
        )
        return None
    if sum(kept.places for kept in reserved) > capacity:
        line.doubt(
            "more-reserved-than-places",
            "Reserved",
            _("More places are kept than the run has."),
            [Suggestion(_("Keep none"), {"Reserved": ""})],
        )
        return None
    # A minimum of none and of one are the same thing: a run needs somebody to go ahead.
    return Places(capacity, max(minimum, 1), reserved)


def _read_capacity(line: Line) -> int | None:
    text = folded(line.words("Places"))
    match = _WITH_RESERVE.fullmatch(text)
    if not match:
        return read_number(line, "Places", 1, MOST_PLACES, unit="places?")
    whole, open_to_all, kept = (int(match[n]) for n in (1, 2, 3))
    group = match[4].strip()
    offered = []
    if open_to_all + kept == whole and group in GROUPS:
        offered.append(
            Suggestion(
                _("{whole} places, {kept} of them reserved for {group}").format(whole=whole, kept=kept, group=group),
                {"Places": str(whole), "Reserved": f"{kept} for {group}"},
            )
        )
    offered.append(Suggestion(_("{whole} places for everyone").format(whole=whole), {"Places": str(whole)}))
    line.doubt(
        "places-with-remark",
        "Places",
        _("“{text}” is a number with a remark.").format(text=line.words("Places")),
        offered,
    )
    return None


def _read_reserved(line: Line) -> tuple[Reserved, ...] | None:
    kept: dict[str, int] = {}
    for part in filter(None, map(str.strip, folded(line.words("Reserved")).split(";"))):
        match = _KEPT.fullmatch(part)
        if not match or match[2].strip() not in GROUPS or int(match[1]) < 1:
            line.doubt(
                "reserved-not-read",
                "Reserved",
                _("“{text}” is not read. Write it like “2 for carers”; the groups are: {groups}.").format(
                    text=part, groups=", ".join(GROUPS)
                ),
                [Suggestion(_("Keep none"), {"Reserved": ""})],
            )
            return None
        group = GROUPS[match[2].strip()]
        kept[group] = kept.get(group, 0) + int(match[1])
    return tuple(Reserved(places, group) for group, places in kept.items())
