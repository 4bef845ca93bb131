"""What the solver answers: who teaches what, which runs stay without their pair, how good it is known to be."""

from dataclasses import dataclass

from enrolment.trainers.solving.term import Run, Term


@dataclass(frozen=True)
class Plan:
    """pairs: (run, trainer) newly asked or asked still. unfilled: runs without their pair.

    cost and bound in units of the weights: no plan costs less than `bound`.
    """

    pairs: frozenset[tuple[int, int]]
    unfilled: tuple[int, ...]
    cost: int
    bound: int

    @property
    def is_proved(self) -> bool:
        """Whether no better plan exists: only then may anyone call it the best."""
        return self.bound >= self.cost

    @property
    def gap(self) -> float:
        """How much better a plan might be at most, as a share of this one's cost."""
        return max(0, self.cost - self.bound) / self.cost if self.cost else 0.0


def diaries(term: Term, pairs) -> dict[int, list[Run]]:
    """The runs of each trainer under `pairs` and with what stays."""
    runs = {run.id: run for run in term.runs}
    found: dict[int, list[Run]] = {trainer.id: [] for trainer in term.trainers}
    for run, trainer in sorted({*pairs, *term.stays}):
        if run in runs and trainer in found:
            found[trainer].append(runs[run])
    return found
