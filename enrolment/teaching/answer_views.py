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
from enrolment.trainers.permissions import allocation_for, own_session_or_404, stand_in_for
from enrolment.trainers.standing_in.actions import cant_come, say_no, say_yes


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


@personal_without_sign_in
@require_http_methods(["GET", "HEAD", "POST"])
def stand_in(request, code):
    """Say yes or no to coming to one session instead of somebody; opening it changes nothing."""
    found = stand_in_for(request.user, code, timezone.now())
    if found is None:
        return redirect_to_login(request.get_full_path())
    if request.method == "POST":
        answer = {"yes": say_yes, "no": say_no}.get(request.POST.get("answer", ""))
        by = request.user if request.user.is_authenticated else found.trainer.user
        try:
            if answer:
                answer(stand_in=found, by=by, now=timezone.now())
                messages.success(request, _("Thank you. The office can see your answer."))
            else:
                messages.warning(request, _("Choose yes or no."))
        except Refusal as refusal:
            messages.error(request, str(refusal))
        return redirect("teaching:stand_in", code=found.code)
    is_own = request.user.is_authenticated and request.user == found.trainer.user
    context = {"stand_in": found, "session": found.gap.session, "run": found.gap.session.run, "is_own": is_own}
    return render(request, "teaching/stand_in.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def miss(request, code):
    """A trainer can't come to one session of theirs: one press, no reason, and somebody else is asked."""
    allocation, session = own_session_or_404(request.user, code)
    if request.method == "POST":
        try:
            cant_come(allocation=allocation, session=session, by=request.user, now=timezone.now())
            messages.success(request, _("Thank you for saying so. We ask who could come instead; the office knows."))
        except Refusal as refusal:
            messages.error(request, str(refusal))
        return redirect("teaching:run", code=session.run.code)
    return render(request, "teaching/cant_come.html", {"session": session, "run": session.run})
