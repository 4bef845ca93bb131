"""Who may act for me: asked, shown with what they did, ended with one press."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from college.private import personal
from college.refusals import Refusal
from courses.form_blocks import is_asked
from courses.permissions import row_or_404
from enrolment.learners.support.actions import ask_to_help, end_support
from enrolment.learners.support.forms import SupportForm
from enrolment.learners.support.queries import supports_of
from enrolment.my.permissions import learner_or_404


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def supporters(request):
    """Those who act for this learner, what each did, and somebody new."""
    learner, now = learner_or_404(request), timezone.now()
    if not is_asked("supporters"):
        raise Http404
    form = SupportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            ask_to_help(learner=learner, by=request.user, now=now, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("We ask them. Nothing is open to them until they say yes."))
            return redirect("my:supporters")
    found = supports_of(learner, today=timezone.localdate(now))
    return render(request, "my/supporters.html", {"form": form, "supports": found})


@personal
@require_POST
def end(request, code):
    """One press, no reason; pressed again it stays ended."""
    support = row_or_404(learner_or_404(request).supports.all(), code=code)
    end_support(support=support, by=request.user, now=timezone.now())
    messages.success(request, _("It is ended. They see nothing of yours any more."))
    return redirect("my:supporters")
