"""Trainers: who teaches, and how they get to their own page."""

from copy import copy

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from college.refusals import Refusal
from courses.permissions import Permission, require, row_or_404
from enrolment.office.actions.team import invite_trainer
from enrolment.office.forms.team import TrainerEmailForm, TrainerLimitsForm, TrainerPayForm, TrainerReachForm
from enrolment.office.papers import code_paper
from enrolment.trainers.actions import set_limits, set_pay, set_reach, set_skills
from enrolment.trainers.permissions import trainers_for, trainers_to_let_in
from enrolment.trainers.releasing.queries import release_words, releases_of


@require_safe
def trainers(request):
    """Everyone who teaches, by name, with when their check runs out."""
    require(request.user, Permission.ALLOCATE)
    found = trainers_for(request.user).prefetch_related("clearances", "localities")
    return render(request, "office/trainers.html", {"trainers": found, "today": timezone.localdate()})


@require_http_methods(["GET", "HEAD", "POST"])
def trainer(request, code):
    """One trainer. Writing their e-mail opens their own page to them: for the office of their own locality."""
    everyone = trainers_for(request.user).prefetch_related("strands", "localities", "free_times")
    found = row_or_404(everyone, code=code)
    form = TrainerEmailForm(request.POST if request.method == "POST" else None, initial={"email": found.email})
    may_let_in = trainers_to_let_in(request.user).filter(pk=found.pk).exists()
    if request.method == "POST" and not may_let_in:
        raise Http404
    if request.method == "POST" and form.is_valid():
        try:
            email = form.cleaned_data["email"]
            invite_trainer(trainer=found, email=email, by=request.user, now=timezone.now())
            messages.success(request, _("%(name)s can sign in with this address now.") % {"name": found.name})
            return redirect("office:trainer", code=found.code)
        except Refusal as refusal:
            form.add_error("email", str(refusal))
    allocations = found.allocations.live().select_related("run__course", "run__locality", "run__term")
    context = {"trainer": found, "form": form, "allocations": allocations, "may_let_in": may_let_in}
    context["released"] = "; ".join(map(release_words, releases_of(found, today=timezone.localdate())))
    return render(request, "office/trainer.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def limits(request, code):
    """How much a trainer wants at most, and where they live: for the office of their own locality."""
    found = row_or_404(trainers_to_let_in(request.user), code=code)
    # A form writes over its row, and what stands there now is still shown.
    form = TrainerLimitsForm(request.POST if request.method == "POST" else None, instance=copy(found))
    if request.method == "POST" and form.is_valid():
        done = {"trainer": found, "by": request.user, "now": timezone.now()}
        with transaction.atomic():
            set_limits(**form.facts(), **done)
            set_skills(skills=form.cleaned_data["skills"], **done)
        messages.success(request, _("Asking and planning keep to this from now on."))
        return redirect("office:trainer", code=found.code)
    return render(request, "office/trainer_limits.html", {"trainer": found, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def reach(request, code):
    """Their telephone, and whether they are written to by e-mail or by text: for the office of their own locality."""
    found = row_or_404(trainers_to_let_in(request.user), code=code)
    # A form writes over its row, and what stands there now is still shown.
    form = TrainerReachForm(request.POST if request.method == "POST" else None, instance=copy(found))
    if request.method == "POST" and form.is_valid():
        set_reach(trainer=found, by=request.user, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("From now on we reach %(name)s so.") % {"name": found.name})
        return redirect("office:trainer", code=found.code)
    return render(request, "office/trainer_reach.html", {"trainer": found, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def pay(request, code):
    """How a trainer is paid, as was agreed with them: for the office of their own locality."""
    found = row_or_404(trainers_to_let_in(request.user), code=code)
    # A form writes over its row, and what stands there now is still shown.
    form = TrainerPayForm(request.POST if request.method == "POST" else None, instance=copy(found))
    if request.method == "POST" and form.is_valid():
        set_pay(trainer=found, by=request.user, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Saved. What they claim from now on keeps to it."))
        return redirect("office:trainer", code=found.code)
    return render(request, "office/trainer_pay.html", {"trainer": found, "form": form})


@require_POST
def sign_in_code(request, code):
    """A printed code for a trainer without e-mail."""
    found = row_or_404(trainers_to_let_in(request.user), code=code)
    try:
        user = invite_trainer(trainer=found, email="", by=request.user, now=timezone.now())
        return code_paper(user=user, name=found.name, by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("office:trainer", code=found.code)
