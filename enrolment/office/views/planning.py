"""Planning a term: a run made by hand, and the runs of an earlier term carried forward."""

from itertools import groupby

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from college.refusals import Refusal
from courses.actions.copying import carry_forward, copy_runs
from courses.closed_days import known_until
from courses.dates import hours_words
from courses.models import Policy, Run
from courses.permissions import Permission, runs_for, term_or_404
from courses.queries import all_terms, rehearsal_of
from enrolment.office.actions.planning import plan_run, taken_for
from enrolment.office.forms.planning import AddRunForm


@require_http_methods(["GET", "HEAD", "POST"])
def add_run(request, slug):
    """Make a run by hand: its days are shown first, and made only as they were shown."""
    term = term_or_404(request.user, Permission.PLAN_TERM, slug)
    sent, place = request.POST if request.method == "POST" else None, request.GET.get("place", "")
    form = AddRunForm(sent, user=request.user, term=term, place=place)
    run, context = plan_or_show(request, term, form)
    return redirect("office:run", code=run.code) if run else render(request, "office/add_run.html", context)


def plan_or_show(request, term, form) -> tuple[Run | None, dict]:
    """The run, made as its days were shown; or None, and what the page shows of them."""
    context: dict = {"term": term, "form": form}
    if request.method != "POST" or not form.is_valid():
        return None, context
    facts, dates = form.facts(), form.dates
    shown = _mark(facts)
    if request.POST.get("shown") == shown and "make" in request.POST:
        try:
            run = plan_run(facts=facts, knows=form.cleaned_data["knows"], by=request.user, now=timezone.now())
            messages.success(request, _("The run is made, as a draft."))
            return run, context
        except Refusal as refusal:
            form.add_error("knows", str(refusal))
    known = known_until(Policy.current().bank_holidays)
    return None, context | {
        "dates": dates,
        "hours": hours_words(*form.cleaned_data["hours"]),
        "shown": shown,
        "taken": taken_for(facts),
        "outside": [day for day in dates.meets if not term.starts_on <= day <= term.ends_on],
        "holidays_unknown_after": known if known and dates.meets[-1] > known else None,
    }


def _mark(facts) -> str:
    """What was shown before it is made: the days, the hours, and the room."""
    days = " ".join(f"{day:%Y%m%d}{starts:%H%M}{ends:%H%M}" for day, starts, ends in facts.sessions)
    return f"{facts.venue.pk if facts.venue else ''} {days}"


@require_http_methods(["GET", "HEAD", "POST"])
def copy(request, slug):
    """Carry the runs of an earlier term forward: each line shown as it would be, those ticked made as drafts."""
    term = term_or_404(request.user, Permission.PLAN_TERM, slug)
    earlier = all_terms().exclude(pk=term.pk)
    chosen = earlier.filter(slug=request.GET.get("from", "")).first() if "from" in request.GET else None
    if request.method == "POST":
        runs = runs_for(request.user, Permission.PLAN_TERM).filter(term=chosen, code__in=request.POST.getlist("run"))
        _copy(request, runs, term)
        return redirect("office:term", slug=term.slug)
    runs = runs_for(request.user, Permission.PLAN_TERM).filter(term=chosen).exclude(status="cancelled")
    lines = carry_forward(runs.with_first_day().order_by("locality", "first_on", "course__code"), term)
    context = {
        "term": term,
        "earlier": earlier,
        "chosen": chosen,
        "lines": lines,
        "new": [line for line in lines if line.sessions and not line.is_there],
    }
    return render(request, "office/copy_runs.html", context)


@require_safe
def rehearsal(request, slug):
    """How a term will stand before everyone, while its embargo lasts; and what will not be there, with why."""
    term = term_or_404(request.user, Permission.PLAN_TERM, slug)
    shown, others = rehearsal_of(runs_for(request.user, Permission.PLAN_TERM).filter(term=term))
    areas = [(area, list(runs)) for area, runs in groupby(shown, key=lambda run: run.locality)]
    missing = [(run, _why_not(run)) for run in others]
    context = {"term": term, "areas": areas, "missing": missing, "now": timezone.now()}
    return render(request, "office/rehearsal.html", context)


def _why_not(run) -> str:
    if run.status == "draft":
        return _("It is a draft.")
    if not run.is_listed:
        return _("It is a closed group.")
    return _("Its words are not public.")


def _copy(request, runs, term) -> None:
    try:
        made = copy_runs(runs=runs, term=term, by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return
    said = ngettext("%(count)s run is made, as a draft.", "%(count)s runs are made, as drafts.", len(made))
    messages.success(request, said % {"count": len(made)})
