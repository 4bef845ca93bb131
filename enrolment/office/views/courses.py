"""The one "Edit" door of a course: its facts here, its words on its page. And venues."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from courses.actions.catalogue import change_course
from courses.actions.venues import save_venue
from courses.permissions import Permission, course_or_404, row_or_404, runs_for, venues_for
from courses.queries import current_edition
from enrolment.office.forms.catalogue import CourseForm, VenueForm


@require_http_methods(["GET", "HEAD", "POST"])
def course(request, code):
    """A course: the door to its words, its facts, its runs."""
    found = course_or_404(request.user, Permission.PLAN_TERM, code)
    form = CourseForm(request.POST if request.method == "POST" else None, instance=found)
    if request.method == "POST" and form.is_valid():
        change_course(course=found, by=request.user, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("The course is saved."))
        return redirect("office:course", code=found.code)
    runs = runs_for(request.user, Permission.PLAN_TERM).filter(course=found)
    return render(
        request,
        "office/course.html",
        {"course": found, "form": form, "edition": current_edition(found), "runs": runs.with_first_day().for_lists()},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def venue(request, slug):
    """A venue: where it is and how to come in."""
    found = row_or_404(venues_for(request.user, Permission.PLAN_TERM), slug=slug)
    form = VenueForm(request.POST if request.method == "POST" else None, instance=found)
    if request.method == "POST" and form.is_valid():
        save_venue(venue=found, by=request.user, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("The venue is saved."))
        return redirect("office:venue", slug=found.slug)
    return render(request, "office/venue.html", {"venue": found, "form": form})
