"""Verbs of the office on runs that need several rooms."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from college.refusals import Refusal
from courses.actions.runs import change_run, publish_run
from courses.models import Policy, Run
from enrolment.places.models import Enrolment
from enrolment.trainers.queries import pairs_of


def publish_runs(*, runs, by, now: dt.datetime) -> tuple[int, list[str]]:
    """Publish each of `runs`; returns how many became public and a sentence for each that could not.

    By the college's rule (`Policy.unpaired`) a run without its pair is published as
    "trainers to be confirmed", or refused. Each run stands for itself.
    """
    found = list(runs.select_related("course", "locality").order_by("pk"))
    pairs = pairs_of(found)
    blocks = Policy.current().unpaired == Policy.Unpaired.BLOCK
    published, refused = 0, []
    for run in found:
        try:
            if blocks and not pairs[run.pk].is_complete:
                raise Refusal(_("The rule of the college is to publish only with both trainers."))
            if run.status == "draft":
                publish_run(run=run, by=by, now=now)
                published += 1
        except Refusal as refusal:
            refused.append(f"{run}: {refusal}")
    return published, refused


class TooFewPlaces(Refusal):
    """More people have a place than would be left."""


@transaction.atomic
def change_facts(*, run: Run, by, now: dt.datetime, **changes) -> Run:
    """Change a run's facts from the office's form. Refuses fewer places than are taken."""
    run = Run.objects.select_for_update().get(pk=run.pk)
    taken = Enrolment.objects.filter(run=run).holding_a_place().count()
    if changes.get("capacity", taken) < taken:
        raise TooFewPlaces(
            _("%(count)s people have a place already, so there can't be fewer places than that.") % {"count": taken}
        )
    return change_run(run=run, by=by, now=now, **changes)
