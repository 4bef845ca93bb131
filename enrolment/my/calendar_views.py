"""A learner's sessions in the calendar of their phone, kept up by it from an address that only they know."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from college.private import personal
from enrolment.learners.details import close_calendar, open_calendar
from enrolment.learners.queries import learner_of_calendar
from enrolment.my.permissions import learner_or_404
from enrolment.places.calendar import calendar_of
from enrolment.places.queries import places_of


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def feed_page(request):
    """The address of one's own calendar: made, made anew or ended by a press."""
    learner = learner_or_404(request)
    if request.method == "POST":
        change = close_calendar if request.POST.get("press") == "end" else open_calendar
        change(learner=learner, by=request.user, now=timezone.now())
        return redirect("my:feed_page")
    address = request.build_absolute_uri(reverse("my:feed", args=[learner.calendar_code])) if learner.has_feed else ""
    # Calendars know "webcal" alone, whether or not the page is encrypted; they are led to https like everybody.
    apps = f"webcal:{address.partition(':')[2]}"
    return render(request, "my/calendar.html", {"address": address, "apps": apps})


@personal
@login_not_required
@require_safe
def feed(request, code):
    """All sessions of whose calendar it is. No sign-in, since calendars can't: whoever knows the address reads it."""
    learner = learner_of_calendar(code)
    if learner is None:
        raise Http404
    places = places_of(learner).filter(status="confirmed")
    words = calendar_of(list(places), now=timezone.now())
    return HttpResponse(words, content_type="text/calendar; charset=utf-8; method=PUBLISH")
