"""Calling a run off for everyone who is part of it."""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from college.look.vocabulary import speaking_locally
from college.outbox.actions import post
from courses.actions.calling_off import call_off_run
from courses.models import Run
from courses.vocabulary import words_around
from enrolment.places.actions import call_off
from enrolment.places.models import Enrolment
from enrolment.trainers.models import Allocation
from enrolment.trainers.standing_in.actions import end_gaps


@transaction.atomic
def call_off_for_everyone(*, run: Run, reason: str, by, now: dt.datetime) -> list[Enrolment]:
    """The run and its coming sessions are called off; learners and trainers are told, each once.

    `reason`: a code of at most 30 characters, kept in the history and told to nobody. Gives
    back the enrolments that ended so. Twice is once. Refuses a run that is over.
    """
    run = call_off_run(run=run, reason=reason, by=by, now=now)
    for session in run.sessions.filter(gaps__ended_at=None, gaps__isnull=False).distinct():
        end_gaps(session=session, now=now)
    ended = call_off(run=run, by=by, now=now, reason=reason)
    _tell_trainers(run, now)
    return ended


def _tell_trainers(run: Run, now: dt.datetime) -> None:
    """By e-mail where one is known; the page of the run names the others, to be rung."""
    allocations = Allocation.objects.live().filter(run=run).select_related("trainer__user")
    address = settings.BASE_URL + reverse("teaching:run", args=[run.code])
    for allocation in allocations:
        if allocation.trainer.email:
            with speaking_locally(words_around(run)):
                subject = _("Some sessions will not take place")
                told = {"trainer": allocation.trainer, "address": address}
                text = render_to_string("teaching/called_off.txt", told)
            post(
                key=f"run called off:{run.code}:{allocation.trainer.code}",
                channel="email",
                subject=subject,
                text=text,
                to_user=allocation.trainer.user,
                to_address=allocation.trainer.email,
                about=run.code,
                now=now,
            )
