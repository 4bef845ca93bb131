"""Trainers: who teaches, and how they get to their own page."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from college.refusals import Refusal
from courses.permissions import Permission, require, row_or_404
from enrolment.office.actions.team import invite_trainer
from enrolment.office.forms import TrainerEmailForm
from enrolment.office.papers import code_paper
from enrolment.trainers.models import Trainer


@require_safe
def trainers(request):
    """Everyone who teaches, by name, with when their check runs out."""
    require(request.user, Permission.ALLOCATE)
    found = Trainer.objects.filter(is_active=True).prefetch_related("clearances", "localities")
    return render(request, "office/trainers.html", {"trainers": found, "today": timezone.localdate()})


@require_http_methods(["GET", "HEAD", "POST"])
def trainer(request, code):
    """One trainer. Writing their e-mail opens their own page to them."""
    require(request.user, Permission.ALLOCATE)
    found = row_or_404(Trainer.objects.prefetch_related("strands", "localities", "free_times"), code=code)
    form = TrainerEmailForm(request.POST or None, initial={"email": found.email})
    if request.method == "POST" and form.is_valid():
        try:
            email = form.cleaned_data["email"]
            invite_trainer(trainer=found, email=email, by=request.user, now=timezone.now())
            messages.success(request, _("%(name)s can sign in with this address now.") % {"name": found.name})
            return redirect("office:trainer", code=found.code)
        except Refusal as refusal:
            form.add_error("email", str(refusal))
    allocations = found.allocations.live().select_related("run__course", "run__locality", "run__term")
    return render(request, "office/trainer.html", {"trainer": found, "form": form, "allocations": allocations})


@require_POST
def sign_in_code(request, code):
    """A printed code for a trainer without e-mail."""
    require(request.user, Permission.GIVE_CODES)
    found = row_or_404(Trainer.objects.all(), code=code)
    try:
        user = invite_trainer(trainer=found, email="", by=request.user, now=timezone.now())
        return code_paper(user=user, name=found.name, by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("office:trainer", code=found.code)
