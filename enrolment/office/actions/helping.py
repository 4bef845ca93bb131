"""What the office does about what helps someone, and the learner who is told where it can't be done."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from college.models import User
from enrolment.learners.actions import arrange
from enrolment.learners.models import Need
from enrolment.messages.actions import write_to

Status = Need.Status


@transaction.atomic
def arrange_and_tell(
    *, need: Need, status: str, action: str, knows: str, review_on: dt.date | None, by: User, now: dt.datetime
) -> Need:
    """As `arrange`, and the learner hears at once of what can't be done, by the way they chose.

    Told once, however often it is saved; the words name no need, because others may read them.
    """
    need = Need.objects.select_for_update(of=("self",)).select_related("learner__user").get(pk=need.pk)
    learner, told = need.learner, need.status == Status.CANNOT
    need = arrange(need=need, status=status, action=action, knows=knows, review_on=review_on, by=by, now=now)
    if need.status == Status.CANNOT and not told:
        write_to(
            learner=learner,
            key=f"need-cannot:{need.pk}:{now.isoformat()}",
            subject=_("About what you asked us to arrange"),
            text=_(
                "Hello %(name)s,\n\nwe are sorry: something that you asked us for can't be arranged. "
                "Please ring us or answer this, and we look for another way together.\n"
            ),
            now=now,
        )
    return need
