"""What places have to say when the office changes a run."""

from django.dispatch import receiver
from django.utils.translation import ngettext

from college.refusals import Refusal
from courses.models import Run
from courses.signals import run_changed, run_changing
from enrolment.places.actions import fill_places


class MorePeopleThanPlaces(Refusal):
    def __init__(self, held: int):
        words = ngettext(
            "%(held)s person has a place on this run. It can't have fewer places than that.",
            "%(held)s people have a place on this run. It can't have fewer places than that.",
            held,
        )
        super().__init__(words % {"held": held})


@receiver(run_changing, sender=Run)
def keep_places_that_are_held(sender, *, run: Run, facts: dict, **kwargs) -> None:
    """Refuses to cut the places of a run below the people who have one."""
    if "capacity" in facts:
        held = run.enrolments.holding_a_place().count()
        if facts["capacity"] < held:
            raise MorePeopleThanPlaces(held)


@receiver(run_changed, sender=Run)
def fill_new_places(sender, *, run: Run, facts: dict, now, **kwargs) -> None:
    """More places on a run go at once to those who wait."""
    if "capacity" in facts:
        fill_places(run=run, now=now)
