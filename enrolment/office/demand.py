"""What people looked for in vain, in the words of the office. Counts of wishes; small ones are not shown.

0 shows, 1 to 7 stays hidden, others are rounded to the nearest five (NHS Digital's rule for small numbers).
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from courses.dates import EVERY
from courses.models import Locality, Run, Strand, Term, UnmetSearch, Venue
from courses.queries import all_terms

HIDDEN_UP_TO, ROUNDED_TO = 7, 5
HIDDEN = "*"


@dataclass(frozen=True)
class Wish:
    """One choice of filters that found nothing: what was asked for, where ("" anywhere), how often as it is shown."""

    asked: str
    place: str
    place_slug: str
    shown: str


def shown(times: int) -> str:
    """A count as it may leave the office: "0", "*" for 1 to 7, else the nearest five."""
    if 0 < times <= HIDDEN_UP_TO:
        return HIDDEN
    return str((times + ROUNDED_TO // 2) // ROUNDED_TO * ROUNDED_TO)


def wishes_of(term: Term) -> list[Wish]:
    """What was looked for in vain while `term` was the newest to choose from, the most wanted first.

    A fixed number of queries. Those asked too seldom to be shown come last, by their words.
    """
    counted: Counter[str] = Counter()
    for asked, times in searches_of(term).values_list("asked", "times"):
        counted[asked] += times
    words = _Words()
    return sorted((words.wish(asked, times) for asked, times in counted.items()), key=_order)


def searches_of(term: Term) -> QuerySet[UnmetSearch]:
    """Searches from the day `term` became public until the day before the next one did."""
    since = _begins(term)
    later = [_begins(other) for other in all_terms() if other.pk != term.pk and _begins(other) > since]
    rows = UnmetSearch.objects.filter(day__gte=since)
    return rows.filter(day__lt=min(later)) if later else rows


def _begins(term: Term) -> dt.date:
    return timezone.localdate(term.public_from) if term.public_from else term.starts_on


def _order(wish: Wish) -> tuple:
    """By what is shown, so that the order says no more than the numbers."""
    return (wish.shown == HIDDEN, 0 if wish.shown == HIDDEN else -int(wish.shown), wish.place, wish.asked)


class _Words:
    """Our own codes of filters in plain words. What nobody knows any more is said as it stands."""

    def __init__(self):
        self.places = dict(Locality.objects.values_list("slug", "name"))
        self.strands = dict(Strand.objects.values_list("slug", "name"))

    def wish(self, asked: str, times: int) -> Wish:
        codes = asked.split()
        place = next((code.partition("=")[2] for code in codes if code.startswith("place=")), "")
        others = [self._say(code) for code in codes if not code.startswith("place=")]
        said = capfirst(", ".join(others)) if others else _("Anything at all")
        known = place if place in self.places else ""
        return Wish(said, self.places.get(place, place), known, shown(times))

    def _say(self, code: str) -> str:
        name, _equals, value = code.partition("=")
        if name == "words":
            return _("words of their own")
        if name == "near":
            return _("near a postcode")
        if name == "access":
            return _label(value)
        known = {"day": _weekdays(), "time": _times(), "strand": self.strands, "format": _formats()}
        return known.get(name, {}).get(value, value)


def _weekdays() -> dict[str, str]:
    return {str(number + 1): str(words) for number, words in EVERY.items()}


def _times() -> dict[str, str]:
    return {"morning": _("in the morning"), "afternoon": _("in the afternoon"), "evening": _("in the evening")}


def _formats() -> dict[str, str]:
    return {value: str(label) for value, label in Run.Format.choices}


def _label(feature: str) -> str:
    fields: Iterable = Venue._meta.fields
    return next((str(field.verbose_name) for field in fields if field.name == feature), feature)
