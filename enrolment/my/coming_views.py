"""Saying beforehand that one can't come this time."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from college.private import personal
from college.refusals import Refusal
from courses.permissions import row_or_404
from enrolment.my.permissions import learner_or_404
from enrolment.places.permissions import own_place_or_404
from enrolment.registers.apologies import send_apologies


@personal
@require_POST
def cant_come(request, code, session):
    """One press, no reason. The place stays theirs."""
    enrolment = own_place_or_404(learner_or_404(request), code)
    found = row_or_404(enrolment.run.sessions.all(), code=session)
    try:
        send_apologies(enrolment=enrolment, session=found, by=request.user, now=timezone.now())
        messages.success(request, _("Thank you for telling us. You keep your place. See you next time."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("my:place", code)
