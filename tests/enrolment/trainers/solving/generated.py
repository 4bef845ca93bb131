"""Terms as a Recovery College might plan them, made from a seed."""

import datetime as dt
import random
from dataclasses import replace

from enrolment.trainers.solving.engine import solve
from enrolment.trainers.solving.term import Meeting, Release, Run, Term, Trainer

MONDAY = dt.date(2027, 1, 11)
WEEKS = 11
STRANDS = range(5)
SKILLS = ("Makaton", "mindfulness")
LENGTHS = (1, 2, 4, 4, 6, 6, 8, 10)
HOURS = (
    (dt.time(9, 30), dt.time(11, 30)),
    (dt.time(10), dt.time(12)),
    (dt.time(13), dt.time(15)),
    (dt.time(13, 30), dt.time(16)),
    (dt.time(18), dt.time(20)),
)


def generated_term(seed: int, *, runs: int, trainers: int, lengths=LENGTHS, **more) -> Term:
    """`runs` runs in several localities, each of one of `lengths` sessions."""
    chance = random.Random(seed)
    places = range(max(3, trainers // 20))
    people = tuple(_trainer(chance, number, places) for number in range(1, trainers + 1))
    offered = [_run(chance, number, places, chance.choice(lengths)) for number in range(1, runs + 1)]
    before = {(chance.choice(people).id, chance.randrange(24)) for _turn in range(trainers)}
    travel = {(one, other): chance.choice((20, 35, 50, 80)) for one in places for other in places if one < other}
    return Term(runs=tuple(offered), trainers=people, before=frozenset(before), travel=travel, **more)


def _trainer(chance: random.Random, number: int, places) -> Trainer:
    home = chance.choice(places)
    away = MONDAY + dt.timedelta(weeks=chance.randrange(WEEKS))
    halves = [(weekday, half) for weekday in range(5) for half in ("am", "pm", "ev")]
    return Trainer(
        id=number,
        is_peer=number % 2 == 0,
        places=frozenset({home, *chance.sample(places, chance.randint(0, 2))}),
        strands=frozenset(chance.sample(STRANDS, chance.randint(2, 5))),
        free=frozenset(chance.sample(halves, chance.randint(6, 12))),
        cleared_until=MONDAY + dt.timedelta(days=chance.choice((30, 400, 400, 400, 400, 700))),
        away=((away, away + dt.timedelta(days=11)),) if chance.random() < 0.3 else (),
        is_certified=chance.random() < 0.4,
        is_trained=chance.random() < 0.8,
        a_week=chance.choice((1, 2, 2, 3, 4, None)),
        a_day=chance.choice((1, 1, 2, None)),
        home=home,
    )


def _run(chance: random.Random, number: int, places, length: int) -> Run:
    first = MONDAY + dt.timedelta(days=chance.randrange(5), weeks=chance.randrange(max(1, WEEKS + 1 - length)))
    starts, ends = chance.choice(HOURS)
    place, course = chance.choice(places), chance.randrange(24)
    days = [first + dt.timedelta(weeks=week) for week in range(length)]
    return Run(
        id=number,
        course=course,
        strand=course % len(STRANDS),
        place=place,
        meetings=tuple(Meeting(day, starts, ends, place) for day in days),
        is_certified_only=course == 7,
    )


def lived(seed: int) -> Term:
    """A generated term in which some have answered already: what stays was a plan of an earlier day."""
    term = generated_term(seed, runs=20, trainers=14, pair="peer_second" if seed % 5 == 4 else "peer_professional")
    if seed % 3 == 1:
        term = _with_releases(term, random.Random(seed))
    if seed % 2:
        term = _with_wishes(term, random.Random(seed))
    pairs = sorted(solve(term).pairs)
    stays, asked = frozenset(pairs[::3]), frozenset(pairs[1::3])
    away = Meeting(MONDAY, dt.time(10), dt.time(12), 0)
    elsewhere = {term.trainers[0].id: (away, replace(away, day=MONDAY + dt.timedelta(weeks=3)))}
    return replace(term, stays=stays, asked=asked, declined=frozenset(pairs[2::6]), elsewhere=elsewhere)


def _with_wishes(term: Term, chance: random.Random) -> Term:
    """The same with limits of the rarer kinds, courses that ask for something, and sessions close to one another."""
    close = ((dt.time(9), dt.time(10)), (dt.time(10, 15), dt.time(11, 45)), (dt.time(12), dt.time(12, 50)))
    people = tuple(
        replace(
            each,
            in_a_row=chance.choice((1, 1, 2, None)),
            a_day=None,
            a_week=None,
            free=each.free | {(0, "am"), (1, "am"), (0, "pm")},
            furthest=chance.choice((25, 40, 60, None, None)),
            skills=frozenset(skill for skill in SKILLS if chance.random() < 0.4),
        )
        for each in term.trainers
    )
    return replace(term, trainers=people, runs=tuple(_closer(chance, each, close) for each in term.runs))


def _closer(chance: random.Random, run: Run, hours) -> Run:
    run = replace(run, skills=frozenset(skill for skill in SKILLS if chance.random() < 0.25))
    if chance.random() < 0.3:
        return run
    day, (starts, ends) = chance.choice((0, 0, 1)), chance.choice(hours)
    return replace(
        run,
        meetings=tuple(
            replace(each, day=each.day + dt.timedelta(days=day - each.day.weekday()), starts=starts, ends=ends)
            for each in run.meetings
        ),
    )


def _with_releases(term: Term, chance: random.Random) -> Term:
    """The same where every second professional waits for a yes: some have it on some weekdays or for one run."""

    def yes() -> Release:
        until = MONDAY + dt.timedelta(weeks=chance.choice((3, WEEKS + 1)))
        if chance.random() < 0.5:
            return Release(until, run=chance.choice(term.runs).id)
        return Release(until, weekdays=frozenset(chance.sample(range(5), chance.randint(1, 4))))

    people = tuple(
        replace(each, released=tuple(yes() for _turn in range(chance.randint(0, 3)))) if each.id % 4 == 1 else each
        for each in term.trainers
    )
    return replace(term, trainers=people, needs_release=True)
