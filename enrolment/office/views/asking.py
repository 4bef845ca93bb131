"""Asking somebody to teach a run, hearing what they say on the telephone, asking the next."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from college.refusals import Refusal
from courses.permissions import Permission, row_or_404, run_or_404
from enrolment.office.asking import instead_of
from enrolment.office.forms.runs import AskTrainerForm
from enrolment.trainers.actions import accept, decline, release
from enrolment.trainers.changing import ask_as_seen, ask_instead, standing_of
from enrolment.trainers.fits import fits_for
from enrolment.trainers.permissions import allocations_for, trainers_for

ANSWERS = {"accept": accept, "decline": decline, "release": release}


@require_POST
def ask_trainer(request, code):
    """Ask a trainer to teach this run; they are written to, and answer by link or on their own page."""
    found = run_or_404(request.user, Permission.ALLOCATE, code)
    form = AskTrainerForm(request.POST, fits=fits_for(found, today=timezone.localdate()))
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form["trainer"].errors)))
        return redirect("office:run", code=found.code)
    chosen = row_or_404(trainers_for(request.user).filter(is_active=True), code=form.cleaned_data["trainer"])
    try:
        seen = request.POST.get("seen", standing_of(found))
        ask_as_seen(run=found, trainer=chosen, seen=seen, by=request.user, now=timezone.now())
        messages.success(request, _("%(name)s is asked. The answer stands here when it comes.") % {"name": chosen.name})
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("office:run", code=found.code)


@require_http_methods(["GET", "HEAD", "POST"])
def allocation(request, code):
    """Somebody who was asked: what they say on the telephone, and who could be asked instead, best first."""
    rows = allocations_for(request.user).select_related("trainer", "run__course", "run__locality", "run__term")
    found = row_or_404(rows, code=code)
    if request.method == "POST":
        return _answered(request, found)
    fits = instead_of(found, today=timezone.localdate())
    teaches = found.status == "accepted" and found.run.status == "published"
    to_come = [each for each in found.run.sessions_on() if each.ends_at > timezone.now()] if teaches else []
    context = {"allocation": found, "run": found.run, "fits": fits, "to_come": to_come}
    return render(request, "office/asking.html", context)


def _answered(request, found):
    verb = ANSWERS.get(request.POST.get("answer", ""))
    try:
        if verb:
            verb(allocation=found, by=request.user, now=timezone.now())
        elif code := request.POST.get("trainer", ""):
            chosen = row_or_404(trainers_for(request.user).filter(is_active=True), code=code)
            ask_instead(allocation=found, trainer=chosen, by=request.user, now=timezone.now())
            said = _("%(name)s is asked. The answer stands here when it comes.")
            messages.success(request, said % {"name": chosen.name})
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("office:allocation", code=found.code)
    if verb is decline and instead_of(found, today=timezone.localdate()):
        return redirect("office:allocation", code=found.code)
    return redirect("office:run", code=found.run.code)
