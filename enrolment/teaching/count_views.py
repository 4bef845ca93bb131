"""A trainer's own count of hours and payments. Nobody but the trainer opens it, and no address leads to another's."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from college.refusals import Refusal
from enrolment.claims.own_count import drop_count, keep_count, limits_of, weeks_of
from enrolment.teaching.count_forms import CountForm
from enrolment.trainers.permissions import trainer_or_404


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def own_count(request):
    """What is left this week by my own count; the limits that I wrote; and a press that forgets them."""
    trainer, now = trainer_or_404(request.user), timezone.now()
    limits = limits_of(trainer, by=request.user)
    is_dropped = request.method == "POST" and request.POST.get("press") == "drop"
    form = CountForm(request.POST if request.method == "POST" and not is_dropped else None, limits=limits)
    if is_dropped:
        drop_count(trainer=trainer, by=request.user, now=now)
        messages.success(request, _("It is forgotten. Nothing of it is kept."))
        return redirect("teaching:own_count")
    if request.method == "POST" and form.is_valid():
        try:
            keep_count(trainer=trainer, limits=form.limits(), by=request.user, now=now)
            messages.success(request, _("Saved. Only you see it."))
            return redirect("teaching:own_count")
        except Refusal as refusal:
            form.add_error("hours", str(refusal))
    context = {
        "form": form,
        "limits": limits,
        "weeks": weeks_of(trainer, limits, by=request.user, now=now) if limits else [],
        "today": timezone.localdate(now),
    }
    return render(request, "teaching/own_count.html", context)
