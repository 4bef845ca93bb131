"""A place that is held for somebody: looked at without harm, answered with one press."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from college.private import personal_without_sign_in
from college.refusals import Refusal
from courses.queries import with_words
from enrolment.my.permissions import offer_for
from enrolment.places.actions import rest
from enrolment.places.models import Offer
from enrolment.places.offers import accept_offer, decline_offer


@personal_without_sign_in
@require_http_methods(["GET", "HEAD", "POST"])
def offer(request, code):
    """Yes, no, or ready again. Mail scanners and previews open it, so opening it changes nothing."""
    now = timezone.now()
    found = offer_for(request, code, now)
    if found is None:
        return redirect_to_login(request.get_full_path())
    if request.method == "POST":
        by = request.user if request.user.is_authenticated else found.enrolment.learner.user
        try:
            _answer(found, request.POST.get("answer", ""), by, now)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        return redirect("my:offer", code)
    run = found.enrolment.run
    with_words([run])
    sessions = [session for session in run.sessions_on() if session.ends_at > now]
    context = {"offer": found, "enrolment": found.enrolment, "run": run, "sessions": sessions}
    return render(request, "my/offer.html", context | {"is_own": request.user == found.enrolment.learner.user})


def _answer(found: Offer, answer: str, by, now) -> None:
    if answer == "yes":
        accept_offer(offer=found, by=by, now=now)
    elif answer == "no":
        decline_offer(offer=found, by=by, now=now)
    elif answer == "ready":
        rest(enrolment=found.enrolment, resting=False, by=by, now=now)
