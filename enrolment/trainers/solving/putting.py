"""What of a plan can still be put into force, when the term is no longer quite as it was."""

from dataclasses import dataclass, field, replace

from enrolment.trainers.solving.fitness import HABITS, bars
from enrolment.trainers.solving.model import needs_of, skills_lacking
from enrolment.trainers.solving.plan import diaries
from enrolment.trainers.solving.term import PEER_SECOND, Term

GONE, HAS_PAIR, UNSKILLED, BARRED = "gone", "has_pair", "unskilled", "barred"


@dataclass(frozen=True)
class Refused:
    """A run of the plan that is left as it is, and why: `trainer` and the bars where it is about one of them."""

    run: int
    why: str
    trainer: int | None = None
    bars: tuple[str, ...] = ()


@dataclass
class Putting:
    """(run, trainer) to be asked, to be released; and what is refused."""

    to_ask: set[tuple[int, int]] = field(default_factory=set)
    to_release: set[tuple[int, int]] = field(default_factory=set)
    refused: list[Refused] = field(default_factory=list)


def putting(term: Term, pairs: frozenset[tuple[int, int]], asked: frozenset[tuple[int, int]]) -> Putting:
    """What to do so that `pairs` of a plan, made while `asked` were asked, hold in `term` as it is now.

    Each run whole or not at all. Whoever was asked meanwhile stays; so does whoever was asked for a
    run that is refused.
    """
    found = Putting()
    standing = replace(term, stays=term.stays | (term.asked - asked) | (term.asked & pairs), asked=frozenset())
    runs, people = {run.id: run for run in term.runs}, {trainer.id: trainer for trainer in term.trainers}
    for number in sorted({run for run, _trainer in pairs}):
        new = {(r, t) for r, t in pairs if r == number} - standing.stays
        if number not in runs or any(trainer not in people for _run, trainer in new):
            found.refused.append(Refused(number, GONE))
        elif new:
            refused = _refusal(standing, number, {trainer for _run, trainer in new}, found.to_ask)
            if refused:
                found.refused.append(refused)
            else:
                found.to_ask |= new
    left = {refused.run for refused in found.refused}
    found.to_release = {(r, t) for r, t in term.asked & asked if (r, t) not in pairs and r not in left}
    return found


def standing(term: Term) -> Term:
    """`term` with everyone who is asked counted as staying: nothing of it is taken back."""
    return replace(term, stays=term.stays | term.asked, asked=frozenset())


def askable_again(term: Term, pairs: frozenset[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those of `pairs` who could still be asked one after the other, and whose run still lacks somebody like them."""
    now, found = standing(term), list[tuple[int, int]]()
    runs, people = {run.id: run for run in term.runs}, {trainer.id: trainer for trainer in term.trainers}
    for number, trainer in sorted(pairs):
        if number not in runs or trainer not in people or (number, trainer) in now.stays:
            continue
        peers, lacking = needs_of(now, runs[number], people)
        wants = peers if people[trainer].is_peer and term.pair != PEER_SECOND else lacking - peers
        others = diaries(now, ())[trainer]
        if wants and bars(now, runs[number], people[trainer], others) <= HABITS:
            found.append((number, trainer))
            now = replace(now, stays=now.stays | {(number, trainer)})
    return found


def _refusal(term: Term, number: int, new: set[int], taken: set[tuple[int, int]]) -> Refused | None:
    runs, people = {run.id: run for run in term.runs}, {trainer.id: trainer for trainer in term.trainers}
    peers, lacking = needs_of(term, runs[number], people)
    new_peers = sum(people[trainer].is_peer for trainer in new)
    fits = new_peers >= peers if term.pair == PEER_SECOND else new_peers == peers
    if len(new) != lacking or not fits:
        return Refused(number, HAS_PAIR)
    if skills_lacking(term, runs[number], people).difference(*(people[trainer].skills for trainer in new)):
        return Refused(number, UNSKILLED)
    diary = diaries(term, taken)
    for trainer in sorted(new):
        if barred := bars(term, runs[number], people[trainer], diary[trainer]):
            return Refused(number, BARRED, trainer, tuple(sorted(barred)))
    return None
