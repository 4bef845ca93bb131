"""The prospectus as one plain page and as files for everyone, and the printing pages of those who plan a term."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cms.printing.actions import make_anew
from cms.printing.contents import TermRows, contents_of, moment_of
from cms.printing.pdf import parts_of
from cms.printing.queries import editions_for, to_hand_out
from cms.printing.sheets import course_preview_pdf, flyer_pdf, planner_pdf
from cms.printing.tasks import make_what_waits
from college.refusals import Refusal
from courses.models import Locality
from courses.permissions import (
    Permission,
    course_or_404,
    locality_or_404,
    term_or_404,
    term_to_read_or_404,
)


def _place_or_404(request: HttpRequest) -> Locality | None:
    slug = request.GET.get("place", "")
    return locality_or_404(slug) if slug else None


@require_safe
@login_not_required
def plain(request: HttpRequest, slug: str) -> HttpResponse:
    """All that the prospectus says as one page without pictures: the twin of its files."""
    term, place = term_to_read_or_404(request.user, slug, timezone.now()), _place_or_404(request)
    rows = TermRows(term, moment_of(term, timezone.now()))
    book = contents_of(rows, place)
    context = {
        "book": book,
        "parts": parts_of(book),
        "localities": rows.localities(),
        "editions": to_hand_out(term, place),
        "term": term,
    }
    return render(request, "cms/prospectus_plain.html", context)


@require_safe
@login_not_required
def edition(request: HttpRequest, slug: str, kind: str) -> FileResponse:
    """The last good file of an edition."""
    term, place = term_to_read_or_404(request.user, slug, timezone.now()), _place_or_404(request)
    printed = next((made for made in to_hand_out(term, place) if made.kind == kind), None)
    if printed is None:
        raise Http404
    name = "-".join(["prospectus", term.slug, *([place.slug] if place else []), kind])
    try:
        return FileResponse(printed.file.open("rb"), content_type="application/pdf", filename=f"{name}.pdf")
    except OSError:
        raise Http404 from None


# For those who plan a term ---------------------------------------------------------------


@require_safe
def printing(request: HttpRequest, slug: str) -> HttpResponse:
    """Where every edition of a term stands."""
    term = term_or_404(request.user, Permission.PLAN_TERM, slug)
    rows = TermRows(term, moment_of(term, timezone.now()))
    editions = editions_for(request.user, term)
    context = {
        "term": term,
        "editions": editions,
        "made": sum(row.is_up_to_date for row in editions),
        "localities": rows.localities(),
        "courses": contents_of(rows).courses if term.public_from else [],
    }
    return render(request, "cms/printing.html", context)


@require_POST
def anew(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for one edition to be made again."""
    term = term_or_404(request.user, Permission.PLAN_TERM, slug)
    asked = request.POST.get("edition", "")
    printed = next((row for row in editions_for(request.user, term) if str(row.pk) == asked), None)
    if printed is None:
        raise Http404
    try:
        make_anew(printed=printed, by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        make_what_waits.enqueue()
        messages.success(request, _("It is on its way. Come back in a minute or two."))
    return redirect("prospectus_printing", slug=term.slug)


@require_safe
def preview(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """One course as it would be printed now, its words as they stand in the editor."""
    term = term_or_404(request.user, Permission.PLAN_TERM, slug)
    course = course_or_404(request.user, Permission.PLAN_TERM, code)
    return _sheet(request, lambda: course_preview_pdf(course, term, now=timezone.now()), f"preview-{course.code}")


@require_safe
def flyer(request: HttpRequest, code: str) -> HttpResponse:
    """The A5 flyer of a course whose words are public."""
    course = course_or_404(request.user, Permission.PLAN_TERM, code)
    return _sheet(request, lambda: flyer_pdf(course, now=timezone.now()), f"flyer-{course.code}")


@require_safe
def planner(request: HttpRequest, slug: str, place: str) -> HttpResponse:
    """The A4 week planner of a locality."""
    term = term_or_404(request.user, Permission.PLAN_TERM, slug)
    locality = locality_or_404(place)
    return _sheet(request, lambda: planner_pdf(term, locality, now=timezone.now()), f"planner-{term.slug}-{place}")


def _sheet(request: HttpRequest, make, name: str) -> HttpResponse:
    """One sheet, made while the person waits; 404 where there is nothing on it."""
    try:
        pdf = make()
    except Refusal as refusal:
        return render(request, "cms/not_printed.html", {"reason": str(refusal)}, status=503)
    if pdf is None:
        raise Http404
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
