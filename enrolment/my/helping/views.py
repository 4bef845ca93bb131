"""Those who help: whom, what is next for them, and what may be done."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from college.outbox.words import read
from college.private import personal
from college.refusals import Refusal
from courses.permissions import row_or_404
from courses.queries import with_words
from enrolment.learners.support.actions import answer_support
from enrolment.learners.support.queries import people_helped_by
from enrolment.messages.helpers import messages_for_helper
from enrolment.my.forms import FitsForm
from enrolment.my.helping.actions import answer_for, book_for, excuse_for, leave_for
from enrolment.my.helping.permissions import place_or_404, places_shown, support_or_404
from enrolment.my.permissions import public_run_or_404
from enrolment.places.permissions import own_place_or_404
from enrolment.registers.apologies import sessions_excused

SHOWN = 10


@personal
@require_safe
def helping(request):
    """Everybody whom this person helps, or was asked to."""
    helped = list(people_helped_by(request.user, today=timezone.localdate()))
    return render(request, "my/helping/list.html", {"helped": helped})


@personal
@require_POST
def answer(request, code):
    """Yes or no to helping; and, later, helping no more."""
    support = row_or_404(people_helped_by(request.user, today=timezone.localdate()), code=code)
    yes = request.POST.get("answer") == "yes"
    if yes or request.POST.get("answer") == "no":
        try:
            answer_support(support=support, yes=yes, by=request.user, now=timezone.now())
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("my:helping")
        messages.success(request, _("Thank you. It is written down."))
    return redirect("my:helped", code) if yes else redirect("my:helping")


@personal
@require_safe
def helped(request, code):
    """What is next for somebody, as far as they let this person see it."""
    support, now = support_or_404(request, code), timezone.now()
    places = places_shown(support, now=now)
    with_words([place.run for place in places])
    sent = []
    if support.is_told:
        sent = [message for message in read(messages_for_helper(support)[:SHOWN]) if message.text]
    return render(request, "my/helping/person.html", {"support": support, "places": places, "sent": sent})


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def place(request, code, place):
    """One place of theirs: when and where; and what may be done about it."""
    support, now = support_or_404(request, code), timezone.now()
    if request.method == "POST":  # what was ticked is asked by the verb; pressed twice it is no fault
        enrolment = own_place_or_404(support.learner, place)
        try:
            said = _act(request, support, enrolment)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            if said:
                messages.success(request, said)
        return redirect("my:helped", code)
    enrolment = place_or_404(support, place, now=now)
    with_words([enrolment.run])
    excused = {session for _place, session in sessions_excused([enrolment])}
    coming = [session for session in enrolment.run.sessions_on() if session.ends_at > now]
    context = {"support": support, "enrolment": enrolment, "run": enrolment.run, "sessions": coming}
    context["next_to_say"] = next((s for s in coming if s.starts_at > now and s.pk not in excused), None)
    return render(request, "my/helping/place.html", context)


def _act(request, support, enrolment) -> str:
    """Do what was pressed; what was done, in words."""
    press, how = request.POST.get("press", ""), {"support": support, "by": request.user, "now": timezone.now()}
    if press == "leave":
        leave_for(enrolment=enrolment, **how)
        return _("The place is given up. We have written to them.")
    if press == "cant_come":
        session = row_or_404(enrolment.run.sessions.all(), code=request.POST.get("session", ""))
        excuse_for(enrolment=enrolment, session=session, **how)
        return _("Thank you for telling us. They keep their place.")
    if press in ("yes", "no") and enrolment.last_offer:
        answer_for(offer=enrolment.last_offer, yes=press == "yes", **how)
        return _("Thank you for answering. We have written to them.")
    return ""


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def book(request, code, run):
    """A place for them: looked at once, pressed once."""
    now = timezone.now()
    support, found = support_or_404(request, code, "may_book"), public_run_or_404(run, now)
    fits = FitsForm(request.POST if request.method == "POST" else None, run=found)
    if request.method == "POST" and fits.is_valid():
        try:
            enrolment = book_for(support=support, run=found, fits=fits.said, by=request.user, now=now)
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("my:help_book", code, run)
        words = _("They have a place.") if enrolment.status == "confirmed" else _("They are on the list.")
        messages.success(request, f"{words} {_('We have written to them.')}")
        return redirect("my:helped", code)
    return render(request, "my/helping/book.html", {"support": support, "runs": with_words([found]), "fits": fits})
