"""Notes that trainers left after a session."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from enrolment.registers.debriefs import see_to_debrief
from enrolment.registers.permissions import debrief_or_404


@require_http_methods(["GET", "HEAD", "POST"])
def debrief(request, code):
    """One note: read it, ring where that was asked for, and say that it is done."""
    found = debrief_or_404(request.user, code)
    if request.method == "POST":
        see_to_debrief(debrief=found, by=request.user, now=timezone.now())
        messages.success(request, _("It is written down: this note has been seen to."))
        return redirect("office:today")
    return render(request, "office/debrief.html", {"debrief": found})
