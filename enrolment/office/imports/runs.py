"""What a run's line says, and the same facts of a run as it stands, as plain values to compare."""

from collections.abc import Iterable
from datetime import date, time
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from courses.dates import run_words
from courses.languages import LANGUAGES, USUAL, languages_words
from courses.models import Locality, Run, Session, Venue
from courses.sheets.places import GROUPS
from courses.sheets.runs import ProgrammeLine
from courses.sheets.words import folded
from enrolment.office.imports.comparing import Fact
from enrolment.trainers.queries import Pair


def values_of_line(line: ProgrammeLine) -> dict[str, Any]:
    return {
        "sessions": [_meeting(day, line.starts, line.ends) for day in line.sessions],
        "venue": [line.venue, line.venue_locality] if line.venue else [],
        "format": line.format,
        "capacity": line.capacity,
        "minimum": line.minimum,
        "reserved": {kept.kept_for: kept.places for kept in line.reserved},
        "languages": list(line.languages),
        "is_listed": line.is_listed,
        "notes": line.notes,
        "peer": line.peer,
        "professional": line.professional,
    }


def values_of_run(run: Run, pair: Pair) -> dict[str, Any]:
    """The same of `run`, whose sessions, reserved places and venue are prefetched."""
    return {
        "sessions": [_meeting(s.held_on, s.starts, s.ends) for s in run.sessions_on()],
        "venue": [run.venue.name, run.venue.locality.name] if run.venue else [],
        "format": run.format,
        "capacity": run.capacity,
        "minimum": run.minimum,
        "reserved": {kept.kept_for: kept.places for kept in run.reserved_places.all()},
        "languages": run.languages,
        "is_listed": run.is_listed,
        "notes": run.notes,
        "peer": _names(pair.peers),
        "professional": _names(pair.professionals),
    }


def in_words(values: dict[str, Any]) -> str:
    """The gist of a run in one line: when, where, how many."""
    places = ngettext("{count} place", "{count} places", values["capacity"]).format(count=values["capacity"])
    return f"{_say_sessions(values['sessions'])}, {_say_venue(values['venue'])}, {places}"


def key_of(locality: str, code: str, values: dict[str, Any]) -> tuple:
    """What tells a run from every other of its term: locality, course, first date, start."""
    first = values["sessions"][0][:2] if values.get("sessions") else []
    return folded(locality), folded(code), *first


def changes_from(values: dict[str, Any], venue: Venue | None) -> dict[str, Any]:
    """`values` as the facts that `courses.actions.runs` takes; trainers are asked apart."""
    changes = {name: value for name, value in values.items() if name not in ("peer", "professional")}
    if "sessions" in changes:
        changes["sessions"] = tuple(_read_meeting(meeting) for meeting in changes["sessions"])
    if "venue" in changes:
        changes["venue"] = venue
    return changes


def venue_named(pair: list[str], venues: Iterable[Venue]) -> Venue | None:
    """The venue that a value names, None for none."""
    if not pair:
        return None
    name, locality = map(folded, pair)
    return next((v for v in venues if folded(v.name) == name and folded(v.locality.name) == locality), None)


def locality_named(name: str, localities: Iterable[Locality]) -> Locality:
    return next(locality for locality in localities if folded(locality.name) == folded(name))


def _meeting(day: date, starts: time, ends: time) -> list[str]:
    return [day.isoformat(), f"{starts:%H:%M}", f"{ends:%H:%M}"]


def _read_meeting(meeting: list[str]) -> tuple[date, time, time]:
    day, starts, ends = meeting
    return date.fromisoformat(day), time.fromisoformat(starts), time.fromisoformat(ends)


def _names(allocations) -> str:
    return ", ".join(sorted(allocation.trainer.name for allocation in allocations))


def _say_sessions(meetings: list[list[str]]) -> str:
    days = [_read_meeting(meeting) for meeting in meetings]
    words = run_words([Session(held_on=day, starts=starts, ends=ends) for day, starts, ends in days])
    return _("{words} ({count})").format(words=words, count=len(days)) if days else _("none")


def _say_venue(pair: list[str]) -> str:
    return pair[0] if pair else _("to be confirmed")


def _say_reserved(reserved: dict[str, int]) -> str:
    words = {code: group for group, code in reversed(GROUPS.items())}
    return "; ".join(f"{places} {words.get(group, group)}" for group, places in reserved.items()) or _("none")


def _say_languages(codes: list[str]) -> str:
    return languages_words(codes) or str(LANGUAGES[USUAL])


def _say_listed(is_listed: bool) -> str:
    return _("for everyone") if is_listed else _("not listed")


FACTS = (
    Fact("sessions", gettext_lazy("Dates and times"), _say_sessions),
    Fact("venue", gettext_lazy("Venue"), _say_venue),
    Fact("format", gettext_lazy("Format"), lambda code: str(Run.Format(code).label)),
    Fact("capacity", gettext_lazy("Places"), str),
    Fact("minimum", gettext_lazy("Minimum"), str),
    Fact("reserved", gettext_lazy("Places kept"), _say_reserved),
    Fact("languages", gettext_lazy("Taught in"), _say_languages, blank_says_nothing=True),
    Fact("is_listed", gettext_lazy("Listed"), _say_listed),
    Fact("notes", gettext_lazy("Notes"), lambda text: text or _("none")),
    Fact("peer", gettext_lazy("Peer trainer"), lambda name: name or _("nobody yet"), blank_says_nothing=True),
    Fact(
        "professional", gettext_lazy("Professional trainer"), lambda name: name or _("nobody yet"),
        blank_says_nothing=True,
    ),
)  # fmt: skip
