"""Finding a course by place, strand, day and format: links that narrow a list."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.dates import EVERY
from courses.models import Run, Session
from courses.queries import coming_runs

# What each name in the address narrows by, in the order of `_seen`.
NAMES = ("place", "strand", "day", "format")
# A filter with one choice beside "all" narrows nothing.
LEAST = 2


@dataclass(frozen=True)
class Choice:
    """A link of a filter: what it says, where it leads, whether it is on."""

    text: str
    href: str
    is_on: bool


@dataclass(frozen=True)
class Filter:
    """The links that narrow by one thing."""

    name: str
    label: str
    choices: list[Choice]


class Finding:
    """What is asked in an address such as `?place=leeds&day=2`, against what is coming at `now`.

    What nobody knows is left aside, so an old or mistyped link still shows courses.
    Costs one query for all filters, whatever the number of runs.
    """

    def __init__(self, asked: QueryDict, *, now: dt.datetime):
        self.now = now
        self.today = timezone.localdate(now)
        self._coming = coming_runs(now)
        self._seen = self._combinations()
        self._words = self._said()
        self.asked = {name: asked[name] for name in NAMES if asked.get(name) in self._words[name]}

    @property
    def is_narrowed(self) -> bool:
        return bool(self.asked)

    def runs(self) -> QuerySet[Run]:
        """Runs that fit all that is asked, soonest first."""
        runs = self._coming
        if place := self.asked.get("place"):
            runs = runs.filter(locality__slug=place)
        if strand := self.asked.get("strand"):
            runs = runs.filter(course__strand__slug=strand)
        if format := self.asked.get("format"):
            runs = runs.filter(format=format)
        if weekday := self.asked.get("day"):
            runs = runs.filter(Exists(self._sessions().filter(held_on__iso_week_day=int(weekday))))
        return runs

    def filters(self) -> list[Filter]:
        """Each filter with the choices that still leave something, given the other filters."""
        labels = {"place": _("Where"), "day": _("Which day"), "strand": _("What about"), "format": _("How")}
        filters = [Filter(name, labels[name], self._choices(name)) for name in labels]
        return [filter for filter in filters if len(filter.choices) > LEAST]

    def _sessions(self) -> QuerySet[Session]:
        return Session.objects.filter(run=OuterRef("pk"), status="scheduled", held_on__gte=self.today)

    def _combinations(self) -> list[dict]:
        """Every combination of place, strand, day and format that is coming, each once."""
        runs = Run.objects.public(self.now).coming(self.today).order_by()
        return list(
            runs.filter(sessions__status="scheduled", sessions__held_on__gte=self.today)
            .values(
                "format",
                "locality__slug",
                "locality__name",
                "locality__order",
                "course__strand__slug",
                "course__strand__name",
                "course__strand__order",
                "sessions__held_on__iso_week_day",
            )
            .distinct()
        )

    def _said(self) -> dict[str, dict[str, str]]:
        """For each filter its values in order, with the words for them."""
        weekdays = sorted({row["sessions__held_on__iso_week_day"] for row in self._seen})
        seen_formats = {row["format"] for row in self._seen}
        return {
            "place": self._named("locality"),
            "strand": self._named("course__strand"),
            "day": {str(number): str(EVERY[number - 1]) for number in weekdays},
            "format": {str(value): str(label) for value, label in Run.Format.choices if value in seen_formats},
        }

    def _named(self, prefix: str) -> dict[str, str]:
        rows = {(row[f"{prefix}__order"], row[f"{prefix}__name"], row[f"{prefix}__slug"]) for row in self._seen}
        return {slug: name for _order, name, slug in sorted(rows)}

    def _choices(self, name: str) -> list[Choice]:
        left = {self._value(row, name) for row in self._fitting(besides=name)}
        on = self.asked.get(name)
        everything = Choice(
            self._everything()[name], self._href({n: v for n, v in self.asked.items() if n != name}), on is None
        )
        return [everything] + [
            Choice(text, self._href(self.asked | {name: value}), value == on)
            for value, text in self._words[name].items()
            if value in left or value == on
        ]

    @staticmethod
    def _everything() -> dict[str, str]:
        return {"place": _("Anywhere"), "day": _("Any day"), "strand": _("Anything"), "format": _("Any way")}

    def _fitting(self, *, besides: str) -> Iterable[dict]:
        others = {name: value for name, value in self.asked.items() if name != besides}
        return (row for row in self._seen if all(self._value(row, n) == v for n, v in others.items()))

    @staticmethod
    def _value(row: dict, name: str) -> str:
        columns = {
            "place": "locality__slug",
            "strand": "course__strand__slug",
            "day": "sessions__held_on__iso_week_day",
            "format": "format",
        }
        return str(row[columns[name]])

    @staticmethod
    def _href(asked: dict[str, str]) -> str:
        query = QueryDict(mutable=True)
        for name in NAMES:
            if name in asked:
                query[name] = asked[name]
        return f"?{query.urlencode()}" if asked else "?"
