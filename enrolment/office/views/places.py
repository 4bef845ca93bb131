"""One place of somebody on the telephone: what they say of it, their line, another run instead."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from college.refusals import Refusal
from courses.models import Policy
from courses.permissions import Permission, row_or_404, run_or_404
from enrolment.office.actions.line import stand_in_line
from enrolment.office.forms.places import GivePlaceForm, LineForm, TransferForm
from enrolment.office.queries import bookable
from enrolment.places.actions import decline, give_place, rest, withdraw
from enrolment.places.offers import decline_offer
from enrolment.places.permissions import enrolments_for
from enrolment.places.queries import line_of
from enrolment.places.transfer import others_like, transfer


@require_POST
def act_on_place(request, code):
    """For somebody on the telephone: what they say of their place, of the list, of a place held for them."""
    enrolment = row_or_404(enrolments_for(request.user, Permission.ENROL), code=code)
    name = {"name": enrolment.learner.name}
    try:
        if request.POST.get("press") == "give":
            form = GivePlaceForm(request.POST, enrolment=enrolment)
            reason = form.cleaned_data["reason"] if form.is_valid() else ""
            given = give_place(enrolment=enrolment, by=request.user, now=timezone.now(), reason=reason)
            if given.status == "requested":
                words = _("A place is kept for %(name)s until the talk that comes first, and they are told.")
            else:
                words = _("%(name)s has a place now and is told.")
            messages.success(request, words % name)
        elif request.POST.get("press") == "withdraw":
            withdraw(enrolment=enrolment, by=request.user, now=timezone.now(), reason="asked_by_telephone")
            messages.success(request, _("It is done. %(name)s is told, and can come back at any time.") % name)
        elif request.POST.get("press") == "decline":
            decline(enrolment=enrolment, by=request.user, now=timezone.now())
            messages.success(request, _("%(name)s is told kindly. The next person is asked.") % name)
        elif request.POST.get("press") == "no" and (offer := enrolment.last_offer):
            decline_offer(offer=offer, by=request.user, now=timezone.now())
            messages.success(request, _("%(name)s stays on the list, resting. The next person is asked.") % name)
        elif request.POST.get("press") in ("rest", "ready"):
            is_resting = request.POST["press"] == "rest"
            rest(enrolment=enrolment, resting=is_resting, by=request.user, now=timezone.now())
            messages.success(request, _("Saved."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("office:person", code=enrolment.learner.code)


@require_http_methods(["GET", "HEAD", "POST"])
def line(request, code):
    """Where somebody stands on a waiting list, and with whom they come."""
    enrolment = row_or_404(enrolments_for(request.user, Permission.ENROL).filter(status="waiting"), code=code)
    waiting = line_of(enrolment.run)
    others = [each for each in waiting if each != enrolment and each.party != (enrolment.party or None)]
    company = next((each.company for each in waiting if each == enrolment), [])
    form = LineForm(
        request.POST if request.method == "POST" else None,
        enrolment=enrolment,
        others=others,
        reasons=Policy.current().first_reasons,
    )
    if request.method == "POST" and form.is_valid():
        try:
            stand_in_line(enrolment=enrolment, by=request.user, now=timezone.now(), **form.cleaned_data)
            messages.success(request, _("It is saved."))
            return redirect("office:person", code=enrolment.learner.code)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return render(request, "office/line.html", {"enrolment": enrolment, "company": company, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def exchange(request, code):
    """Another run instead: the nearest with a place are named first."""
    live = ["requested", "confirmed", "waiting", "offered"]
    mine = enrolments_for(request.user, Permission.ENROL).filter(status__in=live)
    enrolment, now = row_or_404(mine, code=code), timezone.now()
    runs = [run for run in bookable(request.user, today=timezone.localdate(now)) if run[0] != enrolment.run.code]
    form = TransferForm(request.POST if request.method == "POST" else None, runs=runs)
    if request.method == "POST" and form.is_valid():
        to = run_or_404(request.user, Permission.ENROL, form.cleaned_data["run"])
        try:
            new = transfer(enrolment=enrolment, to=to, by=request.user, now=now, reason=form.cleaned_data["reason"])
            said = {"name": new.learner.name, "course": to.course.title}
            messages.success(request, _("%(name)s has a place on %(course)s now, and is told.") % said)
            return redirect("office:person", code=enrolment.learner.code)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    near = others_like(enrolment.run, now=now)
    return render(request, "office/exchange.html", {"enrolment": enrolment, "form": form, "near": near})
