"""Who acts for a learner: said by the learner on the telephone, written down with how they said so."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from college.refusals import Refusal
from courses.form_blocks import is_asked
from courses.permissions import Permission, require, row_or_404
from enrolment.learners.permissions import open_record
from enrolment.learners.support.actions import ask_to_help, end_support
from enrolment.learners.support.forms import SupportByPhoneForm
from enrolment.learners.support.queries import supports_of


@require_http_methods(["GET", "HEAD", "POST"])
def supporters(request, code):
    """Those who act for somebody, and what they did; and somebody new, in the learner's own words."""
    require(request.user, Permission.ENROL)
    now = timezone.now()
    learner = open_record(by=request.user, code=code, part="supporters", now=now)
    if not is_asked("supporters"):
        raise Http404
    form = SupportByPhoneForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            ask_to_help(learner=learner, by=request.user, now=now, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("We ask them. Nothing is open to them until they say yes."))
            return redirect("office:supporters", code=learner.code)
    found = supports_of(learner, today=timezone.localdate(now))
    return render(request, "office/supporters.html", {"learner": learner, "form": form, "supports": found})


@require_POST
def end(request, code, support):
    """The learner said that somebody acts for them no more."""
    require(request.user, Permission.ENROL)
    learner = open_record(by=request.user, code=code, part="supporters", now=timezone.now())
    end_support(support=row_or_404(learner.supports.all(), code=support), by=request.user, now=timezone.now())
    messages.success(request, _("It is ended."))
    return redirect("office:supporters", code=learner.code)
