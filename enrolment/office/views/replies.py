"""What people answered: read, dealt with, put to the person it is from."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from college.refusals import Refusal
from courses.permissions import Permission, require, row_or_404
from enrolment.learners.permissions import learners_for, open_record
from enrolment.learners.queries import named_like
from enrolment.messages.reminders import choose_reminders, wants_reminders
from enrolment.messages.replies import mark_reply_done, name_sender, replies_for

SHOWN = 100


@require_safe
def replies(request):
    """What nobody has dealt with, those of unknown senders apart."""
    require(request.user, Permission.SEE_LEARNERS)
    waiting = list(replies_for(request.user).filter(done_at=None)[:SHOWN])
    context = {
        "known": [reply for reply in waiting if reply.learner],
        "unknown": [reply for reply in waiting if not reply.learner],
    }
    return render(request, "office/replies.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def reply(request, code):
    """One reply. Whose it is was opened is written down; for an unknown sender people are looked for by name."""
    found = row_or_404(replies_for(request.user), code=code)
    if found.learner:
        open_record(by=request.user, code=found.learner.code, part="reply", now=timezone.now())
    if request.method == "POST":
        return _press(request, found)
    sought = request.GET.get("q", "").strip()
    people = named_like(learners_for(request.user), sought)[:20] if not found.learner and len(sought) > 1 else []
    wants = bool(found.learner) and wants_reminders(found.learner)
    context = {"reply": found, "sought": sought, "people": people, "wants_reminders": wants}
    return render(request, "office/reply.html", context)


def _press(request, found):
    now, press = timezone.now(), request.POST.get("press")
    try:
        if press == "sender":
            learner = row_or_404(learners_for(request.user), code=request.POST.get("learner", ""))
            name_sender(reply=found, learner=learner, by=request.user, now=now)
            messages.success(request, _("It is with %(name)s now.") % {"name": learner.name})
            return redirect("office:reply", found.code)
        if press == "no_news" and found.learner:
            choose_reminders(learner=found.learner, wanted=False, by=request.user, now=now)
            messages.success(request, _("We send them no more reminders and news. Changes still reach them."))
            return redirect("office:reply", found.code)
        if press == "done":
            mark_reply_done(reply=found, by=request.user, now=now)
            messages.success(request, _("It is written down: this reply is dealt with."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("office:replies")
