"""A trainer raises a concern: whom to ring now stands before anything can be typed."""

from uuid import uuid4

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from college.refusals import Refusal
from courses.models import Policy
from enrolment.registers.concerns import raise_concern
from enrolment.registers.permissions import own_concern_or_404
from enrolment.registers.queries import names_for
from enrolment.teaching.forms import ConcernForm
from enrolment.trainers.permissions import session_or_404


@require_http_methods(["GET", "HEAD", "POST"])
def raise_one(request, code):
    """Ring first; then the least that must be told, kept from everyone but safeguarding."""
    session = session_or_404(request.user, code)
    form = ConcernForm(
        request.POST if request.method == "POST" else None, names=names_for(session), initial={"key": uuid4()}
    )
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["key"]
        try:
            concern = raise_concern(session=session, said=form.said(), key=key, by=request.user, now=timezone.now())
            return redirect("teaching:concern", code=concern.code)
        except Refusal as refusal:
            form.add_error("words", str(refusal))
    context = {"session": session, "form": form, "policy": Policy.current()}
    return render(request, "teaching/raise_concern.html", context)


@require_safe
def concern(request, code):
    """Sent, or received: whoever raised it sees that alone, and never its words again."""
    found = own_concern_or_404(request.user, code)
    return render(request, "teaching/concern.html", {"concern": found, "policy": Policy.current()})
