"""Concerns, for safeguarding alone: what waits to be opened, and what was told."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from college.refusals import Refusal
from courses.permissions import Permission, require
from enrolment.learners.guardian.permissions import guardians_for
from enrolment.office.forms.concerns import NumberForm
from enrolment.registers.concerns import number_concern, open_concern
from enrolment.registers.permissions import concern_or_404, concerns_for
from enrolment.registers.queries import history_of


@require_safe
def concerns(request):
    """Those that nobody has opened first; no name and no word of what they say."""
    require(request.user, Permission.SEE_CONCERNS)
    found = concerns_for(request.user)
    waiting, opened = found.filter(received_at=None), found.exclude(received_at=None).order_by("-raised_at", "-pk")
    return render(request, "office/concerns.html", {"waiting": waiting, "opened": opened[:100]})


@require_http_methods(["GET", "HEAD", "POST"])
def concern(request, code):
    """Its cover; by a press its words, and that it was read is written down."""
    found = concern_or_404(request.user, code)
    press = request.POST.get("press", "") if request.method == "POST" else ""
    form = NumberForm(request.POST if press == "number" else None, initial={"incident_number": found.incident_number})
    if press == "open":
        opened = open_concern(concern=found, by=request.user, now=timezone.now())
        context = {"concern": found, "words": opened.words, "opened": opened, "form": form}
        if found.enrolment:
            context["guardian"] = guardians_for(request.user).filter(learner=found.enrolment.learner_id).first()
        return render(request, "office/concern_open.html", context)
    if press == "number" and form.is_valid():
        try:
            number = form.cleaned_data["incident_number"]
            number_concern(concern=found, incident_number=number, by=request.user, now=timezone.now())
            messages.success(request, _("The number is kept."))
            return redirect("office:concern", code=found.code)
        except Refusal as refusal:
            form.add_error("incident_number", str(refusal))
    context = {"concern": found, "form": form, "history": history_of(found)}
    return render(request, "office/concern.html", context)
