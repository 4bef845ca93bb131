"""The graduation of a term: who finished what, who wishes to be named, and what is printed for it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from college.refusals import Refusal
from courses.permissions import Permission, term_or_404
from enrolment.certificates.graduation import Graduate, graduates_of, say_wish
from enrolment.certificates.models import GraduationWish
from enrolment.certificates.pdf import graduation_list_pdf
from enrolment.certificates.permissions import graduation_place_or_404, graduation_places
from enrolment.certificates.printing import ask_for_graduation, print_run_of, standing
from enrolment.office.certificates import ask_for_paper, made_paper


def term_and_place(request, slug, place):
    """The term and the locality (None: all) whose graduation this is, for whoever prints its certificates; else 404."""
    term = term_or_404(request.user, Permission.PRINT_CERTIFICATES, slug)
    return term, graduation_place_or_404(request.user, term, place)


@require_safe
def graduations(request, slug):
    """Leads to the graduation that somebody looks after, the whole college's first."""
    term = term_or_404(request.user, Permission.PRINT_CERTIFICATES, slug)
    places = graduation_places(request.user, term)
    if not places:
        messages.info(request, _("There is no course of your areas in this term."))
        return redirect("office:term", slug=term.slug)
    return redirect("office:graduation", slug=term.slug, place=places[0][0])


@require_http_methods(["GET", "HEAD", "POST"])
def graduation(request, slug, place):
    """Who finished what and how each wishes to be named; on the telephone a wish is written down here."""
    term, locality = term_and_place(request, slug, place)
    people = graduates_of(term, locality)
    if request.method == "POST":
        _write_down(request, term, people)
        return redirect("office:graduation", slug=term.slug, place=place)
    printed = print_run_of(term=term, locality=locality)
    shown = {
        "term": term,
        "place": place,
        "locality": locality,
        "places": graduation_places(request.user, term),
        "people": people,
        "named": sum(each.is_named for each in people),
        "unsaid": sum(each.wish is None for each in people),
        "wishes": GraduationWish.Wish.choices,
        "printed": printed,
        "standing": standing(printed),
    }
    return render(request, "office/graduation.html", shown)


def _write_down(request, term, people: list[Graduate]) -> None:
    code = request.POST.get("learner", "")
    learner = next((each.learner for each in people if each.learner.code == code), None)
    if learner is None:
        raise Http404
    try:
        say_wish(learner=learner, term=term, wish=request.POST.get("wish", ""), by=request.user, now=timezone.now())
        messages.success(request, _("Saved for %(name)s.") % {"name": learner.name})
    except Refusal as refusal:
        messages.error(request, str(refusal))


@require_safe
def names(request, slug, place):
    """The list to read from at the graduation: only those who wish to be named."""
    term, locality = term_and_place(request, slug, place)
    try:
        paper = graduation_list_pdf(graduates_of(term, locality), term=term, locality=locality)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("office:graduation", slug=term.slug, place=place)
    named = {"Content-Disposition": 'inline; filename="graduation.pdf"'}
    return HttpResponse(paper, content_type="application/pdf", headers=named)


@require_POST
def make_certificates(request, slug, place):
    """Have the certificates of a graduation made into one file."""
    term, locality = term_and_place(request, slug, place)
    ask_for_paper(
        request, lambda: ask_for_graduation(term=term, locality=locality, by=request.user, now=timezone.now())
    )
    return redirect("office:graduation", slug=term.slug, place=place)


@require_safe
def certificates(request, slug, place):
    """The file with the certificates of a graduation."""
    term, locality = term_and_place(request, slug, place)
    return made_paper(print_run_of(term=term, locality=locality), f"graduation-{term.slug}")
