"""Who opened whose record. Data protection only."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from college.records.queries import openings_about
from courses.permissions import Permission, require


@require_safe
def openings(request):
    """Every opening of a learner's record, the latest first; of one learner where their code is given."""
    require(request.user, Permission.SEE_OPENINGS)
    code = request.GET.get("learner", "").strip()
    page = Paginator(openings_about(code), 50).get_page(request.GET.get("page"))
    return render(request, "office/openings.html", {"page": page, "code": code})
