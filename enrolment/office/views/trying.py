"""Trying other trainers for a run: what it would break is shown, and nothing is saved until it is pressed."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from college.refusals import Refusal
from courses.permissions import Permission, run_or_404
from enrolment.office.forms.trying import TryForm
from enrolment.office.trying import trial_of
from enrolment.trainers.changing import UndoesYes, change_trainers, standing_of
from enrolment.trainers.fits import fits_for
from enrolment.trainers.queries import pair_of


@require_http_methods(["GET", "HEAD", "POST"])
def try_trainers(request, code):
    """Choose, look at what would come of it, save: the choice stands in the address until it is saved."""
    found = run_or_404(request.user, Permission.ALLOCATE, code)
    pair, today = pair_of(found), timezone.localdate()
    fits = fits_for(found, today=today, is_anew=True) if found.status in ("draft", "published") else []
    told = request.POST if request.method == "POST" else request.GET
    form = TryForm(told if "first" in told or "second" in told else None, pair=pair, fits=fits)
    trial = trial_of(found, form.chosen(), pair, fits, today=today) if form.is_bound and form.is_valid() else None
    if request.method == "POST" and trial:
        try:
            _save(request, found, form)
            return redirect("office:run", code=found.code)
        except Refusal as refusal:
            form.add_error("knows" if isinstance(refusal, UndoesYes) else None, str(refusal))
    context = {"run": found, "form": form, "trial": trial, "is_over": not fits, "seen": standing_of(found)}
    return render(request, "office/try.html", context)


def _save(request, run, form) -> None:
    asked = change_trainers(
        run=run,
        trainers=form.chosen(),
        seen=request.POST.get("seen", ""),
        knows=form.cleaned_data["knows"],
        by=request.user,
        now=timezone.now(),
    )
    if asked:
        said = _("Saved. Asked: %(names)s. The answers stand here when they come.")
        messages.success(request, said % {"names": ", ".join(each.trainer.name for each in asked)})
    else:
        messages.success(request, _("Saved."))
