"""Referring oneself: six short screens, nothing typed is lost, and then a place."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from college.private import personal_without_sign_in
from college.refusals import Refusal
from courses.models import Policy, Run
from courses.queries import with_words
from enrolment.learners.answers import Answers
from enrolment.learners.drafts import save_answers, start_draft
from enrolment.learners.queries import learner_of
from enrolment.learners.support.queries import people_helped_by
from enrolment.my.actions import agree_and_book, refer_yourself
from enrolment.my.forms import SCREENS, AgreementForm, FitsForm, NameForm, first_unanswered, screens_asked
from enrolment.my.permissions import draft_or_404, public_run_or_404, run_to_book_or_404
from enrolment.my.words import answers_in_words
from enrolment.places.actions import request_place
from enrolment.places.calendar import calendar_file
from enrolment.places.gates import NotOpen, NotSaid, check_public_run
from enrolment.places.models import Enrolment
from enrolment.places.queries import enrolment_called


@personal_without_sign_in
@require_http_methods(["GET", "HEAD", "POST"])
def start(request, run):
    """The first screen, with what the course is and the name; for someone who has joined, the booking."""
    now = timezone.now()
    learner = learner_of(request.user)
    if learner and request.method == "POST":
        return _book(request, run, learner)
    run = public_run_or_404(run, now, learner)
    try:
        check_public_run(run, source=Enrolment.Source.SELF, now=now)
    except Refusal as refusal:
        return render(request, "join/closed.html", {"runs": with_words([run]), "refusal": refusal})
    helped = _helped(request)
    if learner:
        return _booking(request, run, learner, FitsForm(run=run), helped)
    form = NameForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        answers = Answers(**form.given)
        if request.user.is_authenticated:
            answers.email = request.user.email or ""
        draft = start_draft(run=run, answers=answers, now=now)
        return redirect("join:step", run.code, draft.code, screens_asked()[1])
    return render(
        request, "join/start.html", {"runs": with_words([run]), "form": form, "steps": steps(), "helped": helped}
    )


@personal_without_sign_in
@require_http_methods(["GET", "HEAD", "POST"])
def step(request, run, draft, step):
    """One screen: saved when sent, shown again as it was answered."""
    draft = draft_or_404(run, draft, timezone.now())
    if draft.enrolment_code:
        return redirect("join:done", run, draft.code)
    answers = Answers.from_json(draft.answers)
    if step not in screens_asked(answers):  # switched off while somebody was at it
        return redirect("join:check", run, draft.code)
    changes = "change" in request.GET
    form = SCREENS[step].beginning_with(answers, _sent(request))
    if request.method == "POST" and form.is_valid():
        answers = save_answers(draft=draft, given=form.given, now=timezone.now())
        names = screens_asked(answers)
        place = names.index(step) + 1
        if changes or place == len(names):
            return redirect("join:check", run, draft.code)
        return redirect("join:step", run, draft.code, names[place])
    return render(request, f"join/{step}.html", _screen(draft, run, step, form, changes, screens_asked(answers)))


def _sent(request):
    # An answer with every box left empty is an answer, too.
    return request.POST if request.method == "POST" else None


def steps(answers: Answers | None = None) -> int:
    """How many screens there are, with the one on which the answers are checked."""
    return len(screens_asked(answers)) + 1


def _screen(draft, run: str, step: str, form, changes: bool, names: list[str]) -> dict:
    place = names.index(step)
    back = reverse("join:start", args=[run])
    if changes:
        back = reverse("join:check", args=[run, draft.code])
    elif place:
        back = reverse("join:step", args=[run, draft.code, names[place - 1]])
    context = {"form": form, "back": back, "step": place + 1, "steps": len(names) + 1, "draft": draft}
    if step == "agreement":
        context["agreement"] = Policy.current().agreement.splitlines()
    return context


@personal_without_sign_in
@require_http_methods(["GET", "HEAD", "POST"])
def check(request, run, draft):
    """All answers with a way to change each; sending them gives the place."""
    now = timezone.now()
    draft = draft_or_404(run, draft, now)
    if draft.enrolment_code:
        return redirect("join:done", run, draft.code)
    fits = FitsForm(_sent(request), run=draft.run)
    if request.method == "POST" and fits.is_valid():
        account = request.user if request.user.is_authenticated else None
        try:
            refer_yourself(draft=draft, account=account, now=now, fits=fits.said)
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("join:check", run, draft.code)
        return redirect("join:done", run, draft.code)
    answers = Answers.from_json(draft.answers)
    unanswered = first_unanswered(answers)
    if unanswered:
        return redirect("join:step", run, draft.code, unanswered)
    runs = with_words([public_run_or_404(run, now)])
    context = {"runs": runs, "draft": draft, "rows": answers_in_words(answers), "fits": fits}
    context["steps"] = steps(answers)
    context["asks_guardian"] = "guardian" in screens_asked(answers)
    context["talks_first"] = Policy.current().confirmation == Policy.Confirmation.AFTER_TALK
    return render(request, "join/check.html", context)


@personal_without_sign_in
@require_safe
def done(request, run, draft):
    """It is done: what was given, what happens next. Shows nothing about the person."""
    now = timezone.now()
    draft = draft_or_404(run, draft, now)
    if not draft.enrolment_code:
        return redirect("join:check", run, draft.code)
    enrolment = enrolment_called(draft.enrolment_code)
    calendar = reverse("join:calendar", args=[run, draft.code])
    coming = next((one for one in enrolment.run.sessions_on() if one.ends_at > now), None)
    context = {
        "enrolment": enrolment,
        "runs": with_words([enrolment.run]),
        "calendar": calendar,
        "talk_href": reverse("join:talk", args=[run, draft.code]),
        "next_session": coming,
        "give_on_days": Policy.current().give_on_days,
    }
    return render(request, "join/done.html", context)


@personal_without_sign_in
@require_safe
def calendar(request, run, draft):
    """The sessions as a calendar file, once there is a place."""
    draft = draft_or_404(run, draft, timezone.now())
    enrolment = enrolment_called(draft.enrolment_code)
    if enrolment is None or enrolment.status != "confirmed":
        return redirect("join:done", run, draft.code)
    return as_calendar(enrolment)


def as_calendar(enrolment: Enrolment) -> HttpResponse:
    """The calendar file of a place, to be opened or saved."""
    words = calendar_file(enrolment, now=timezone.now())
    response = HttpResponse(words, content_type="text/calendar; charset=utf-8; method=PUBLISH")
    response["Content-Disposition"] = 'attachment; filename="college-sessions.ics"'
    return response


def _helped(request) -> list:
    """Those for whom the person who looks may take places."""
    if not request.user.is_authenticated:
        return []
    found = people_helped_by(request.user, today=timezone.localdate())
    return list(found.filter(may_book=True, accepted_at__isnull=False))


def _booking(request, run, learner, fits, helped=()):
    """For someone who has joined before: look once, press once."""
    if run.own_code:
        return redirect("my:place", run.own_code)
    policy = Policy.current()
    context = {"runs": with_words([run]), "learner": learner, "agreement": policy.agreement.splitlines()}
    context |= {"fits": fits, "helped": helped}
    if learner.agreement_version != policy.agreement_version:
        context["form"] = AgreementForm()
    return render(request, "join/book.html", context)


def _book(request, code, learner):
    now = timezone.now()
    asked = {"learner": learner, "by": request.user, "now": now, "fits": "fits" in request.POST}
    try:
        if "agree" in request.POST:
            enrolment = agree_and_book(run=run_to_book_or_404(code), **asked)
        else:
            enrolment = request_place(run=code, **asked)
    except (NotOpen, Run.DoesNotExist):  # nobody may see it
        raise Http404 from None
    except NotSaid:
        run = public_run_or_404(code, now, learner)
        return _booking(request, run, learner, FitsForm(request.POST, run=run))
    except Refusal as refusal:
        run_to_book_or_404(code)  # the refusal is said in its words
        messages.error(request, str(refusal))
        return redirect("join:start", code)
    messages.success(request, _("Done. This page shows how it stands, and we have written to you."))
    return redirect("my:place", enrolment.code)
