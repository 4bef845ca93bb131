"""What a trainer is asked: looked at without harm, answered with one press, with or without signing in."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from college.private import personal_without_sign_in
from college.refusals import Refusal
from enrolment.trainers.actions import accept, decline
from enrolment.trainers.permissions import allocation_for


@personal_without_sign_in
@require_http_methods(["GET", "HEAD", "POST"])
def offer(request, code):
    """Say yes or no to teaching a run. Mail scanners and previews open it, so opening it changes nothing."""
    allocation = allocation_for(request.user, code, timezone.now())
    if allocation is None:
        return redirect_to_login(request.get_full_path())
    if request.method == "POST":
        answer = {"yes": accept, "no": decline}.get(request.POST.get("answer", ""))
        by = request.user if request.user.is_authenticated else allocation.trainer.user
        try:
            if answer:
                answer(allocation=allocation, by=by, now=timezone.now())
                messages.success(request, _("Thank you. The office can see your answer."))
            else:
                messages.warning(request, _("Choose yes or no."))
        except Refusal as refusal:
            messages.error(request, str(refusal))
        return redirect("teaching:offer", code=allocation.code)
    is_own = request.user.is_authenticated and request.user == allocation.trainer.user
    context = {"allocation": allocation, "run": allocation.run, "is_own": is_own}
    return render(request, "teaching/offer.html", context)
