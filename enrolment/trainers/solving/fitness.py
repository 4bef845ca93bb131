"""What stands between one trainer and one run, whatever else is planned. Each rule with its source."""

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum

from enrolment.trainers.solving.term import Meeting, Run, Term, Trainer, are_in_a_row


class Bar(StrEnum):
    """Why a trainer can't be asked; those that are easiest to change first."""

    HALF_DAY = "half_day"
    WEEK = "week"
    DAY = "day"
    ROW = "row"
    CHECK = "check"
    RELEASE = "release"
    FAR = "far"
    PLACE = "place"
    STRAND = "strand"
    AWAY = "away"
    SKILL = "skill"
    CERTIFIED = "certified"
    BUSY = "busy"
    DECLINED = "declined"


# The run is not theirs to teach at all.
NOT_THEIRS = frozenset({Bar.PLACE, Bar.STRAND, Bar.CERTIFIED, Bar.DECLINED})
# What somebody who asks by hand may overlook, knowing more than the record: habits, and an earlier no.
# Limits that people set themselves are none of it (pitfalls: engelsystem#565).
HABITS = frozenset({Bar.PLACE, Bar.STRAND, Bar.HALF_DAY, Bar.DECLINED, Bar.SKILL})


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
    yield Bar.ROW, trainer.in_a_row is not None and most_in_a_row(mine, taken) > trainer.in_a_row
    yield Bar.FAR, trainer.furthest is not None and term.way_to(run, trainer) > trainer.furthest


def most_at_once(mine: Iterable[Meeting], taken: Iterable[Meeting]) -> tuple[int, int]:
    """The most sessions in one week, and on one day, of those in which `mine` are."""
    mine = list(mine)
    weeks, days = Counter(), Counter()
    for meeting in [*mine, *taken]:
        weeks[meeting.week] += 1
        days[meeting.day] += 1
    week = max((weeks[meeting.week] for meeting in mine), default=0)
    return week, max((days[meeting.day] for meeting in mine), default=0)


def most_in_a_row(mine: Iterable[Meeting], taken: Iterable[Meeting]) -> int:
    """The most sessions that follow one another without a rest, on the days of `mine` and one of them among these."""
    mine = list(mine)
    days = {meeting.day for meeting in mine}
    found = {(meeting, True) for meeting in mine} | {(meeting, False) for meeting in taken if meeting.day in days}
    ends: list[tuple[Meeting, int, int]] = []  # a session, how long the row is that ends with it, with one of mine
    for meeting, is_mine in sorted(found, key=lambda each: (each[0].day, each[0].starts, each[0].ends)):
        before = [(plain, own) for other, plain, own in ends if are_in_a_row(other, meeting)]
        plain = 1 + max((length for length, _own in before), default=0)
        own = plain if is_mine else max((1 + length for _plain, length in before if length), default=0)
        ends.append((meeting, plain, own))
    return max((own for _meeting, _plain, own in ends), default=0)


def clashes(term: Term, one: Run, other: Run) -> bool:
    """Whether nobody can teach both: at one time, or too far apart between two sessions of a day."""
    return any(not term.can_both_be_met(mine, theirs) for mine in one.meetings for theirs in other.meetings)
