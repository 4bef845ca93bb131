"""Finds every broken rule of a plan, written anew from the rules: it shares no code with the model."""

import datetime as dt
from dataclasses import replace
from itertools import combinations


def broken(term, plan) -> list[str]:
    """Sentences, one a broken rule; none for a plan that may stand."""
    runs = {run.id: run for run in term.runs}
    people = {trainer.id: trainer for trainer in term.trainers}
    said = [f"{r}/{t} is unknown" for r, t in plan.pairs if r not in runs or t not in people]
    said += [f"{r}/{t} stays and is asked again" for r, t in plan.pairs & term.stays]
    for r, t in sorted(plan.pairs - {pair for pair in plan.pairs if pair[0] not in runs or pair[1] not in people}):
        said += [f"{r}/{t}: {words}" for words in unfit(term, runs[r], people[t])]
    for t, trainer in people.items():
        said += [f"trainer {t}: {words}" for words in overloaded(term, plan, trainer)]
    for run in term.runs:
        said += [f"run {run.id}: {words}" for words in unpaired(term, plan, run, people)]
    return said


def unfit(term, run, trainer):
    """What one person may not do, each rule by itself."""
    if run.place not in trainer.places:
        yield "does not teach there"
    if run.strand not in trainer.strands:
        yield "does not teach this"
    if run.is_certified_only and not trainer.is_certified:
        yield "not certified"
    if (run.id, trainer.id) in term.declined:
        yield "said no"
    if trainer.furthest is not None and trainer.home is not None:
        for meeting in run.meetings:
            if _road(term, replace(meeting, place=trainer.home), meeting) > trainer.furthest:
                yield f"too far on {meeting.day}"
    for meeting in run.meetings:
        if term.needs_release and trainer.released is not None and not _is_let_go(trainer, run, meeting):
            yield f"not released on {meeting.day}"
        if trainer.cleared_until is None or trainer.cleared_until < meeting.day:
            yield f"not cleared on {meeting.day}"
        for first, last in trainer.away:
            day = first
            while day <= last:
                if day == meeting.day:
                    yield f"away on {day}"
                day += dt.timedelta(days=1)
        if (meeting.day.weekday(), part_of_day(meeting.starts.hour)) not in trainer.free:
            yield f"not free on {meeting.day}"


def _is_let_go(trainer, run, meeting) -> bool:
    for each in trainer.released:
        if each.until >= meeting.day and (each.run == run.id or meeting.day.weekday() in each.weekdays):
            return True
    return False


def part_of_day(hour: int) -> str:
    if hour >= 17:
        return "ev"
    return "am" if hour < 12 else "pm"


def overloaded(term, plan, trainer):
    """Two places at once, too far in between, more than was asked for. What stays may, what is new may not."""
    new = {r for r, t in plan.pairs if t == trainer.id}
    old = {r for r, t in term.stays if t == trainer.id}
    diary = [(m, run.id in new) for run in term.runs if run.id in new | old for m in run.meetings]
    diary += [(meeting, False) for meeting in term.elsewhere.get(trainer.id, ())]
    for (one, one_new), (other, other_new) in combinations(diary, 2):
        if (one_new or other_new) and one.day == other.day and _minutes_between(one, other) < _road(term, one, other):
            yield f"cannot be at both on {one.day}"
    if trainer.in_a_row is not None:
        yield from _without_a_rest(diary, trainer.in_a_row)
    for limit, name, key in (
        (trainer.a_week, "week", lambda m: m.day - dt.timedelta(days=m.day.weekday())),
        (trainer.a_day, "day", lambda m: m.day),
    ):
        for time in {key(meeting) for meeting, is_new in diary if is_new}:
            count = sum(key(meeting) == time for meeting, _new in diary)
            if limit is not None and count > limit:
                yield f"{count} sessions in the {name} of {time}, wanted {limit}"


def _without_a_rest(diary, most):
    """Each stretch of a day that goes on without an hour's rest, if anything new is in it."""
    for day in {meeting.day for meeting, _new in diary}:
        ordered = sorted((m.starts, m.ends, new) for m, new in diary if m.day == day)
        stretch = []
        for starts, ends, new in ordered:
            if stretch and (starts.hour - stretch[-1][1].hour) * 60 + starts.minute - stretch[-1][1].minute >= 60:
                stretch = []
            stretch.append((starts, ends, new))
            if len(stretch) > most and any(each[2] for each in stretch):
                yield f"{len(stretch)} sessions in a row on {day}, wanted {most}"


def _minutes_between(one, other) -> float:
    def at(time):
        return dt.datetime.combine(one.day, time)

    gaps = (at(other.starts) - at(one.ends), at(one.starts) - at(other.ends))
    return max(gaps).total_seconds() / 60


def _road(term, one, other) -> int:
    if one.place == other.place or one.place is None or other.place is None:
        return 0
    for way in ((one.place, other.place), (other.place, one.place)):
        if way in term.travel:
            return term.travel[way]
    return term.travel_default


def unpaired(term, plan, run, people):
    """The pair: whole or nobody new; and the plan says truly which runs have none."""
    new = [people[t] for r, t in plan.pairs if r == run.id]
    everyone = new + [people[t] for r, t in term.stays if r == run.id and t in people]
    if run.is_certified_only:
        everyone = [trainer for trainer in everyone if trainer.is_certified]
    peers = [trainer for trainer in everyone if trainer.is_peer]
    is_whole = len(everyone) >= 2 and bool(peers) and (term.pair == "peer_second" or len(peers) < len(everyone))
    if is_whole == (run.id in plan.unfilled):
        yield "is said to be what it is not"
    if new and not run.skills <= set().union(*(trainer.skills for trainer in everyone)):
        yield "nobody of the pair can do what the course asks for"
    if new and not is_whole:
        yield "takes somebody's time without a pair"
    if len(everyone) > 2 and len(new) > 1:
        yield "asks more people than it needs"
