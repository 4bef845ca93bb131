"""Whether a reason is true: the term solved again so that it would show if it were not."""

from dataclasses import replace

from enrolment.trainers.solving.engine import solve
from enrolment.trainers.solving.reasons import changed
from enrolment.trainers.solving.term import Trainer


def is_true_when_solved_again(term, plan, run_id, trainer, bar) -> bool:
    """Given this run first, the trainer can't take it, or as many runs as before stay without their pair."""
    runs = tuple(each for each in term.runs if each.id == run_id)
    if bar not in ("busy", "week", "day", "row"):
        return (run_id, trainer) not in solve(only(term, runs, trainer, bar)).pairs
    wished = replace(term, asked=frozenset({(run_id, trainer)}), weights=replace(term.weights, change=100_000))
    given = solve(wished)
    return (run_id, trainer) not in given.pairs or len(given.unfilled) >= len(plan.unfilled)


def is_filled_by(term, plan, gap, changes) -> bool:
    """Whether the run of `gap` has its pair once `changes` are made and everybody else stays as in `plan`.

    Nobody is sought for other runs without their pair: a change may help them as well, and people can't do both.
    """
    told = next(each for each in term.runs if each.id == gap.run)
    left = {each.id: each for each in term.runs if each.id != gap.run and each.id in plan.unfilled}
    runs = tuple(each for each in term.runs if each.id not in left)
    elsewhere = dict(term.elsewhere)
    for run, trainer in sorted(term.stays):
        if run in left:
            elsewhere[trainer] = (*elsewhere.get(trainer, ()), *left[run].meetings)
    now = changed(term, told, changes, plan)
    now = replace(now, runs=runs, elsewhere=elsewhere, stays=term.stays | plan.pairs, asked=frozenset())
    return gap.run not in solve(now).unfilled


def is_smallest(term, plan, gap) -> bool:
    """Whether the changes of `gap` fill its run, and none of them can be left out."""
    return is_filled_by(term, plan, gap, gap.changes) and not any(
        is_filled_by(term, plan, gap, tuple(change for change in gap.changes if change != left_out))
        for left_out in gap.changes
    )


def only(term, runs, trainer, bar):
    """The one run and the one trainer, with a partner of the other kind who can do everything else but `bar`."""
    told = runs[0]
    halves = frozenset(each.half for each in told.meetings)
    partners = tuple(
        Trainer(90000 + is_peer, bool(is_peer), frozenset({told.place}), frozenset({told.strand}), halves,
                told.meetings[-1].day, is_certified=True, skills=frozenset() if bar == "skill" else told.skills)
        for is_peer in (0, 1)
    )  # fmt: skip
    himself = next(each for each in term.trainers if each.id == trainer)
    here = tuple(each for each in partners if each.is_peer != himself.is_peer)
    return replace(term, runs=runs, trainers=(himself, *here), stays=frozenset(), asked=frozenset())
