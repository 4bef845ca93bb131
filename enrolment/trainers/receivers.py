"""What trainers have to say when a run is published."""

from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from college.refusals import Refusal
from courses.models import Policy, Run
from courses.signals import run_publishing
from enrolment.trainers.queries import pair_of


class TrainersToBeConfirmed(Refusal):
    sentence = _("The college publishes a run only with both its trainers. Give it its pair first.")


@receiver(run_publishing, sender=Run)
def ask_for_the_pair(sender, *, run: Run, **kwargs) -> None:
    """Refuses a run without its pair where `Policy.unpaired` says so; by default it is published so."""
    if Policy.current().unpaired == Policy.Unpaired.BLOCK and not pair_of(run).is_complete:
        raise TrainersToBeConfirmed
