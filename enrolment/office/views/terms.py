"""Terms: make one, see its runs, publish them."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from courses.actions.terms import save_term
from courses.permissions import Permission, require, runs_for, term_or_404
from courses.queries import all_terms
from enrolment.office.actions.runs import publish_runs
from enrolment.office.forms.terms import TermForm
from enrolment.office.queries import areas_of_term


@require_safe
def terms(request):
    """All terms, the latest first."""
    require(request.user, Permission.PLAN_TERM)
    return render(request, "office/terms.html", {"terms": all_terms()})


@require_http_methods(["GET", "HEAD", "POST"])
def new_term(request):
    require(request.user, Permission.PLAN_TERM)
    return _term_form(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_term(request, slug):
    return _term_form(request, term_or_404(request.user, Permission.PLAN_TERM, slug))


def _term_form(request, term):
    form = TermForm(request.POST if request.method == "POST" else None, instance=term)
    if request.method == "POST" and form.is_valid():
        saved = save_term(facts=form.facts(), by=request.user, now=timezone.now(), term=term)
        messages.success(request, _("The term is saved."))
        return redirect("office:term", slug=saved.slug)
    return render(request, "office/term_form.html", {"form": form, "term": term})


@require_http_methods(["GET", "HEAD", "POST"])
def term(request, slug):
    """The runs of a term in one's localities; a press publishes those ticked, or an area's drafts."""
    found = term_or_404(request.user, Permission.PLAN_TERM, slug)
    runs = runs_for(request.user, Permission.PLAN_TERM).filter(term=found)
    if request.method == "POST":
        may_publish = runs_for(request.user, Permission.PUBLISH_RUNS).filter(term=found)
        if area := request.POST.get("area"):
            _publish(request, may_publish.filter(locality__slug=area, status="draft"))
        else:
            _publish(request, may_publish.filter(code__in=request.POST.getlist("run")))
        return redirect("office:term", slug=found.slug)
    areas = areas_of_term(runs)
    lines = [line for area in areas for line in area.lines]
    counted = {
        "runs": len(lines),
        "drafts": sum(area.drafts for area in areas),
        "unpaired": sum(not line.pair.is_complete for line in lines if line.run.status in ("draft", "published")),
        "waiting": sum(line.waiting for line in lines),
    }
    context = {"term": found, "areas": areas, "counted": counted, "now": timezone.now()}
    return render(request, "office/term.html", context)


def _publish(request, runs) -> None:
    published, refused = publish_runs(runs=runs, by=request.user, now=timezone.now())
    if published:
        said = ngettext("%(count)s run is published.", "%(count)s runs are published.", published)
        messages.success(request, said % {"count": published})
    for sentence in refused:
        messages.error(request, sentence)
    if not published and not refused:
        messages.warning(request, _("Tick the runs that you want to publish."))
