"""What a trainer has done, what comes next, and what runs out soon."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from college.models import User
from courses.dates import date_alone
from courses.models import Policy
from enrolment.trainers.models import Clearance, Trainer
from enrolment.trainers.pathway.models import LEVELS, Key, Step
from enrolment.trainers.pathway.words import CHECK, NEXT, soon_words, title_of

# One after another. Whoever teaches already is not asked how they began; staff bring references and check along.
ORDER = (
    Key.CONVERSATION, Key.REFERENCES, CHECK, Key.TRAINING, Key.TRAIN_THE_TRAINER, Key.CO_PRODUCTION, Key.OBSERVED,
    Key.SUPERVISION,
)  # fmt: skip
IN_ORDER = (*ORDER, Key.FIRST_AID, Key.FURTHER)
BEGINNING = {Key.CONVERSATION, Key.REFERENCES, Key.CO_PRODUCTION, Key.OBSERVED}
OF_STAFF = {Key.REFERENCES, CHECK}
STAFF = {Trainer.PaidAs.SALARIED, Trainer.PaidAs.RELEASED}


@dataclass(frozen=True)
class Done:
    """A step that is done. `done_on` None: only until when it is good is kept, or that it is done.

    `noted_by` and `noted_at`: who wrote it down and when, where that is known.
    """

    key: str
    done_on: dt.date | None = None
    until: dt.date | None = None
    noted_by: User | None = None
    noted_at: dt.datetime | None = None

    @property
    def title(self) -> str:
        return title_of(self.key)


@dataclass(frozen=True)
class RunningOut:
    """A trainer and what of theirs runs out soon, or has; that which runs out first stands first."""

    trainer: Trainer
    steps: list[Done]

    @property
    def words(self) -> str:
        """First aid course, until 3 May 2027; Check, until 1 June 2027"""
        words = (
            _("%(step)s, until %(day)s") % {"step": each.title, "day": date_alone(each.until)}
            for each in self.steps
            if each.until
        )
        return "; ".join(words)


@dataclass(frozen=True)
class Pathway:
    """level: the farthest step of LEVELS, None where none was written down. next: a title and a sentence."""

    done: list[Done]
    level: Step | None
    next: tuple[str, str] | None
    soon: list[str]


def pathway_of(trainer: Trainer, *, today: dt.date) -> Pathway:
    """The pathway of `trainer` on a local day, in a fixed number of queries."""
    newest = {step.key: step for step in trainer.steps.newest()}
    level = next((newest[key] for key in reversed(LEVELS) if key in newest), None)
    found = {key: Done(key, step.done_on, step.until) for key, step in newest.items() if key not in LEVELS}
    check = trainer.clearances.select_related("by").last()
    if check:
        found[CHECK] = Done(CHECK, until=check.until, noted_by=check.by, noted_at=check.at)
    if trainer.train_the_trainer == Trainer.TrainTheTrainer.DONE:
        found.setdefault(Key.TRAIN_THE_TRAINER, Done(Key.TRAIN_THE_TRAINER))
    done = sorted(found.values(), key=lambda each: IN_ORDER.index(each.key))
    last = _last_day_of_notice(today)
    ending = _first_to_end([each for each in done if each.until and each.until <= last], last)
    soon = [soon_words(each.key, each.until, today=today) for each in ending if each.until]
    return Pathway(done, level, _next(trainer, found, level), soon)


def _next(trainer: Trainer, found: dict, level: Step | None) -> tuple[str, str] | None:
    teaches = level.key != Key.SHADOWS if level else trainer.allocations.filter(status="accepted").exists()
    left_out = (BEGINNING if teaches else set()) | (OF_STAFF if trainer.paid_as in STAFF else set())
    for key in ORDER:
        if key in found or key in left_out:
            continue
        if key == Key.TRAIN_THE_TRAINER and trainer.train_the_trainer == Trainer.TrainTheTrainer.BOOKED:
            when = trainer.train_the_trainer_note
            booked = _("It is booked: %(when)s.") % {"when": when} if when else _("It is booked.")
            return title_of(key), booked
        return title_of(key), str(NEXT[key])
    return None


def _last_day_of_notice(today: dt.date) -> dt.date:
    return today + dt.timedelta(days=Policy.current().pathway_notice_days)


def running_out(trainers: QuerySet[Trainer], *, today: dt.date) -> list[RunningOut]:
    """Who of `trainers` has something that runs out within the days of Policy, or has run out, and what; three queries.

    Who pauses is left in peace. The first to run out stands first.
    """
    last, teaching = _last_day_of_notice(today), trainers.filter(is_active=True)
    found: dict[int, list[Done]] = defaultdict(list)
    for step in Step.objects.newest().filter(until__lte=last, trainer__in=teaching.values("pk")):
        found[step.trainer_id].append(Done(step.key, step.done_on, step.until))
    checks = Clearance.objects.filter(trainer__in=teaching.values("pk"))
    for check in checks.filter(until__lte=last).exclude(trainer__clearances__until__gt=last):
        found[check.trainer_id].append(Done(CHECK, until=check.until))
    rows = teaching.in_bulk(found)
    told = [RunningOut(rows[number], _first_to_end(steps, last)) for number, steps in found.items()]
    return sorted(told, key=lambda each: (each.steps[0].until or last, each.trainer.name))


def _first_to_end(steps: list[Done], last: dt.date) -> list[Done]:
    return sorted(steps, key=lambda done: done.until or last)


def shadows() -> QuerySet[Step]:
    """The step by which somebody comes along and watches, of those who stand there still."""
    further = Step.objects.live().filter(key__in=(Key.TEACHES, Key.LEADS))
    return Step.objects.live().filter(key=Key.SHADOWS).exclude(trainer__in=further.values("trainer"))
