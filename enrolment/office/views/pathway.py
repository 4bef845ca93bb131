"""The pathway of a trainer: for the office of their own locality. Each press is one form."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from college.refusals import Refusal
from courses.permissions import row_or_404
from enrolment.office.forms.pathway import CheckForm, StepForm
from enrolment.trainers.pathway.actions import note_check, note_step, take_back_step
from enrolment.trainers.pathway.models import LEVELS
from enrolment.trainers.pathway.queries import pathway_of
from enrolment.trainers.permissions import trainers_to_let_in


@require_http_methods(["GET", "HEAD", "POST"])
def pathway(request, code):
    """What is done and what comes next; write down a step, a check, or where they stand now; take a step back."""
    trainer = row_or_404(trainers_to_let_in(request.user), code=code)
    told, part = request.POST if request.method == "POST" else None, request.POST.get("part", "")
    forms = {
        "step": StepForm(told if part == "step" else None),
        "check": CheckForm(told if part == "check" else None, prefix="check"),
    }
    form = forms.get(part)
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            messages.success(request, _done(request, trainer, part, form))
            return redirect("office:pathway", code=code)
        except Refusal as refusal:
            if form is None:
                messages.error(request, str(refusal))
                return redirect("office:pathway", code=code)
            form.add_error("until" if part == "check" else None, str(refusal))
    found = pathway_of(trainer, today=timezone.localdate())
    standing = LEVELS.index(found.level.key) if found.level else -1
    context = {
        "trainer": trainer,
        "pathway": found,
        "steps": trainer.steps.live().select_related("by").reverse(),
        "levels": LEVELS[standing + 1 :],
        "step_form": forms["step"],
        "check_form": forms["check"],
    }
    return render(request, "office/pathway.html", context)


def _done(request, trainer, part: str, form) -> str:
    """Do what the pressed button asks for; what is said of it."""
    done = {"by": request.user, "now": timezone.now()}
    kind, _dash, which = part.partition("-")
    if kind == "step":
        note_step(trainer=trainer, **form.cleaned_data, **done)
        return _("It is written down. %(name)s sees it on their own page.") % {"name": trainer.name}
    if kind == "check":
        note_check(trainer=trainer, **form.cleaned_data, **done)
        return _("It is written down. Asking and planning keep to it.")
    if kind == "level" and which in LEVELS:
        note_step(trainer=trainer, key=which, done_on=timezone.localdate(), **done)
        return _("It is written down. %(name)s reads it in kind words.") % {"name": trainer.name}
    step = next((each for each in trainer.steps.live() if kind == "back" and str(each.pk) == which), None)
    if step:
        take_back_step(step=step, **done)
        return _("It is taken back.")
    return _("Nothing was changed.")
