"""What was said of each name, by whom and when; and marks that a person should look at."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from college.refusals import Refusal
from enrolment.certificates.actions import settle_mark
from enrolment.registers.queries import flagged_marks, names_said_of
from enrolment.teaching.forms import CHOICES
from enrolment.trainers.permissions import session_or_404


@require_safe
def said(request, code):
    """Who marked and who corrected what on one register, and when."""
    session = session_or_404(request.user, code)
    context = {"session": session, "names": names_said_of(session), "register": getattr(session, "register", None)}
    return render(request, "teaching/said.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def check(request, code):
    """The flagged marks of one register, settled one by one."""
    session = session_or_404(request.user, code)
    marks = flagged_marks(session)
    if request.method == "POST":
        mark = next((one for one in marks if one.enrolment.code == request.POST.get("name")), None)
        if mark is not None:
            try:
                settle_mark(mark=mark, status=request.POST.get("status", ""), by=request.user, now=timezone.now())
                messages.success(request, _("Thank you. That is settled."))
            except Refusal as refusal:
                messages.error(request, str(refusal))
        return redirect("teaching:check", code=session.code)
    return render(request, "teaching/check.html", {"session": session, "marks": marks, "choices": CHOICES})
