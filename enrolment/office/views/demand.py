"""What people looked for in vain, for those who plan what comes next."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.permissions import Permission, term_or_404
from courses.queries import term_to_plan
from enrolment.office.demand import wishes_of


@require_safe
def demand(request, slug):
    """The searches of a term that found nothing; each leads to planning a run."""
    term = term_or_404(request.user, Permission.PLAN_TERM, slug)
    context = {"term": term, "wishes": wishes_of(term), "plan_for": term_to_plan(timezone.localdate()) or term}
    return render(request, "office/demand.html", context)
