"""Before one comes: that one can't this time, and whether the trainers read what helps."""

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
from enrolment.places.sharing import share_needs
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


@personal
@require_POST
def share_what_helps(request, code):
    """Whether the trainers of this one course read what helps: one press each way."""
    enrolment = own_place_or_404(learner_or_404(request), code)
    shared = request.POST.get("shared") != "no"
    try:
        share_needs(enrolment=enrolment, shared=shared, by=request.user, now=timezone.now())
        said = _("The trainers of this course read what helps you.")
        messages.success(request, said if shared else _("The trainers of this course don't read what helps you."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("my:place", code)
