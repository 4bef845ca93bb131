"""Telling many people something at once: written, looked at, sent after a delay, or taken back."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from college.refusals import Refusal
from courses.models import Policy
from courses.permissions import Permission, localities_for, require, row_or_404, runs_for
from enrolment.learners.queries import names_of
from enrolment.messages.naming import NamesACourse, refuse_names_of_courses
from enrolment.office.actions.announcing import announce as write_announcement
from enrolment.office.actions.announcing import take_announcement_back
from enrolment.office.announcing import announcements_for, as_read, audience_of, messages_of_announcement
from enrolment.office.forms.announcing import AnnouncementForm

RECENT = 10


@require_http_methods(["GET", "HEAD", "POST"])
def announce(request):
    """Say what and whom; look at who gets what by which way; then it waits for its delay."""
    require(request.user, Permission.PUBLISH_RUNS)
    form = AnnouncementForm(
        request.POST if request.method == "POST" else None,
        runs=runs_for(request.user, Permission.PUBLISH_RUNS),
        localities=localities_for(request.user, Permission.PUBLISH_RUNS),
        today=timezone.localdate(),
        initial={"whom": "runs", "runs": request.GET.getlist("run")} if "run" in request.GET else {"whom": "days"},
    )
    context = {"form": form, "recent": announcements_for(request.user)[:RECENT]}
    if request.method == "POST" and form.is_valid():
        facts = form.facts()
        try:
            if request.POST.get("press") == "send":
                made = write_announcement(**facts, by=request.user, now=timezone.now())
                return redirect("office:announcement", made.code)
            context |= _looked_at(facts)
        except Refusal as refusal:
            form.add_error("text" if isinstance(refusal, NamesACourse) else None, str(refusal))
    return render(request, "office/announce.html", context)


def _looked_at(facts: dict) -> dict:
    """Everyone who would be told, and how the first of each way reads it."""
    refuse_names_of_courses(facts["text"], facts["runs"])
    days = {name: facts[name] for name in ("first_on", "last_on", "is_needed")}
    audience = audience_of(facts["runs"], **days)
    firsts = {reader.channel: reader for reader in reversed(audience.readers)}
    read = [(reader, as_read(facts["text"], reader)) for reader in firsts.values()]
    return {"audience": audience, "as_read": read, "minutes": Policy.current().announce_minutes}


@require_safe
def announcement(request, code):
    """When it leaves, or what became of it for each person."""
    found = row_or_404(announcements_for(request.user), code=code)
    written = list(messages_of_announcement(found))
    names = names_of(row.about for row in written)
    context = {
        "announcement": found,
        "written": [(names.get(row.about, ""), row) for row in written],
        "may_stop": not found.taken_back_at and (not found.left_at or any(row.status == "waiting" for row in written)),
    }
    return render(request, "office/announcement.html", context)


@require_POST
def take_back(request, code):
    """Nothing more of it leaves."""
    found = row_or_404(announcements_for(request.user), code=code)
    try:
        stopped = take_announcement_back(announcement=found, by=request.user, now=timezone.now())
        if stopped:
            words = ngettext("%(count)s message is stopped.", "%(count)s messages are stopped.", stopped)
            messages.success(request, words % {"count": stopped})
        else:
            messages.success(request, _("It is taken back. Nobody is told."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("office:announcement", code)
