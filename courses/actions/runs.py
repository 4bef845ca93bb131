"""Verbs on runs: make, change, publish."""

import datetime as dt
from dataclasses import dataclass, field, replace

from django.db import transaction
from django.utils.translation import gettext as _

from college.refusals import Refusal
from courses.models import Course, Locality, Policy, ReservedPlaces, Run, RunEvent, Session, Term, Venue
from courses.signals import run_changed, run_changing, run_publishing
from courses.states import RUN, may_go


class CantChange(Refusal):
    """The run can't be changed so; the sentence says why."""


@dataclass(frozen=True)
class RunFacts:
    """All the facts of a run. Days and times are local, on the wall clock of the session's zone.

    `languages` are codes of `courses.languages` in its order, empty for English;
    `reserved` maps a learner's "coming as" code to the places kept for them, out of `capacity`.
    """

    term: Term
    course: Course
    locality: Locality
    sessions: tuple[tuple[dt.date, dt.time, dt.time], ...]
    venue: Venue | None = None
    format: str = Run.Format.IN_PERSON
    capacity: int = 12
    minimum: int = 1
    is_listed: bool = True
    languages: list[str] = field(default_factory=list)
    only_for: str = ""
    notes: str = ""
    joining_link: str = ""
    beside: str = ""
    reserved: dict[str, int] = field(default_factory=dict)


PLAIN = (
    "term",
    "course",
    "locality",
    "venue",
    "format",
    "capacity",
    "minimum",
    "is_listed",
    "languages",
    "only_for",
    "notes",
    "joining_link",
    "beside",
)


def facts_of(run: Run) -> RunFacts:
    """The facts of `run` as they stand."""
    return RunFacts(
        **{name: getattr(run, name) for name in PLAIN},
        sessions=tuple((s.held_on, s.starts, s.ends) for s in run.sessions_on()),
        reserved={reserve.kept_for: reserve.places for reserve in run.reserved_places.all()},
    )


@transaction.atomic
def make_run(*, facts: RunFacts, by, now: dt.datetime) -> Run:
    """A new run in draft, with its sessions. Refuses facts that can't be."""
    _refuse_impossible(facts)
    run = Run.objects.create(**{name: getattr(facts, name) for name in PLAIN})
    _write_sessions(run, facts)
    _write_reserved(run, facts)
    RunEvent.objects.create(run=run, what="made", by=by, at=now)
    return run


@transaction.atomic
def change_run(*, run: Run, by, now: dt.datetime, **changes) -> Run:
    """Change the named facts of `run` (the fields of RunFacts); all others stay.

    Refuses a run that is over or called off, a change of sessions once one was held, and
    fewer places than 1; a receiver of `run_changing` may refuse more.
    """
    run = Run.objects.select_for_update(of=("self",)).select_related(*PLAIN[:4]).get(pk=run.pk)
    if run.status not in ("draft", "published"):
        raise CantChange(_("This run is over or was called off, so it can't be changed."))
    before = facts_of(run)
    changes = {name: value for name, value in changes.items() if value != getattr(before, name)}
    if not changes:
        return run
    facts = replace(before, **changes)
    _refuse_impossible(facts)
    run_changing.send(Run, run=run, facts=changes, by=by, now=now)
    for name in PLAIN:
        setattr(run, name, getattr(facts, name))
    run.save(update_fields=PLAIN)
    if facts.sessions != before.sessions:
        _write_sessions(run, facts)
    if facts.reserved != before.reserved or facts.sessions != before.sessions:
        _write_reserved(run, facts)
    RunEvent.objects.create(run=run, what="changed", by=by, at=now)
    run_changed.send(Run, run=run, facts=changes, by=by, now=now)
    return run


@transaction.atomic
def publish_run(*, run: Run, by, now: dt.datetime) -> Run:
    """Let `run` be public as soon as its term and its course's words are. Twice is once.

    Refuses a run without sessions, one that is over or called off, and whatever a receiver
    of `run_publishing` refuses (such as a run without its pair, where the college's rule says so).
    """
    run = Run.objects.select_for_update().get(pk=run.pk)
    if run.status == "published":
        return run
    if not may_go(RUN, run.status, "published"):
        raise CantChange(_("This run is over or was called off, so it can't be published."))
    if not run.sessions.exclude(status="cancelled").exists():
        raise CantChange(_("This run has no session yet. Give it its days first."))
    run_publishing.send(Run, run=run, by=by, now=now)
    run.status = "published"
    run.save(update_fields=["status"])
    RunEvent.objects.create(run=run, what="published", by=by, at=now)
    return run


def _refuse_impossible(facts: RunFacts) -> None:
    if facts.capacity < 1:
        raise CantChange(_("A run has at least one place."))
    if facts.minimum > facts.capacity:
        raise CantChange(_("The minimum is larger than the number of places."))
    if sum(facts.reserved.values()) > facts.capacity:
        raise CantChange(_("More places are reserved than there are."))
    if any(ends <= starts for _day, starts, ends in facts.sessions):
        raise CantChange(_("A session ends before it starts."))


def _write_sessions(run: Run, facts: RunFacts) -> None:
    """Keep the sessions that stay, take away those that go, add those that are new."""
    if run.sessions.filter(status="held").exists():
        raise CantChange(_("A session was held already. Move or call off single sessions instead."))
    wanted = set(facts.sessions)
    for session in run.sessions.all():
        key = (session.held_on, session.starts, session.ends)
        if key in wanted:
            wanted.discard(key)
        else:
            session.delete()
    for held_on, starts, ends in sorted(wanted):
        Session.objects.create(run=run, held_on=held_on, starts=starts, ends=ends)


def _write_reserved(run: Run, facts: RunFacts) -> None:
    """Kept places, and from which day they are everyone's: Policy's days before the first session."""
    run.reserved_places.all().delete()
    first = min((day for day, _starts, _ends in facts.sessions), default=None)
    open_from = first and first - dt.timedelta(days=Policy.current().kept_places_open_days)
    for kept_for, places in facts.reserved.items():
        ReservedPlaces.objects.create(run=run, kept_for=kept_for, places=places, release_on=open_from)
