"""Finding a course: what fits a question, how to ask otherwise, what to ask where nothing fits."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cms.finding.asked import FEATURES, NAMES, Asked
from cms.finding.coming import COLUMNS, TIMES, Combination, coming
from cms.finding.postcodes import near
from courses.models import Run, Session, Venue
from courses.queries import coming_runs, courses_about

# A filter with one choice beside "all" narrows nothing.
LEAST = 2
# More ways out than these are no help.
SUGGESTIONS = 3


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
    """What is asked in an address such as `?place=leeds&day=2&q=sleep`, against what is coming at `now`.

    What nobody knows is left aside, so an old or mistyped link still shows courses.
    Costs one query for all filters, whatever the number of runs, and one for words; while nothing changes
    the filters are kept.
    """

    def __init__(self, query: QueryDict, *, now: dt.datetime):
        self.now = now
        typed = Asked.read(query, dict.fromkeys(NAMES, {}))
        self._courses = courses_about(typed.separate_words) if typed.words else None
        self._all = coming(now, self._courses)
        self.asked = Asked.read(query, self._all.known)
        self.not_a_postcode = bool(query.get("near", "").strip()) and not self.asked.near
        self._near = near(self.asked.near, {each.postcode for each in self._all.combinations})

    @property
    def is_narrowed(self) -> bool:
        return bool(self.asked)

    def runs(self) -> QuerySet[Run]:
        """Runs that fit all that is asked, soonest first."""
        one = self.asked.one
        wanted: dict[str, object] = {f"venue__{feature}": True for feature in self.asked.access}
        columns = {name: column for name, column in COLUMNS.items() if name not in ("day", "time")}
        wanted |= {column: one[name] for name, column in columns.items() if name in one}
        if self._courses is not None:
            wanted["course__in"] = self._courses
        if self.asked.near:
            wanted["venue__in"] = {c.venue for c in self._all.combinations if c.venue and c.postcode in self._near}
        runs = coming_runs(self.now).filter(**wanted)
        if "language" in one:
            runs = runs.filter(self._taught_in(one["language"]))
        if "day" in one or "time" in one:
            runs = runs.filter(Exists(self._sessions()))
        return runs

    def _taught_in(self, language: str) -> Q:
        """What is stored of runs taught in `language`: a list as a whole, which both databases can compare."""
        lists = {each.languages for each in self._all.combinations if each.one["language"] == language}
        return Q(*(("languages", list(each)) for each in lists), _connector=Q.OR)

    def filters(self) -> list[Filter]:
        """Each filter with the choices that still leave something, given all else that is asked."""
        labels = {
            "place": _("Where"),
            "day": _("Which day"),
            "time": _("What time"),
            "strand": _("What about"),
            "format": _("How"),
            "audience": _("Especially for"),
            "language": _("Taught in"),
        }
        filters = [Filter(name, label, self._choices(name)) for name, label in labels.items()]
        shown = [each for each in filters if len(each.choices) > LEAST or each.name in self.asked.one]
        return shown + self._access()

    def suggestions(self) -> list[Choice]:
        """Where nothing fits: what to leave out so that something does, the most fitting first."""
        ways = [(len(list(self._fitting(less))), part, less) for part, less in self._less()]
        ways = sorted((way for way in ways if way[0]), key=lambda way: -way[0])[:SUGGESTIONS]
        words = self._any() | {
            "access": _("Whatever the place has"),
            "words": _("Without the words “%(words)s”") % {"words": self.asked.words},
            "near": _("Not only near %(postcode)s") % {"postcode": self.asked.near},
        }
        return [Choice(words[part], less.href, False) for _count, part, less in ways]

    def _less(self) -> Iterator[tuple[str, Asked]]:
        for part in self.asked.parts:
            yield part, self.asked.without(part)

    def _sessions(self) -> QuerySet[Session]:
        """Sessions to come on the day and at the time that are asked for: both at once."""
        sessions = Session.objects.filter(
            run=OuterRef("pk"), status="scheduled", held_on__gte=timezone.localdate(self.now)
        )
        if day := self.asked.one.get("day"):
            sessions = sessions.filter(held_on__iso_week_day=int(day))
        if time := self.asked.one.get("time"):
            first, end = TIMES[time]
            sessions = sessions.filter(starts__gte=first, **({"starts__lt": end} if end else {}))
        return sessions

    def _choices(self, name: str) -> list[Choice]:
        others = self.asked.without(name)
        left = {each.one[name] for each in self._fitting(others)}
        on = self.asked.one.get(name)
        return [Choice(self._any()[name], others.href, on is None)] + [
            Choice(capfirst(text), self.asked.with_one(name, value).href, value == on)
            for value, text in self._all.known[name].items()
            if value in left or value == on
        ]

    def _access(self) -> list[Filter]:
        """What the place must have: several can be on, each goes on and off by itself."""
        left = {feature for each in self._fitting(self.asked) for feature in each.features}
        choices = [
            Choice(
                capfirst(str(Venue._meta.get_field(feature).verbose_name)),  # type: ignore[union-attr]
                self.asked.toggled(feature).href,
                feature in self.asked.access,
            )
            for feature in FEATURES
            if feature in left or feature in self.asked.access
        ]
        everything = Choice(self._any()["access"], self.asked.without("access").href, not self.asked.access)
        return [Filter("access", _("The place has"), [everything, *choices])] if choices else []

    @staticmethod
    def _any() -> dict[str, str]:
        return {
            "place": _("Anywhere"),
            "day": _("Any day"),
            "time": _("Any time"),
            "strand": _("Anything"),
            "format": _("Any way"),
            "audience": _("Everyone"),
            "language": _("Any language"),
            "access": _("Any place"),
        }

    def _fitting(self, asked: Asked) -> Iterator[Combination]:
        """The combinations that fit `asked`, a part of what is asked."""
        return (
            each
            for each in self._all.combinations
            if all(each.one[name] == value for name, value in asked.one.items())
            and each.features >= set(asked.access)
            and (each.fits_words or not asked.words)
            and (each.postcode in self._near or not asked.near)
        )
