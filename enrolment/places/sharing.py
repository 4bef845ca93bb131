"""Whether the trainers of a run read what helps a learner, who decides it for each of their places."""

import datetime as dt

from django.db import transaction

from enrolment.places import moves
from enrolment.places.models import Enrolment
from enrolment.places.states import LIVE


@transaction.atomic
def share_needs(*, enrolment: Enrolment, shared: bool, by, now: dt.datetime) -> Enrolment:
    """The trainers of this run read what helps the learner, or read it no more; other places stay as they are.

    What the office arranges goes on. Twice is once. Refuses moves.CantChange where there is no place any more.
    """
    enrolment = moves.locked(enrolment)
    if enrolment.status not in LIVE:
        raise moves.CantChange
    if enrolment.keeps_needs is shared:
        enrolment.keeps_needs = not shared
        enrolment.save(update_fields=["keeps_needs"])
        moves.note(enrolment, by=by, now=now, reason="shares_needs" if shared else "keeps_needs")
    return enrolment
