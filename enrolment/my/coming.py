"""Saying that one can't come this time, and what the college wrote to one."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from college.outbox.words import read
from college.refusals import Refusal
from courses.permissions import row_or_404
from enrolment.messages.queries import messages_of
from enrolment.messages.reminders import choose_reminders, wants_reminders
from enrolment.my.permissions import learner_or_404, personal
from enrolment.places.permissions import own_place_or_404
from enrolment.registers.apologies import send_apologies

SHOWN = 50


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
@require_safe
def messages_to_me(request):
    """What the college wrote, newest first, and whether reminders are wanted."""
    learner = learner_or_404(request)
    written = read(messages_of(learner)[:SHOWN])
    return render(request, "my/messages.html", {"written": written, "wanted": wants_reminders(learner)})


@personal
@require_POST
def reminders(request):
    """Reminders on or off."""
    wanted = request.POST.get("wanted") == "yes"
    choose_reminders(learner=learner_or_404(request), wanted=wanted, by=request.user, now=timezone.now())
    messages.success(
        request,
        _("We remind you of your sessions.")
        if wanted
        else _("We send you no more reminders. Changes still reach you."),
    )
    return redirect("my:messages")
