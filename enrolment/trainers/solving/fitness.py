"""What stands between one trainer and one run, whatever else is planned. Each rule with its source."""

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum

from enrolment.trainers.solving.term import Meeting, Run, Term, Trainer


class Bar(StrEnum):
    """Why a trainer can't be asked; those that are easiest to change first."""

    HALF_DAY = "half_day"
    WEEK = "week"
    DAY = "day"
    CHECK = "check"
    RELEASE = "release"
    PLACE = "place"
    STRAND = "strand"
    AWAY = "away"
    CERTIFIED = "certified"
    BUSY = "busy"
    DECLINED = "declined"


# The run is not theirs to teach at all.
NOT_THEIRS = frozenset({Bar.PLACE, Bar.STRAND, Bar.CERTIFIED, Bar.DECLINED})
# What somebody who asks by hand may overlook, knowing more than the record: habits, and an earlier no.
# Limits that people set themselves are none of it (pitfalls: engelsystem#565).
HABITS = frozenset({Bar.PLACE, Bar.STRAND, Bar.HALF_DAY, Bar.DECLINED})


def bars(term: Term, run: Run, trainer: Trainer, others: Iterable[Run] = ()) -> set[Bar]:
    """Everything that keeps `trainer` from `run` while they teach `others`, and meet elsewhere what is known."""
    return {bar for bar, stands in _each(term, run, trainer, others) if stands}


def fits(term: Term, run: Run, trainer: Trainer) -> bool:
    """Whether nothing at all keeps them apart; the same as no bars, told at the first that stands."""
    return not any(stands for _bar, stands in _each(term, run, trainer, ()))


def _each(term: Term, run: Run, trainer: Trainer, others: Iterable[Run]) -> Iterator[tuple[Bar, bool]]:
    mine = run.meetings
    taken = [*term.elsewhere.get(trainer.id, ()), *(meeting for other in others for meeting in other.meetings)]
    # Able to teach it, and where they said they teach (domain: availability).
    yield Bar.PLACE, run.place not in trainer.places
    yield Bar.STRAND, run.strand not in trainer.strands
    # WRAP needs two certified facilitators (domain: pair rule).
    yield Bar.CERTIFIED, run.is_certified_only and not trainer.is_certified
    # Who said no is not asked again (pitfalls: amy#1483).
    yield Bar.DECLINED, (run.id, trainer.id) in term.declined
    # Cleared for every session's date; the check's last day counts (domain: pathway).
    until = trainer.cleared_until
    yield Bar.CHECK, until is None or any(meeting.day > until for meeting in mine)
    # Staff need release by their teams (domain: availability), where the college's rule is to wait for it.
    yield Bar.RELEASE, term.needs_release and not trainer.is_released_for(run)
    # "Not this week", no reason asked; both ends included (domain: availability).
    yield Bar.AWAY, any(first <= meeting.day <= last for meeting in mine for first, last in trainer.away)
    yield Bar.HALF_DAY, any(meeting.half not in trainer.free for meeting in mine)
    # Never in two places, and time to get from one to the other (issue 6).
    yield Bar.BUSY, any(not term.can_both_be_met(one, other) for one in mine for other in taken)
    # What they set themselves is hard, never weighed (pitfalls: engelsystem#565).
    week, day = most_at_once(mine, taken)
    yield Bar.WEEK, trainer.a_week is not None and week > trainer.a_week
    yield Bar.DAY, trainer.a_day is not None and day > trainer.a_day


def most_at_once(mine: Iterable[Meeting], taken: Iterable[Meeting]) -> tuple[int, int]:
    """The most sessions in one week, and on one day, of those in which `mine` are."""
    mine = list(mine)
    weeks, days = Counter(), Counter()
    for meeting in [*mine, *taken]:
        weeks[meeting.week] += 1
        days[meeting.day] += 1
    week = max((weeks[meeting.week] for meeting in mine), default=0)
    return week, max((days[meeting.day] for meeting in mine), default=0)


def clashes(term: Term, one: Run, other: Run) -> bool:
    """Whether nobody can teach both: at one time, or too far apart between two sessions of a day."""
    return any(not term.can_both_be_met(mine, theirs) for mine in one.meetings for theirs in other.meetings)
