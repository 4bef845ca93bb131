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
        return _answered(request, "teaching:offer", {"yes": accept, "no": decline}, allocation=allocation)
    context = {"allocation": allocation, "run": allocation.run, "is_own": _is_own(request, allocation)}
    return render(request, "teaching/offer.html", context)


@personal_without_sign_in
@require_http_methods(["GET", "HEAD", "POST"])
def stand_in(request, code):
    """Say yes or no to coming to one session instead of somebody; opening it changes nothing."""
    found = stand_in_for(request.user, code, timezone.now())
    if found is None:
        return redirect_to_login(request.get_full_path())
    if request.method == "POST":
        return _answered(request, "teaching:stand_in", {"yes": say_yes, "no": say_no}, stand_in=found)
    context = {"stand_in": found, "session": found.gap.session, "run": found.gap.session.run}
    return render(request, "teaching/stand_in.html", context | {"is_own": _is_own(request, found)})


def _is_own(request, asked) -> bool:
    return request.user.is_authenticated and request.user == asked.trainer.user


def _answered(request, page: str, verbs: dict, **named):
    """The answer that was pressed is given by its verb; then the page of what was asked is shown again."""
    [asked] = named.values()
    verb = verbs.get(request.POST.get("answer", ""))
    by = request.user if request.user.is_authenticated else asked.trainer.user
    try:
        if verb:
            verb(**named, by=by, now=timezone.now())
            messages.success(request, _("Thank you. The office can see your answer."))
        else:
            messages.warning(request, _("Choose yes or no."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(page, code=asked.code)


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
