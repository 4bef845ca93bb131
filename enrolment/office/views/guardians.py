"""The parent or guardian of somebody under age: who they are, and what they said."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from college.records.actions import note_opening
from college.refusals import Refusal
from courses.models import Policy
from courses.permissions import Permission, may, row_or_404
from enrolment.learners.guardian.permissions import guardians_for
from enrolment.office.forms.guardians import AnswerForm
from enrolment.places.guardian import ask_anew, come_of_age, note_answer, take_agreement_back

ANSWERS = ("agrees", "refuses", "takes_back")  # each with who said so, and when


@require_http_methods(["GET", "HEAD", "POST"])
def guardian(request, code):
    """Office and safeguarding see it, and that they looked is written down; who takes bookings notes the answer."""
    found, now = row_or_404(guardians_for(request.user), learner__code=code), timezone.now()
    note_opening(by=request.user, learner_code=code, part="guardian", beyond_locality=False, now=now)
    may_note = guardians_for(request.user, Permission.ENROL).filter(pk=found.pk).exists()
    press = request.POST.get("press", "") if may_note else ""
    form = AnswerForm(request.POST if press in ANSWERS else None, guardian=found)
    if press and (press in ("anew", "of_age") or form.is_valid()):
        try:
            messages.success(request, _note(found, press, form, request.user, now))
            return redirect("office:person", code=code)
        except Refusal as refusal:
            form.add_error(None, str(refusal)) if form.is_bound else messages.error(request, str(refusal))
    context = {"guardian": found, "learner": found.learner, "form": form, "may_note": may_note}
    context |= {"answers": found.answers.select_related("by"), "agrees_words": _("they agree,they do not agree")}
    context |= {"age": Policy.current().minimum_age, "may_open": may(request.user, Permission.SEE_LEARNERS)}
    return render(request, "office/guardian.html", context)


def _note(found, press: str, form: AnswerForm, by, now) -> str:
    """Do what was pressed; in words what came of it."""
    name = {"name": found.learner.name}
    if press == "anew":
        ask_anew(guardian=found, by=by, now=now)
        return _("They count as not asked. %(name)s can ask for a place again.") % name
    if press == "of_age":
        come_of_age(guardian=found, by=by, now=now)
        return _("Saved. %(name)s comes by themself from now on.") % name
    if press == "takes_back":
        take_agreement_back(guardian=found, by=by, now=now, **form.cleaned_data)
        return _("It is noted. %(name)s is told kindly, and has no place for now.") % name
    note_answer(guardian=found, agrees=press == "agrees", by=by, now=now, **form.cleaned_data)
    if press == "agrees":
        return _("It is noted, and %(name)s is told.") % name
    return _("It is noted. %(name)s is told kindly, and no place is kept.") % name
