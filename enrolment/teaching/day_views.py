"""What else happens on the day: somebody new comes in, the class is told of a change, a note is left."""

from uuid import uuid4

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from college.fields import opaque_code
from college.refusals import Refusal
from enrolment.registers.debriefs import leave_debrief
from enrolment.registers.queries import more_than_places, names_for
from enrolment.teaching.actions import tell_class, welcome
from enrolment.teaching.forms import DebriefForm, NewFaceForm, TellForm
from enrolment.trainers.permissions import session_or_404


@require_http_methods(["GET", "HEAD", "POST"])
def new_face(request, code):
    """Somebody came without a place: known or not, they stand on the register after one press."""
    session = session_or_404(request.user, code)
    form = NewFaceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            enrolment = welcome(session=session, newcomer=form.newcomer(), by=request.user, now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            said = _("%(name)s is on the register, and marked here.") % {"name": enrolment.learner.name}
            messages.success(request, said)
            return redirect("teaching:register", code=session.code)
    context = {"session": session, "form": form, "more": more_than_places(session)}
    return render(request, "teaching/new_face.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def tell(request, code):
    """A late change reaches everyone on the register, and nobody's number is seen."""
    session = session_or_404(request.user, code)
    form = TellForm(request.POST if request.method == "POST" else None, initial={"code": opaque_code()})
    many = names_for(session).count()
    if request.method == "POST" and form.is_valid():
        try:
            tell_class(session=session, by=request.user, now=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error("text", str(refusal))
        else:
            said = ngettext("%(many)s person is told now.", "%(many)s people are told now.", many)
            messages.success(request, said % {"many": many})
            return redirect("teaching:register", code=session.code)
    return render(request, "teaching/tell.html", {"session": session, "form": form, "many": many})


@require_http_methods(["GET", "HEAD", "POST"])
def debrief(request, code):
    """After a session, a hard one above all: a note for the office, and "please ring me"."""
    session = session_or_404(request.user, code)
    form = DebriefForm(request.POST if request.method == "POST" else None, initial={"key": uuid4()})
    if request.method == "POST" and form.is_valid():
        try:
            left = leave_debrief(session=session, by=request.user, now=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error("words", str(refusal))
        else:
            said = (
                _("Thank you. The office will ring you.") if left.wants_call else _("Thank you. The office reads it.")
            )
            messages.success(request, said)
            return redirect("teaching:register", code=session.code)
    return render(request, "teaching/debrief.html", {"session": session, "form": form})
