"""A new college's ten questions, and what else is left before it can open."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from college.refusals import Refusal
from courses.permissions import Permission, require
from courses.queries import questions_answered
from enrolment.office.actions.opening import answer_question
from enrolment.office.opening.left import needed_to_open
from enrolment.office.opening.questions import BY_NAME, QUESTIONS, after


@require_safe
def start(request):
    """The questions, and how far everything is."""
    require(request.user, Permission.CHANGE_COLLEGE)
    answered = questions_answered()
    context = {
        "questions": [(question, question.name in answered) for question in QUESTIONS],
        "first": next((question for question in QUESTIONS if question.name not in answered), None),
        "things": needed_to_open(request.user, timezone.now())[1:],
    }
    return render(request, "office/opening/start.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def question(request, name):
    """One question: saved when it is sent, then the next."""
    require(request.user, Permission.CHANGE_COLLEGE)
    if (found := BY_NAME.get(name)) is None:
        raise Http404
    form = found.form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_question(question=name, facts=form.facts(), by=request.user, now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return _go_on(request, name)
    context = {
        "question": found,
        "form": form,
        "step": QUESTIONS.index(found) + 1,
        "steps": len(QUESTIONS),
        "following": after(name),
        "sender": settings.DEFAULT_FROM_EMAIL if name == "post" else "",
    }
    return render(request, "office/opening/question.html", context)


def _go_on(request, name: str):
    following = after(name)
    if following is None:
        messages.success(request, _("Saved. Here is how far the college is."))
        return redirect("opening:start")
    return redirect("opening:question", name=following.name)
