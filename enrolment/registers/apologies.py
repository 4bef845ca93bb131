"""A learner says beforehand that they can't come: apologies on the register, no reason asked."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from college.refusals import Refusal
from courses.models import Run, Session
from enrolment.places.models import Enrolment
from enrolment.registers.actions import record_marks
from enrolment.registers.models import Mark
from enrolment.registers.overtaken import take_back_overtaken


class TooLateToSay(Refusal):
    sentence = _("This session has begun or was called off, so there is nothing more to do. Thank you for telling us.")


@transaction.atomic
def send_apologies(*, enrolment: Enrolment, session: Session, by, now: dt.datetime) -> None:
    """Write apologies on the register of a session that is to come, and take back its unsent reminder. Twice is once.

    Refuses TooLateToSay once it has begun, and for somebody who has no place any more.
    """
    Run.objects.select_for_update().get(pk=session.run_id)
    session = Session.objects.get(pk=session.pk)
    enrolment = Enrolment.objects.select_related("learner").get(pk=enrolment.pk)
    if session.status != "scheduled" or session.starts_at <= now or enrolment.status != "confirmed":
        raise TooLateToSay
    record_marks(session=session, statuses={enrolment.pk: Mark.Status.APOLOGIES}, by=by, now=now)
    take_back_overtaken(learner=enrolment.learner, now=now)


def sessions_excused(enrolments: Iterable[Enrolment]) -> set[tuple[int, int]]:
    """Pairs of enrolment and session ids for which somebody said that they can't come."""
    saying = [each.pk for each in enrolments if getattr(each, "has_apologies", True)]
    rows = Mark.objects.filter(enrolment__in=saying, status=Mark.Status.APOLOGIES)
    return set(rows.values_list("enrolment_id", "session_id"))
