"""Who could teach one run beside all that stands, best first: by the facts and weights that a plan is made by."""

from dataclasses import dataclass, replace
from enum import StrEnum

from enrolment.trainers.solving.fitness import HABITS, Bar, bars, most_at_once
from enrolment.trainers.solving.model import load_elsewhere, needs_of, price_of, skills_lacking, steps_of
from enrolment.trainers.solving.term import Run, Term, Trainer


class Merit(StrEnum):
    """What speaks for a trainer."""

    TAUGHT = "taught"
    NEAR = "near"
    CERTIFIED = "certified"
    SKILLED = "skilled"


@dataclass(frozen=True)
class Suggestion:
    """One trainer against one run. a_week: the most sessions in a week they would come to with it."""

    trainer: Trainer
    bars: frozenset[Bar]
    merits: tuple[Merit, ...]
    a_week: int
    price: int

    @property
    def may_be_asked(self) -> bool:
        """Whether somebody may ask them by hand; the solver does only where nothing bars them at all."""
        return self.bars <= HABITS


def suggestions(term: Term, run: Run) -> list[Suggestion]:
    """Everyone of `term` who is not on `run` yet; `term` holds that run alone, and the others as elsewhere.

    First whom nothing bars, then who could be asked all the same, then who can't; each by price.
    """
    here = {trainer for number, trainer in term.stays | term.asked if number == run.id}
    wanted = _wanted_of_the_last(term, run)
    found = [_against(term, run, trainer, wanted) for trainer in term.trainers if trainer.id not in here]
    return sorted(found, key=lambda each: (not each.may_be_asked, len(each.bars), each.price, each.trainer.id))


def _against(term: Term, run: Run, trainer: Trainer, wanted: frozenset[str]) -> Suggestion:
    week, _day = most_at_once(run.meetings, term.elsewhere.get(trainer.id, ()))
    found = bars(term, run, trainer) | ({Bar.SKILL} if wanted - trainer.skills else set())
    return Suggestion(
        trainer,
        frozenset(found),
        tuple(merit for merit, holds in _merits(term, run, trainer) if holds),
        week,
        price_of(term, run, trainer) + term.weights.fairness * _above(term, run, trainer),
    )


def _wanted_of_the_last(term: Term, run: Run) -> frozenset[str]:
    """The skills without which whoever makes the pair whole leaves it; none while it lacks more than one person."""
    people = {each.id: each for each in term.trainers}
    asked = replace(term, stays=term.stays | term.asked)
    return skills_lacking(asked, run, people) if needs_of(asked, run, people)[1] == 1 else frozenset()


def _above(term: Term, run: Run, trainer: Trainer) -> int:
    load = load_elsewhere(term, trainer.id)
    more = load + len(run.meetings)
    return sum(max(0, more - step) - max(0, load - step) for step in steps_of(term, trainer))


def _merits(term: Term, run: Run, trainer: Trainer):
    yield Merit.TAUGHT, (trainer.id, run.course) in term.before
    places = {meeting.place for meeting in run.meetings}
    yield Merit.NEAR, trainer.home is not None and places == {trainer.home}
    yield Merit.SKILLED, bool(run.skills & trainer.skills)
    yield Merit.CERTIFIED, run.is_certified_only and trainer.is_certified
