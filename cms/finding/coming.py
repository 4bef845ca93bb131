"""What is coming, as the combinations of all that one can narrow by: few, however many runs there are."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import BooleanField, Case, CharField, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.finding.asked import FEATURES, NAMES
from cms.keeping import while_unchanged
from courses.dates import EVERY
from courses.languages import LANGUAGES, USUAL
from courses.models import Run

NOON, EVENING = dt.time(12), dt.time(17)
TIMES = {"morning": (dt.time.min, NOON), "afternoon": (NOON, EVENING), "evening": (EVENING, None)}
COLUMNS = {
    "place": "locality__slug",
    "day": "sessions__held_on__iso_week_day",
    "time": "time_of_day",
    "strand": "course__strand__slug",
    "format": "format",
    "audience": "course__audiences__slug",
}
NAMED = ("locality", "course__strand", "course__audiences")


@dataclass(frozen=True)
class Combination:
    """One that is coming: its value for each filter, what its venue has, whether the words fit its course."""

    one: dict[str, str]
    features: frozenset[str]
    venue: int | None
    postcode: str
    fits_words: bool
    languages: tuple[str, ...]


def coming(now: dt.datetime, courses: list[int] | None) -> "Coming":
    """All combinations at `now`; while no words are searched for, as they were a minute ago at most."""
    if courses is not None:
        return Coming(now, courses)
    return while_unchanged("filters", ["all"], lambda _names: {"all": Coming(now, None)})["all"]


class Coming:
    """All combinations at `now`, and the words for each value that occurs. One query.

    courses: ids of the courses that fit the words searched for; None where none were.
    """

    def __init__(self, now: dt.datetime, courses: list[int] | None):
        rows = self._rows(now, courses)
        self.combinations = [
            self._combination(row, language) for row in rows for language in row["languages"] or [USUAL]
        ]
        self.known = self._known(rows)

    @staticmethod
    def _rows(now: dt.datetime, courses: list[int] | None) -> list[dict]:
        today = timezone.localdate(now)
        fits = (
            Value(True)
            if courses is None
            else Case(When(course__in=courses, then=Value(True)), default=Value(False), output_field=BooleanField())
        )
        time_of_day = Case(
            When(sessions__starts__lt=NOON, then=Value("morning")),
            When(sessions__starts__lt=EVENING, then=Value("afternoon")),
            default=Value("evening"),
            output_field=CharField(),
        )
        names = [f"{prefix}__{column}" for prefix in NAMED for column in ("name", "order")]
        venue = [f"venue__{column}" for column in (*FEATURES, "postcode")]
        return list(
            Run.objects.public(now)
            .coming(today)
            .order_by()
            .filter(sessions__status="scheduled", sessions__held_on__gte=today)
            .annotate(time_of_day=time_of_day, fits_words=fits)
            .values(*COLUMNS.values(), *names, "languages", "venue", *venue, "fits_words")
            .distinct()
        )

    @staticmethod
    def _combination(row: dict, language: str) -> Combination:
        return Combination(
            one={name: str(row[column] or "") for name, column in COLUMNS.items()} | {"language": language},
            features=frozenset(name for name in FEATURES if row[f"venue__{name}"]),
            venue=row["venue"],
            postcode=row["venue__postcode"] or "",
            fits_words=row["fits_words"],
            languages=tuple(row["languages"]),
        )

    def _known(self, rows: list[dict]) -> dict[str, dict[str, str]]:
        """For each filter its values in order, with the words for them."""
        seen = {name: {each.one[name] for each in self.combinations} - {""} for name in NAMES}
        times = {"morning": _("Morning"), "afternoon": _("Afternoon"), "evening": _("Evening")}
        return {
            "place": self._named(rows, "locality"),
            "day": {day: str(EVERY[int(day) - 1]) for day in sorted(seen["day"])},
            "time": {time: words for time, words in times.items() if time in seen["time"]},
            "strand": self._named(rows, "course__strand"),
            "audience": self._named(rows, "course__audiences"),
            "language": {code: str(name) for code, name in LANGUAGES.items() if code in seen["language"]},
            "format": {str(value): str(label) for value, label in Run.Format.choices if value in seen["format"]},
        }

    @staticmethod
    def _named(rows: list[dict], prefix: str) -> dict[str, str]:
        seen = {tuple(row[f"{prefix}__{column}"] for column in ("order", "name", "slug")) for row in rows}
        return {slug: name for _order, name, slug in sorted(row for row in seen if row[2])}
