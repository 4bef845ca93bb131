"""Whom the college reaches: the numbers of terms that are over. Analysts only."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.permissions import Permission, require, row_or_404
from enrolment.learners.equality.queries import terms_counted
from enrolment.office.reach import reached


@require_safe
def whom_we_reach(request):
    """The latest term that is over, or the one asked for. A term that runs shows no number yet."""
    require(request.user, Permission.SEE_WHOM_WE_REACH)
    terms = terms_counted(timezone.localdate())
    asked_for = request.GET.get("term", "")
    term = row_or_404(terms, slug=asked_for) if asked_for else terms.first()
    people, numbers = reached(term) if term else ("0", [])
    context = {"terms": list(terms), "term": term, "people": people, "numbers": numbers}
    return render(request, "office/whom_we_reach.html", context)
