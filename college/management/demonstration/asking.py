"""The demonstration's trainers who are asked for next term: one can't, another has not answered."""

import datetime as dt

from django.utils import timezone

from college.models import User
from courses.queries import coming_runs
from enrolment.trainers.actions import decline, propose
from enrolment.trainers.chasing import remind_asked, tell_asked
from enrolment.trainers.fits import fits_for

DAY = dt.timedelta(days=1)


def ask_for_next_term(by: User, now: dt.datetime) -> None:
    """The best of each kind is asked for the first run of next term; the peer was told and reminded."""
    run = coming_runs(now).filter(term__name="Next term").earliest("pk")
    fits = [fit for fit in fits_for(run, today=timezone.localdate(now)) if fit.is_good]
    best = {fit.trainer.kind: fit.trainer for fit in reversed(fits)}
    for trainer in best.values():
        asked = propose(run=run, trainer=trainer, by=by, now=now - 9 * DAY)
        if trainer.kind == "professional":
            decline(allocation=asked, by=trainer.user, now=now - 8 * DAY)
    tell_asked(now=now - 8 * DAY)
    remind_asked(now=(now - 4 * DAY).replace(hour=10))
