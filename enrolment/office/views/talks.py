"""The diary of welcome talks: its free times, who comes when, and how it went."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from college.refusals import Refusal
from courses.permissions import Permission, require
from enrolment.learners.permissions import LEAST, open_record
from enrolment.office.forms.talks import TimesForm
from enrolment.welcome.actions import book_talk, close_time, note_missed, open_times, talk_was_had
from enrolment.welcome.forms import SHOWN, TimeForm
from enrolment.welcome.permissions import talk_or_404, talks_for, without_a_talk
from enrolment.welcome.queries import is_wanted, talk_of, times_for


@require_http_methods(["GET", "HEAD", "POST"])
def talks(request):
    """Who comes when, who has no time yet, which times are free; and more of them."""
    require(request.user, Permission.ENROL)
    now = timezone.now()
    initial = {"host": request.user.name}
    form = TimesForm(request.POST if request.method == "POST" else None, initial=initial, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            made = open_times(**form.facts, by=request.user, now=now)
            said = ngettext("%(count)s free time is in the diary.", "%(count)s free times are in the diary.", len(made))
            messages.success(request, said % {"count": len(made)})
            return redirect("office:talks")
        except Refusal as refusal:
            form.add_error("on", str(refusal))
    mine = talks_for(request.user)
    context = {"form": form, "booked": mine.open(), "free": mine.free(now), "without": without_a_talk(request.user)}
    return render(request, "office/talks.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def talk(request, code):
    """One time in the diary: free, or somebody's. How it went is said in one press."""
    found, now = talk_or_404(request.user, code), timezone.now()
    learner = found.learner and open_record(by=request.user, code=found.learner.code, part=LEAST, now=now)
    if request.method != "POST":
        return render(
            request, "office/talk.html", {"talk": found, "learner": learner, "has_begun": found.starts_at <= now}
        )
    try:
        if learner is None:
            close_time(talk=found, by=request.user, now=now)
            messages.success(request, _("This time is out of the diary."))
        elif request.POST.get("press") == "missed":
            note_missed(talk=found, by=request.user, now=now)
            messages.success(request, _("They are told kindly. Their place is still kept."))
        elif request.POST.get("press") == "done":
            _had(request, learner, now)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("office:talks")


@require_http_methods(["GET", "HEAD", "POST"])
def talk_with(request, code):
    """A time for somebody on the telephone; or the talk is had there and then."""
    require(request.user, Permission.ENROL)
    now = timezone.now()
    learner = open_record(by=request.user, code=code, part="talk", now=now)
    times = times_for(learner, now) & talks_for(request.user)
    form = TimeForm(request.POST if request.method == "POST" else None, times=times[:SHOWN])
    try:
        if request.POST.get("press") == "done":
            _had(request, learner, now)
            return redirect("office:person", code=learner.code)
        if request.method == "POST" and form.is_valid():
            book_talk(talk=form.talk, learner=learner, by=request.user, now=now)
            messages.success(request, _("It is in the diary, and %(name)s is told.") % {"name": learner.name})
            return redirect("office:person", code=learner.code)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
    context = {"learner": learner, "form": form, "talk": talk_of(learner), "is_wanted": is_wanted(learner)}
    return render(request, "office/talk_with.html", context)


def _had(request, learner, now) -> None:
    talk_was_had(learner=learner, by=request.user, now=now)
    messages.success(
        request, _("Welcome, %(name)s. What was kept for them is theirs, and they are told.") % {"name": learner.name}
    )
