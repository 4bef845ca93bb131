"""What the college wrote to a person, and whether they want reminders."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from college.outbox.words import read
from college.private import personal
from enrolment.messages.queries import messages_of
from enrolment.messages.reminders import choose_reminders, wants_reminders
from enrolment.my.permissions import learner_or_404

SHOWN = 20


@personal
@require_safe
def sent(request):
    """What the college wrote to this person, the latest first."""
    learner = learner_or_404(request)
    written = [message for message in read(messages_of(learner)[:SHOWN]) if message.text]
    return render(request, "my/messages.html", {"sent": written, "wanted": wants_reminders(learner)})


@personal
@require_POST
def reminders(request):
    """Reminders on or off."""
    wanted = request.POST.get("wanted") == "yes"
    choose_reminders(learner=learner_or_404(request), wanted=wanted, by=request.user, now=timezone.now())
    if wanted:
        messages.success(request, _("We remind you of your sessions."))
    else:
        messages.success(request, _("We send you no more reminders and news. Changes still reach you."))
    return redirect("my:messages")
