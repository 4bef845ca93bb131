"""Questions about fairness, whose answers are counted and kept with nobody."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from college.private import personal
from college.refusals import Refusal
from courses.form_blocks import is_asked
from enrolment.learners.equality.actions import count_answers, decline_questions
from enrolment.learners.equality.forms import EqualityForm
from enrolment.learners.equality.queries import is_to_be_asked
from enrolment.my.permissions import learner_or_404


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def equality(request):
    """Asked once a term, as little or as much as they like; or not at all. Sent again it changes nothing."""
    learner, now = learner_or_404(request), timezone.now()
    if not is_asked("equality"):
        raise Http404
    form = EqualityForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            if request.POST.get("press") == "decline":
                decline_questions(learner=learner, by=request.user, now=now)
            else:
                count_answers(learner=learner, answers=form.cleaned_data, by=request.user, now=now)
            messages.success(request, _("Thank you. We don't ask again this term."))
        except Refusal as refusal:
            messages.error(request, str(refusal))
        return redirect("my:home")
    asks = is_to_be_asked(learner, today=timezone.localdate(now))
    return render(request, "my/equality.html", {"form": form, "is_to_be_asked": asks})
