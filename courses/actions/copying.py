"""Carrying a term's runs forward to another term."""

import datetime as dt
from dataclasses import dataclass, replace

from django.db import transaction

from courses.actions.runs import RunFacts, facts_of, make_run
from courses.closed_days import closed_days
from courses.dates import run_words
from courses.models import Run, RunEvent, Session, Term
from courses.models.runs import RunQuerySet
from courses.rhythm import Days, carried, shifted

COPIED = "copied"


@dataclass
class Carried:
    """A run, and on which days it would meet in another term."""

    run: Run
    dates: Days
    sessions: tuple[tuple[dt.date, Session], ...]
    """Each day with the session that it repeats."""
    is_there: bool = False

    @property
    def when(self) -> str:
        """Its days in one line."""
        return run_words([_as_it_would_be(day, session) for day, session in self.sessions])

    @property
    def last_on(self) -> dt.date | None:
        return self.sessions[-1][0] if self.sessions else None


def _as_it_would_be(day: dt.date, session: Session) -> Session:
    return Session(held_on=day, starts=session.starts, ends=session.ends, zone=session.zone)


def carry_forward(runs: RunQuerySet, term: Term) -> list[Carried]:
    """What each of `runs`, all of one term, would be in `term`; in a fixed number of queries.

    Days as `courses.rhythm.carried`; hours stay those of the session that it was. A session that was
    called off would be held. `is_there`: carried to this term before.
    """
    found = list(runs.for_lists().prefetch_related("reserved_places", "sessions__venue"))
    if not found:
        return []
    was = found[0].term
    closed_then, closed = closed_days(was), closed_days(term)
    there = set(RunEvent.objects.filter(run__term=term, what=COPIED).values_list("reason", flat=True))
    return [_carried(run, was, term, closed_then, closed, run.code in there) for run in found]


def _carried(run: Run, was: Term, term: Term, closed_then, closed, is_there: bool) -> Carried:
    old = _planned(run)
    days = sorted({session.held_on for session in old})
    if not days:
        return Carried(run, Days(()), (), is_there)
    begins = {"was": was.starts_on, "now": term.starts_on}
    dates = carried(days, **begins, closed_then=closed_then, closed=closed)
    if len(dates.meets) == len(days):
        became = dict(zip(days, dates.meets, strict=True))
    else:
        became = {day: moved for day in days for moved in [shifted(day, **begins)] if moved in dates.meets}
    return Carried(run, dates, tuple((became[s.held_on], s) for s in old if s.held_on in became), is_there)


@transaction.atomic
def copy_runs(*, runs: RunQuerySet, term: Term, by, now: dt.datetime) -> list[Run]:
    """Make `runs` (all of one other term) anew in `term`, as drafts: all or none. Twice is once.

    Carried over: course, locality, venues, format, places, minimum, places kept, whether it is listed.
    Not: trainers, joining link, notes, people.
    """
    Term.objects.select_for_update().get(pk=term.pk)
    made = []
    for line in carry_forward(runs, term):
        if line.is_there or not line.sessions:
            continue
        new = make_run(facts=_facts(line, term), by=by, now=now)
        for day, session in line.sessions:
            if session.venue_id:
                new.sessions.filter(held_on=day, starts=session.starts).update(venue=session.venue_id)
        RunEvent.objects.create(run=new, what=COPIED, by=by, at=now, reason=line.run.code)
        made.append(new)
    return made


def _facts(line: Carried, term: Term) -> RunFacts:
    old = facts_of(line.run)
    sessions = tuple((day, session.starts, session.ends) for day, session in line.sessions)
    return replace(old, term=term, sessions=sessions, notes="", joining_link="", beside="")


def _planned(run: Run) -> list[Session]:
    """The sessions of `run` as they were planned, in order: one a day and hour, called off or not."""
    ordered = sorted(run.sessions.all(), key=lambda s: (s.held_on, s.starts, s.status == "cancelled"))
    by_hour: dict[tuple[dt.date, dt.time], Session] = {}
    for session in ordered:
        by_hour.setdefault((session.held_on, session.starts), session)
    return list(by_hour.values())
