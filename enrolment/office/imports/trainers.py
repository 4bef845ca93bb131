"""What a trainer's line says, and the same facts of a trainer as known, as plain values to compare."""

from datetime import date
from typing import Any

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.models import Locality, Strand
from courses.sheets.dates import say_date
from courses.sheets.periods import say_periods
from courses.sheets.trainers import TrainerLine
from enrolment.office.imports.comparing import Fact
from enrolment.trainers.actions import TrainerFacts
from enrolment.trainers.models import FreeTime, Trainer


def values_of_line(line: TrainerLine) -> dict[str, Any]:
    return {
        "kind": line.kind,
        "localities": sorted(line.localities),
        "strands": sorted(line.strands),
        "is_certified_facilitator": line.is_certified_facilitator,
        "free_times": [list(half) for half in line.free],
        "aways": [[first.isoformat(), last.isoformat()] for first, last in line.away],
        "sessions_a_week": line.most_sessions,
        "cleared_until": line.dbs_until.isoformat() if line.dbs_until else "",
        "train_the_trainer": [line.trained, line.trained_note],
    }


def values_of_trainer(trainer: Trainer) -> dict[str, Any]:
    """The same of `trainer`, with everything around it prefetched."""
    until = max((check.until for check in trainer.clearances.all() if check.kind == "dbs"), default=None)
    return {
        "kind": trainer.kind,
        "localities": sorted(locality.name for locality in trainer.localities.all()),
        "strands": sorted(strand.name for strand in trainer.strands.all()),
        "is_certified_facilitator": trainer.is_certified_facilitator,
        "free_times": sorted([free.weekday, free.half] for free in trainer.free_times.all()),
        "aways": sorted([away.first_on.isoformat(), away.last_on.isoformat()] for away in trainer.aways.all()),
        "sessions_a_week": trainer.sessions_a_week,
        "cleared_until": until.isoformat() if until else "",
        "train_the_trainer": [trainer.train_the_trainer, trainer.train_the_trainer_note],
    }


def in_words(values: dict[str, Any]) -> str:
    """The gist of a trainer in one line: kind, where, when."""
    kind = Trainer.Kind(values["kind"]).label
    return f"{kind}, {_say_several(values['localities'])}, {_say_free(values['free_times'])}"


def facts_from(
    name: str, values: dict[str, Any], localities: dict[str, Locality], strands: dict[str, Strand]
) -> TrainerFacts:
    """`values`, all of them, as the facts that `trainers.actions` takes."""
    trained, note = values["train_the_trainer"]
    return TrainerFacts(
        name=name,
        kind=values["kind"],
        localities=[localities[word] for word in values["localities"]],
        strands=[strands[word] for word in values["strands"]],
        is_certified_facilitator=values["is_certified_facilitator"],
        free_times=[(weekday, half) for weekday, half in values["free_times"]],
        aways=[(date.fromisoformat(first), date.fromisoformat(last)) for first, last in values["aways"]],
        sessions_a_week=values["sessions_a_week"],
        cleared_until=date.fromisoformat(values["cleared_until"]) if values["cleared_until"] else None,
        train_the_trainer=trained,
        train_the_trainer_note=note,
    )


def _say_free(halves: list[list]) -> str:
    words = dict(FreeTime.Half.choices)
    parts = sorted(halves, key=lambda part: (part[0], list(words).index(part[1])))
    return ", ".join(f"{WEEKDAYS_ABBR[weekday]} {words[half]}" for weekday, half in parts) or _("not said")


def _say_away(periods: list[list[str]]) -> str:
    return say_periods([(date.fromisoformat(first), date.fromisoformat(last)) for first, last in periods]) or _("never")


def _say_trained(pair: list[str]) -> str:
    word, note = pair
    label = str(Trainer.TrainTheTrainer(word).label)
    return f"{label} ({note})" if note else label


def _say_several(words: list[str]) -> str:
    return ", ".join(words) or _("none")


FACTS = (
    Fact("kind", gettext_lazy("Kind"), lambda kind: str(Trainer.Kind(kind).label)),
    Fact("localities", gettext_lazy("Teaches in"), _say_several),
    Fact("strands", gettext_lazy("Can teach"), _say_several),
    Fact("is_certified_facilitator", gettext_lazy("Certified facilitator"), lambda yes: _("yes") if yes else _("no")),
    Fact("free_times", gettext_lazy("Usually free"), _say_free),
    Fact("aways", gettext_lazy("Away"), _say_away),
    Fact("sessions_a_week", gettext_lazy("Most sessions a week"), lambda most: str(most or _("not said"))),
    Fact(
        "cleared_until", gettext_lazy("Check until"),
        lambda until: say_date(date.fromisoformat(until)) if until else _("none"), blank_says_nothing=True,
    ),
    Fact("train_the_trainer", gettext_lazy("Train the trainer"), _say_trained),
)  # fmt: skip
