"""A booking by telephone, on one page: somebody rings, and leaves with a place or on the list."""

from dataclasses import asdict
from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from college.refusals import Refusal
from courses.dates import session_words
from courses.models import Policy
from courses.permissions import Permission, require, run_or_404
from enrolment.learners.answers import Answers
from enrolment.learners.drafts import DoneAlready, NoSuchDraft, go_on
from enrolment.learners.forms import CodeForm
from enrolment.learners.permissions import LEAST, open_record
from enrolment.office.actions.booking import book_learner, book_newcomer, finish_form
from enrolment.office.callers import known_already
from enrolment.office.forms.booking import KnownCallerForm, NewCallerForm
from enrolment.office.queries import bookable
from enrolment.places.queries import band_of


@require_http_methods(["GET", "HEAD", "POST"])
def enrol(request):
    """Somebody new, or somebody who turns out to be known: both are asked for on one page."""
    require(request.user, Permission.ENROL)
    if request.POST.get("press") == "go_on":
        return _go_on(request)
    form = NewCallerForm(
        request.POST if request.method == "POST" else None, initial=_run_asked_for(request), runs=_runs(request)
    )
    if request.method == "POST":
        form.ask_which(known_already(answers=form.as_typed(), user=request.user, now=timezone.now()))
        if form.is_valid() and (enrolment := _book(request, form)):
            return _say_at_once(request, enrolment)
    return _page(request, form)


def _go_on(request):
    """A form that the caller had begun themself: what they answered stands here, and only the rest is asked."""
    code, now = CodeForm(request.POST, theirs=True), timezone.now()
    if code.is_valid():
        try:
            draft = go_on(**code.cleaned_data, network=f"office {request.user.pk}", now=now)
            return _page(request, NewCallerForm(initial=_answered(draft), runs=_runs(request)))
        except NoSuchDraft:
            code.add_error("code", _("There is no form with this code, or no longer. Ask again, or book without it."))
        except Refusal as refusal:
            code.add_error("code", str(refusal))
    return _page(request, NewCallerForm(runs=_runs(request)), code)


def _answered(draft) -> dict:
    if draft.enrolment_code:
        raise DoneAlready
    answers = Answers.from_json(draft.answers)
    return {**asdict(answers), "run": draft.run.code, "begun": draft.code}


def _page(request, form, code=None):
    code = code or CodeForm(theirs=True)
    return render(request, "office/enrol.html", {"form": form, "begun": code, "policy": Policy.current()})


@require_http_methods(["GET", "HEAD", "POST"])
def enrol_known(request, code):
    """Another booking for somebody the college knows: only the course is asked for."""
    require(request.user, Permission.ENROL)
    learner = open_record(by=request.user, code=code, part=LEAST, now=timezone.now())
    policy = Policy.current()
    has_agreed = learner.agreement_version == policy.agreement_version
    initial = _run_asked_for(request)
    form = KnownCallerForm(
        request.POST if request.method == "POST" else None, initial=initial, runs=_runs(request), has_agreed=has_agreed
    )
    if request.method == "POST" and form.is_valid() and (enrolment := _book(request, form, learner)):
        return _say_at_once(request, enrolment)
    return render(request, "office/enrol_known.html", {"form": form, "policy": policy, "learner": learner})


def _runs(request):
    return bookable(request.user, today=timezone.localdate())


def _run_asked_for(request) -> dict:
    return {"run": request.GET.get("run", "")}


def _book(request, form, learner=None):
    """The enrolment, or None where it was refused: the form then says why."""
    run = run_or_404(request.user, Permission.ENROL, form.cleaned_data["run"])
    learner = learner or form.chosen
    given = {"run": run, "by": request.user, "now": timezone.now()}
    if learner is None:
        book = partial(book_newcomer, answers=form.answers, **given)
    else:
        book = partial(book_learner, learner=learner, agreed=True, **given)
    try:
        if begun := form.cleaned_data.get("begun"):
            return finish_form(begun=begun, run=run, book=book, now=given["now"])
        return book()
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return None


def _say_at_once(request, enrolment):
    """Place or waiting list, in words to read out; then the person's page."""
    said = {"name": enrolment.learner.name, "course": enrolment.run.course.title}
    if enrolment.status == "confirmed":
        coming = [session for session in enrolment.run.sessions_on() if session.ends_at > timezone.now()]
        said["when"] = session_words(coming[0])
        words = _("%(name)s has a place on %(course)s. The next session: %(when)s.")
    elif enrolment.status == "requested" and enrolment.learner.awaits_guardian:
        words = _("A place on %(course)s is kept for %(name)s until their parent or guardian agrees.")
    elif enrolment.status == "requested":
        words = _("A place on %(course)s is kept for %(name)s. Now find a time for a welcome talk.")
        messages.success(request, words % said)
        return redirect("office:talk_with", code=enrolment.learner.code)
    elif band := band_of(enrolment):
        said["band"] = str(band)
        words = _("%(course)s is full. %(name)s is on the waiting list, among the first %(band)s.")
    else:
        words = _("%(course)s is full. %(name)s is on the waiting list.")
    messages.success(request, words % said)
    return redirect("office:person", code=enrolment.learner.code)
