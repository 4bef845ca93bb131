"""A session to which a trainer can't come: written down, who was asked instead, what they say on the telephone."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from college.refusals import Refusal
from courses.permissions import Permission, row_or_404, sessions_for
from enrolment.trainers.permissions import allocations_for, gaps_for
from enrolment.trainers.queries import pair_of
from enrolment.trainers.standing_in.actions import can_come, cant_come, say_no, say_yes

ANSWERS = {"yes": say_yes, "no": say_no}


@require_POST
def note_gap(request, code):
    """The office writes down that a trainer can't come to one session; whoever fits best is asked at once."""
    allocation = row_or_404(allocations_for(request.user), code=code)
    mine = sessions_for(request.user, Permission.ALLOCATE).filter(run=allocation.run_id)
    session = row_or_404(mine, code=request.POST.get("session", ""))
    try:
        found = cant_come(allocation=allocation, session=session, by=request.user, now=timezone.now())
        return redirect("office:gap", code=found.code)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("office:allocation", code=allocation.code)


@require_http_methods(["GET", "HEAD", "POST"])
def gap(request, code):
    """Who can't come, who was asked instead and said what; an answer by telephone is written down here."""
    found = row_or_404(gaps_for(request.user), code=code)
    asked = found.stand_ins.select_related("trainer")
    if request.method == "POST":
        try:
            if verb := ANSWERS.get(request.POST.get("answer", "")):
                stand_in = row_or_404(asked, code=request.POST.get("stand_in", ""))
                verb(stand_in=stand_in, by=request.user, now=timezone.now())
            elif request.POST.get("answer") == "can_come":
                can_come(gap=found, by=request.user, now=timezone.now())
        except Refusal as refusal:
            messages.error(request, str(refusal))
        return redirect("office:gap", code=found.code)
    is_open = found.ended_at is None and found.session.ends_at > timezone.now()
    comes = next((each for each in asked if each.status == "accepted"), None)
    awaited = next((each for each in asked if each.status == "offered"), None)
    context = {"gap": found, "session": found.session, "asked": asked, "is_open": is_open}
    alone = pair_of(found.session.run).without(found.allocation).never_alone
    return render(request, "office/gap.html", context | {"comes": comes, "awaited": awaited, "alone": alone})
