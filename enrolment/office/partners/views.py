"""A partner's own pages: its courses, runs and venues. Learners and registers are the college's."""

from copy import copy

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from college.refusals import Refusal
from courses.actions.catalogue import change_course, make_course
from courses.actions.runs import change_run
from courses.actions.venues import make_partner_s_venue, save_venue
from courses.list_sheets import sheet_of
from courses.partner_gates import (
    courses_of_partner,
    partner_s_course_or_404,
    partner_s_run_or_404,
    partner_s_term_or_404,
    partner_s_venue_or_404,
    partners_of,
    require_a_partner,
    runs_of_partner,
    venues_of_partner,
)
from courses.queries import current_edition, terms_to_plan
from enrolment.office.actions.planning import RoomTaken
from enrolment.office.clashes import clashes_of_venue
from enrolment.office.partners import forms
from enrolment.office.queries import run_lines
from enrolment.office.sheets import when_and_where
from enrolment.office.views.planning import plan_or_show

ANY = ["GET", "HEAD", "POST"]


def _sent(request):
    return request.POST if request.method == "POST" else None


@require_safe
def home(request):
    """All that is the partner's: runs that are not over, courses, venues."""
    require_a_partner(request.user)
    terms = terms_to_plan(timezone.localdate())
    context = {
        "partners": partners_of(request.user),
        "terms": terms,
        "lines": _lines(request.user, terms),
        "courses": courses_of_partner(request.user),
        "venues": venues_of_partner(request.user),
    }
    return render(request, "partners/home.html", context)


def _lines(user, terms):
    runs = runs_of_partner(user).filter(term__in=terms, status__in=["draft", "published"])
    return run_lines(runs.with_first_day().order_by("first_on", "pk"))


@require_safe
def runs_sheet(request):
    """The runs of its page, a line each: how many come, and not who."""
    require_a_partner(request.user)
    headings = [
        _("Area"), _("Code"), _("Course"), _("Venue"), _("Format"), _("First day"), _("From"), _("Until"),
        _("Sessions"), _("Places"), _("Taken"), _("State"),
    ]  # fmt: skip
    rows = [
        [*when_and_where(line.run), line.run.capacity, line.held, str(line.run.get_status_display())]
        for line in _lines(request.user, terms_to_plan(timezone.localdate()))
    ]
    return sheet_of(request.user, "our-runs", headings, rows, title=_("Our courses"))


@require_http_methods(ANY)
def new_course(request):
    """A course of one's own: its words come next."""
    require_a_partner(request.user)
    form = forms.NewCourseForm(_sent(request), user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            made = make_course(**form.cleaned_data, by=request.user, now=timezone.now())
            messages.success(request, _("The course is there. Now write its words."))
            return redirect("partners:course", code=made.code)
        except Refusal as refusal:
            form.add_error("code", str(refusal))
    return render(request, "partners/form.html", {"form": form, "title": _("A new course"), "save": _("Make it")})


@require_http_methods(ANY)
def course(request, code):
    """A course: its words, its facts, its runs."""
    found = partner_s_course_or_404(request.user, code)
    form = forms.OwnCourseForm(_sent(request), instance=copy(found))
    if request.method == "POST" and form.is_valid():
        change_course(course=found, by=request.user, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("The course is saved."))
        return redirect("partners:course", code=found.code)
    runs = runs_of_partner(request.user).filter(course=found).with_first_day().for_lists()
    context = {"course": found, "form": form, "edition": current_edition(found), "runs": runs}
    return render(request, "partners/course.html", context)


@require_http_methods(ANY)
def new_venue(request):
    """A venue of one's own."""
    require_a_partner(request.user)
    form = forms.NewVenueForm(_sent(request), user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            make_partner_s_venue(**form.cleaned_data, by=request.user, now=timezone.now())
            messages.success(request, _("The venue is saved."))
            return redirect("partners:home")
        except Refusal as refusal:
            form.add_error("name", str(refusal))
    return render(request, "partners/form.html", {"form": form, "title": _("A new venue"), "save": _("Make it")})


@require_http_methods(ANY)
def venue(request, slug):
    """One of the partner's venues: where it is and how to come in."""
    found = partner_s_venue_or_404(request.user, slug)
    form = forms.OwnVenueForm(_sent(request), instance=copy(found))
    if request.method == "POST" and form.is_valid():
        save_venue(venue=found, by=request.user, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("The venue is saved."))
        return redirect("partners:home")
    return render(request, "partners/form.html", {"form": form, "title": found.name, "save": _("Save the venue")})


@require_http_methods(ANY)
def add_run(request, slug):
    """A run of one's own course: its days are shown first. The college publishes it."""
    term = partner_s_term_or_404(request.user, slug)
    form = forms.OwnAddRunForm(_sent(request), user=request.user, term=term)
    made, context = plan_or_show(request, term, form)
    return redirect("partners:home") if made else render(request, "partners/add_run.html", context)


@require_http_methods(ANY)
def run(request, code):
    """One of the partner's runs: its days, and what may be changed."""
    found = partner_s_run_or_404(request.user, code)
    form = forms.OwnRunForm(_sent(request), instance=copy(found), user=request.user)
    taken: list[str] = []
    if request.method == "POST" and form.is_valid():
        taken = clashes_of_venue(found, form.cleaned_data["venue"])
        try:
            if taken and not form.cleaned_data["knows"]:
                raise RoomTaken(taken)
            change_run(run=found, by=request.user, now=timezone.now(), **form.facts())
            messages.success(request, _("The run is saved."))
            return redirect("partners:home")
        except RoomTaken as refusal:
            form.add_error("knows", str(refusal))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    context = {"run": found, "sessions": found.sessions.select_related("venue"), "form": form, "taken": taken}
    context["may_change"] = found.status in ("draft", "published")
    return render(request, "partners/run.html", context)
