"""The office rings: whom, what to say, what came of it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from college.models import Message
from college.refusals import Refusal
from courses.permissions import Permission, require
from enrolment.learners.models import CallRequest, Learner
from enrolment.learners.permissions import call_or_404, open_record
from enrolment.messages.actions import ways_to
from enrolment.messages.calls import note_call, tell_otherwise
from enrolment.office.forms.calls import CallForm
from enrolment.office.ringing import ToRing, messages_to_say, to_ring


@require_safe
def ring(request):
    """Whom to ring today, and whom later."""
    require(request.user, Permission.SEE_LEARNERS)
    everyone = to_ring(request.user, today=timezone.localdate())
    context = {
        "due": [each for each in everyone if each.is_due],
        "later": [each for each in everyone if not each.is_due],
    }
    return render(request, "office/ring.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def ring_learner(request, code):
    """One learner on the telephone: the words to say, and what came of it. That it was opened is written down."""
    learner = open_record(by=request.user, code=code, part="calls", now=timezone.now())
    line = ToRing(learner, messages_to_say(request.user, learner), list(learner.call_tries.all()), timezone.localdate())
    dead = {(message.channel, message.to_address) for message in line.messages if message.status == "failed"}
    ways = [(way, Message.Channel(way).label, where) for way, where in ways_to(learner) if (way, where) not in dead]
    return _ring(request, learner, line, {"learner": learner, "ways": ways})


@require_http_methods(["GET", "HEAD", "POST"])
def ring_caller(request, code):
    """Somebody who asked to be rung."""
    call = call_or_404(request.user, code)
    return _ring(request, call, ToRing(call, [], list(call.tries.all()), timezone.localdate()), {"call": call})


def _ring(request, who: Learner | CallRequest, line: ToRing, context: dict):
    form = CallForm(request.POST if request.method == "POST" else None, number=line.number)
    if request.method == "POST" and form.is_valid():
        listed = set(request.POST.getlist("told"))
        told = [message for message in line.messages if str(message.pk) in listed]
        try:
            call = note_call(to=who, **form.cleaned_data, told=told, by=request.user, now=timezone.now())
        except Refusal as refusal:
            form.add_error("again_on" if form.wants_day else None, str(refusal))
        else:
            messages.success(request, _("It is written down: %(what)s.") % {"what": call.get_outcome_display()})
            return redirect("office:ring")
    return render(request, "office/ring_one.html", {"line": line, "form": form, **context})


@require_POST
def tell_another_way(request, code):
    """What waits for a learner goes by e-mail, text or letter instead."""
    learner = open_record(by=request.user, code=code, part="calls", now=timezone.now())
    channel = request.POST.get("channel", "")
    if channel not in Message.Channel.values:
        messages.error(request, _("Choose e-mail, text or letter."))
        return redirect("office:ring")
    try:
        waiting = messages_to_say(request.user, learner)
        sent = tell_otherwise(learner=learner, messages=waiting, channel=channel, by=request.user, now=timezone.now())
        if sent:
            messages.success(request, _("It goes by %(way)s now.") % {"way": Message.Channel(channel).label})
        else:
            messages.info(request, _("Nothing waits for them any more."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("office:ring")
