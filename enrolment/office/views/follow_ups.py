"""Calls after an absence: whom to ring, by when, with which words; and how it went."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from college.refusals import Refusal
from courses.permissions import Permission, require
from enrolment.learners.permissions import LEAST, open_record
from enrolment.office.forms.follow_ups import CallForm
from enrolment.registers.follow_ups import note_call
from enrolment.registers.permissions import follow_up_or_404, follow_ups_for
from enrolment.registers.queries import tries_of


@require_safe
def follow_ups(request):
    """Everyone to ring after an absence, the soonest first."""
    require(request.user, Permission.FOLLOW_UP)
    context = {"calls": follow_ups_for(request.user).open(), "today": timezone.localdate()}
    return render(request, "office/follow_ups.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def follow_up(request, code):
    """One call: how to reach the person, words that help, and how it went."""
    call = follow_up_or_404(request.user, code)
    learner = open_record(by=request.user, code=call.enrolment.learner.code, part=LEAST, now=timezone.now())
    tries = tries_of(call)
    form = CallForm(request.POST if request.method == "POST" else None, call=call, tries=len(tries))
    if request.method == "POST" and form.is_valid():
        try:
            noted = note_call(call=call, by=request.user, now=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is noted. Thank you for ringing."))
            return redirect("office:follow_up" if noted.outcome == "open" else "office:follow_ups", **_code(noted))
    return render(request, "office/follow_up.html", {"call": call, "learner": learner, "tries": tries, "form": form})


def _code(call) -> dict:
    return {"code": call.code} if call.outcome == "open" else {}
