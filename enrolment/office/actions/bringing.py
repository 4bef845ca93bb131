"""People who come across from a sheet: made, given their places, told at last, and the sheet's words forgotten."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy

from college.refusals import Refusal
from courses.models import Run, SheetImport, SheetLine
from enrolment.learners.actions import bring_learner
from enrolment.learners.models import Learner
from enrolment.office.imports.comparing import Plan, Planned, State
from enrolment.places.actions import request_place
from enrolment.places.arrivals import tell_at_last, untold
from enrolment.places.models import Enrolment
from enrolment.places.moves import hold_run, lock_learners

# So long is what nobody applied, or was left as a draft, kept: it holds people's names and addresses.
FORGOTTEN_AFTER = dt.timedelta(days=30)


class ChangedMeanwhile(Refusal):
    sentence = gettext_lazy("Somebody else took a place meanwhile. Look at the sheet again.")


class AgeNotSaid(Refusal):
    sentence = gettext_lazy("Say that everybody new in this sheet is old enough, by the tick above the button.")


class NotApplied(Refusal):
    sentence = gettext_lazy("Apply the sheet first. Nobody has been brought in yet.")


def hold_all(plan: Plan) -> None:
    """Lock every run the plan gives places on, then everybody known on it: the order of every verb on places."""
    new = [line.arrival for line in plan.of(State.NEW)]
    for pk in sorted({arrival.run.pk for arrival in new}):
        hold_run(pk)
    lock_learners({arrival.person.learner.pk for arrival in new if arrival.person.learner})


class People:
    """Writes people and their places. Nobody is told anything."""

    def __init__(self, by, now: dt.datetime, *, old_enough: bool):
        self.by, self.now, self.old_enough = by, now, old_enough
        self.met: dict[object, Learner] = {}

    def order(self, plan: Plan) -> list[Planned]:
        """Run by run in order of their ids; in each who has a place, who asks, who waits, by when they asked.

        Refuses AgeNotSaid where somebody is new and nobody says that they are old enough.
        """
        if not self.old_enough and any(line.arrival.person.learner is None for line in plan.of(State.NEW)):
            raise AgeNotSaid
        return [*plan.of(State.SAME), *sorted(plan.of(State.NEW), key=lambda line: line.arrival.turn)]

    def line(self, line: Planned) -> Enrolment:
        """The place, or the waiting, of one line. Refuses what asking for a place refuses, and ChangedMeanwhile."""
        if line.state == State.SAME:
            return line.target
        arrival = line.arrival
        enrolment = request_place(
            learner=self._learner(line),
            run=arrival.run,
            by=self.by,
            now=self.now,
            source=Enrolment.Source.IMPORT,
            only_waits=arrival.wish == "waiting",
            is_met=arrival.wish == "place",
            asked_at=arrival.asked_at,
            untold=True,
        )
        if (enrolment.status == "waiting") != (arrival.becomes == "waiting"):
            raise ChangedMeanwhile
        return enrolment

    def _learner(self, line: Planned) -> Learner:
        person = line.arrival.person
        if person.learner:
            return person.learner
        if person.key not in self.met:
            said = person.said
            self.met[person.key] = bring_learner(
                name=said.called,
                full_name=said.name,
                phone=said.phone,
                email=said.email,
                address=said.address,
                old_enough=self.old_enough,
                by=self.by,
                now=self.now,
            )
        return self.met[person.key]


def forget_words(lines) -> None:
    """Empty the cells of `lines` that have come across, or never will: the people's own records say it now."""
    lines.update(cells={}, mended={}, values={})


def not_told_yet(sheet: SheetImport):
    """The enrolments that `sheet` made and whose people have been told nothing yet."""
    return untold(sheet.lines.exclude(made_code="").values_list("made_code", flat=True))


@transaction.atomic
def tell_brought(*, sheet: SheetImport, aloud: bool, by, now: dt.datetime) -> int:
    """Tell everybody whom `sheet` brought in how they stand, each once and by their own way; says how many.

    Not `aloud`: the college told them otherwise, and nothing is sent. Twice is once. Refuses NotApplied.
    """
    sheet = SheetImport.objects.select_for_update().get(pk=sheet.pk)
    if sheet.status != SheetImport.Status.APPLIED or sheet.kind != SheetImport.Kind.PEOPLE:
        raise NotApplied
    codes = list(not_told_yet(sheet).values_list("code", flat=True))
    runs = Run.objects.filter(enrolments__code__in=codes).distinct().order_by("pk")
    return sum(tell_at_last(run=run, codes=codes, aloud=aloud, by=by, now=now) for run in runs)


@transaction.atomic
def forget_sheets(*, now: dt.datetime) -> int:
    """Forget what sheets of people still hold after FORGOTTEN_AFTER: dry runs are put away, drafts go. How many."""
    old = SheetImport.objects.filter(kind=SheetImport.Kind.PEOPLE, at__lt=now - FORGOTTEN_AFTER)
    gone = SheetLine.objects.filter(sheet__in=old, made_code="").exclude(cells={}).delete()[0]
    old.filter(status=SheetImport.Status.DRY_RUN).update(status=SheetImport.Status.DROPPED)
    return gone
