"""The board of a term, and the plan that gives its runs their trainers."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from college.refusals import Refusal
from courses.permissions import Permission, row_or_404, runs_for, term_or_404
from enrolment.office.board import board_of
from enrolment.office.plans_beside import differences, plans_beside
from enrolment.trainers.actions import lock
from enrolment.trainers.force import apply_plan, undo_plan
from enrolment.trainers.outlook import Outlook, outlook
from enrolment.trainers.permissions import plans_for
from enrolment.trainers.plans import ask_for_plan, drop_plan, stop_plan
from enrolment.trainers.tasks import plan_what_waits

PRESSES = {"stop": stop_plan, "drop": drop_plan, "apply": apply_plan, "undo": undo_plan}


@require_http_methods(["GET", "HEAD", "POST"])
def board(request, slug):
    """A term's runs by week in one's own localities, gaps first; a press keeps who is on a run, or no longer."""
    term = term_or_404(request.user, Permission.ALLOCATE, slug)
    runs = runs_for(request.user, Permission.ALLOCATE).filter(term=term)
    if request.method == "POST":
        keep = request.POST.get("keep", "")
        if code := keep or request.POST.get("free", ""):
            run = row_or_404(runs.select_related("course"), code=code)
            lock(run=run, is_locked=bool(keep), by=request.user, now=timezone.now())
            said = _("Planning leaves %(title)s as it is.") if keep else _("Planning may change %(title)s again.")
            messages.success(request, said % {"title": run.course.title})
        return redirect(request.get_full_path())
    place = request.GET.get("place", "")
    plan = plans_for(request.user).filter(term=term).exclude(status="dropped").first()
    context = {"term": term, "board": board_of(term, runs, place=place), "place": place, "plan": plan}
    return render(request, "office/board.html", context)


@require_POST
def plan_term(request, slug):
    """Ask for a plan of one's own runs; it is worked out beside, and shown on its own page."""
    term = term_or_404(request.user, Permission.ALLOCATE, slug)
    try:
        made = ask_for_plan(term=term, by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("office:board", slug=term.slug)
    plan_what_waits.enqueue()
    return redirect("office:plan", code=made.code)


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request, code):
    """A plan: how far it is, what it changes, what stays without its pair; put into force, taken back, put away."""
    found = row_or_404(plans_for(request.user), code=code)
    if request.method == "POST":
        verb = PRESSES.get(request.POST.get("press", ""))
        try:
            if verb:
                verb(plan=found, by=request.user, now=timezone.now())
        except Refusal as refusal:
            messages.error(request, str(refusal))
        return redirect("office:plan", code=found.code)
    shown = outlook(found, request.user, today=timezone.localdate()) if found.is_made else Outlook()
    earlier = plans_beside(plans_for(request.user), found) if found.is_made else []
    context = {"plan": found, "term": found.term, "outlook": shown, "earlier": earlier}
    return render(request, "office/plan.html", context)


@require_safe
def compare_plans(request, code, other):
    """Two of one's own plans for one term: where they differ, in one plain table."""
    mine = plans_for(request.user)
    one = row_or_404(mine, code=code)
    beside = row_or_404(mine.filter(term=one.term), code=other)
    runs = runs_for(request.user, Permission.ALLOCATE).filter(term=one.term)
    context = {"term": one.term, "plans": [one, beside], "differences": differences(one, beside, runs)}
    return render(request, "office/plans_beside.html", context)
