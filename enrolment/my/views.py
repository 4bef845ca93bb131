"""A learner's own pages: what comes next, places, certificates, details."""

import datetime as dt
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from college.private import personal
from college.refusals import Refusal
from courses.dates import day_words, in_one_sentence
from courses.models import Policy
from courses.queries import with_words
from enrolment.certificates.eligibility import asked_of
from enrolment.certificates.graduation import graduations_of
from enrolment.certificates.pdf import attendance_letter_pdf, certificate_pdf, cpd_record_pdf
from enrolment.certificates.permissions import own_certificate_or_404
from enrolment.certificates.queries import certificates_of, wants_cpd_record
from enrolment.learners.equality.queries import is_to_be_asked
from enrolment.learners.queries import asks_again, learner_of
from enrolment.learners.support.queries import people_helped_by
from enrolment.my.join_views import as_calendar
from enrolment.my.permissions import learner_or_404, place_to_show_or_404
from enrolment.places.actions import rest as rest_on_list
from enrolment.places.actions import withdraw as give_up
from enrolment.places.permissions import own_place_or_404
from enrolment.places.queries import band_of, places_of
from enrolment.registers.apologies import sessions_excused
from enrolment.registers.queries import what_to_do
from enrolment.welcome.queries import talk_of

HELD = {"confirmed"}
ATTENDING = {"confirmed", "completed", "not_completed"}
WAITING = {"requested", "waiting", "offered"}


@personal
@require_safe
def home(request):
    """What comes next, the places one has, the lists one is on, what was before."""
    now = timezone.now()
    learner = learner_of(request.user)
    helps = people_helped_by(request.user, today=timezone.localdate(now)).exists()
    if learner is None and helps:
        return redirect("my:helping")
    if learner is None:  # whoever has just signed in is led here, and is not met with "no such page"
        messages.info(request, _("You are signed in. You have no place on a course yet. Here are our courses."))
        return redirect("/courses/")
    places = list(places_of(learner))
    with_words([place.run for place in places])
    coming = [
        (session, place)
        for place in places
        if place.status in HELD
        for session in place.run.sessions_on()
        if session.ends_at > now
    ]
    running = {place.pk for _session, place in coming}
    certificates = list(certificates_of(learner))
    is_kept = any(place.status == "requested" for place in places)
    awaits_guardian = is_kept and learner.awaits_guardian
    wants_talk = is_kept and not awaits_guardian
    first = min(coming, key=lambda pair: pair[0].starts_at, default=None)
    return render(
        request,
        "my/home.html",
        {
            "helps": helps,
            "asks_equality": is_to_be_asked(learner, today=timezone.localdate(now)),
            "asks_again": asks_again(learner, today=timezone.localdate(now)),
            "talk": talk_of(learner) if wants_talk else None,
            "wants_talk": wants_talk,
            "awaits_guardian": awaits_guardian,
            "next": first,
            "excused": first is not None and (first[1].pk, first[0].pk) in sessions_excused([first[1]]),
            "places": [place for place in places if place.pk in running],
            "waiting": [place for place in places if place.status in WAITING],
            "certificates": certificates,
            "graduations": graduations_of(learner, now=now) if certificates else [],
            "wants_cpd": wants_cpd_record(learner),
            "before": [place for place in places if place.pk not in running and place.status not in WAITING],
        },
    )


@personal
@require_safe
def place(request, code):
    """One place: when, where, and how to give it up."""
    now = timezone.now()
    enrolment = place_to_show_or_404(request, code)
    with_words([enrolment.run])
    excused = {session for _place, session in sessions_excused([enrolment])}
    sessions = enrolment.run.sessions_on()
    ahead = [each for each in sessions if each.starts_at > now and each.pk not in excused]
    to_come, past = (
        [each for each in sessions if each.ends_at > now],
        [each for each in sessions if each.ends_at <= now],
    )
    return render(
        request,
        "my/place.html",
        {
            "excused": excused,
            "next_to_say": next(iter(ahead), None),
            "enrolment": enrolment,
            "run": enrolment.run,
            "sessions": to_come,
            "past": past,
            "asked_of": in_one_sentence([day_words(session.held_on) for session in asked_of(enrolment)]),
            "band": band_of(enrolment),
            "give_on_days": Policy.current().give_on_days,
            "joining_link": _link_near_start(enrolment, now),
            "what_to_do": what_to_do(enrolment) if enrolment.status in HELD else [],
            "may_have_letter": enrolment.status in ATTENDING,
            "may_leave": enrolment.status in HELD | WAITING and bool(to_come or not past),
        },
    )


def _link_near_start(enrolment, now: dt.datetime) -> str:
    """The joining link, for someone with a place, from a day before a session until its end."""
    near = any(
        session.starts_at - dt.timedelta(days=1) <= now < session.ends_at for session in enrolment.run.sessions_on()
    )
    return enrolment.run.joining_link if near and enrolment.status == "confirmed" else ""


@personal
@require_safe
def calendar(request, code):
    """The sessions as a calendar file, for someone who has the place."""
    enrolment = own_place_or_404(learner_or_404(request), code)
    if enrolment.status != "confirmed":
        return redirect("my:place", code)
    return as_calendar(enrolment)


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, code):
    """Giving a place up: asked once, no reason wanted. Looking at the page changes nothing."""
    enrolment = own_place_or_404(learner_or_404(request), code)
    if enrolment.status not in HELD | WAITING:
        return redirect("my:place", code)
    if request.method != "POST":
        with_words([enrolment.run])
        return render(request, "my/withdraw.html", {"enrolment": enrolment, "run": enrolment.run})
    try:
        give_up(enrolment=enrolment, by=request.user, now=timezone.now())
        messages.success(request, _("Thank you for telling us. You can come back at any time."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("my:place", code)


@personal
@require_POST
def rest(request, code):
    """Pausing on the waiting list, or being ready again."""
    enrolment = own_place_or_404(learner_or_404(request), code)
    try:
        rest_on_list(
            enrolment=enrolment, resting=request.POST.get("resting") == "yes", by=request.user, now=timezone.now()
        )
        messages.success(request, _("Saved."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("my:place", code)


@personal
@require_safe
def certificate(request, code):
    """A certificate as a PDF, to keep or print; `large` in large letters, `cpd` for a record of development."""
    found = own_certificate_or_404(learner_or_404(request), code)
    if "cpd" in request.GET:
        return _paper(request, "cpd-record", lambda: cpd_record_pdf(found))
    return _paper(request, "certificate", lambda: certificate_pdf(found, large="large" in request.GET))


@personal
@require_safe
def letter(request, code):
    """A letter that says how often one came, with the course's name or without it, to keep or print."""
    enrolment = own_place_or_404(learner_or_404(request), code)
    if enrolment.status not in ATTENDING:
        return redirect("my:place", code)
    how = {"with_title": "untitled" not in request.GET, "large": "large" in request.GET}
    return _paper(request, "letter", lambda: attendance_letter_pdf(enrolment, now=timezone.now(), **how))


def _paper(request, name: str, made: Callable[[], bytes]) -> HttpResponse:
    """The paper that `made` makes, to keep; or why it can't be made."""
    try:
        paper = made()
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("my:home")
    response = HttpResponse(paper, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response
