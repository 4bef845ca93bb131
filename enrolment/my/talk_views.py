"""A first talk with the college: a newcomer chooses its time, another one, or gives it back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from college.private import personal, personal_without_sign_in
from college.refusals import Refusal
from enrolment.learners.models import Learner
from enrolment.my.permissions import draft_or_404, learner_or_404
from enrolment.places.queries import enrolment_called
from enrolment.welcome.actions import book_talk, give_time_back
from enrolment.welcome.forms import SHOWN, TimeForm
from enrolment.welcome.queries import is_wanted, talk_of, times_for


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def talk(request):
    """For somebody who is signed in."""
    return _talk(request, learner_or_404(request), back=reverse("my:home"))


@personal_without_sign_in
@require_http_methods(["GET", "HEAD", "POST"])
def talk_after_joining(request, run, draft):
    """The same straight after a self-referral, for whoever holds its long code."""
    enrolment = enrolment_called(draft_or_404(run, draft, timezone.now()).enrolment_code)
    if enrolment is None:
        raise Http404
    return _talk(request, enrolment.learner, back=reverse("join:done", args=[run, draft]))


def _talk(request, learner: Learner, *, back: str):
    now = timezone.now()
    form = TimeForm(request.POST if request.method == "POST" else None, times=times_for(learner, now)[:SHOWN])
    by = request.user if request.user.is_authenticated else learner.user
    if request.POST.get("press") == "give_back":
        give_time_back(learner=learner, by=by, now=now)
        messages.success(request, _("Thank you for telling us. Your place is still kept for you."))
        return redirect(request.path)
    if request.method == "POST" and form.is_valid():
        try:
            book_talk(talk=form.talk, learner=learner, by=by, now=now)
            messages.success(request, _("It is in our diary, and we have written to you."))
            return redirect(request.path)
        except Refusal as refusal:
            form.add_error("time", str(refusal))
    context = {"form": form, "talk": talk_of(learner), "is_wanted": is_wanted(learner), "back": back}
    return render(request, "my/talk.html", context)
