"""One session: move it, or call it off; everyone who is part of it is told."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from college.refusals import Refusal
from courses.models import Session
from courses.permissions import Permission, row_or_404, sessions_for
from courses.states import SESSION, may_go
from enrolment.learners.queries import ways_of
from enrolment.office.actions.planning import RoomTaken
from enrolment.office.actions.sessions import call_off_session_for_everyone, move_for_everyone, to_be_told
from enrolment.office.clashes import clashes_of_move
from enrolment.office.forms.planning import MoveForm
from enrolment.trainers.queries import pair_of


def _session_or_404(user, permission, code) -> Session:
    return row_or_404(sessions_for(user, permission), code=code)


@require_http_methods(["GET", "HEAD", "POST"])
def move(request, code):
    """Move a session: says whom that tells and what it clashes with, then tells everyone at once."""
    session = _session_or_404(request.user, Permission.PLAN_TERM, code)
    form = MoveForm(request.POST if request.method == "POST" else None, session=session)
    context = {"session": session, "run": session.run, "form": form, **_whom(session)}
    if request.method == "POST" and form.is_valid():
        facts, knows = form.facts(), form.cleaned_data["knows"]
        context["taken"] = clashes_of_move(session, Session(zone=session.zone, **facts))
        if context["taken"] and not knows:
            form.add_error("knows", str(RoomTaken(context["taken"])))
        else:
            try:
                told = move_for_everyone(session=session, **facts, knows=knows, by=request.user, now=timezone.now())
                said = ngettext("The session is changed. %(count)s learner is told.",
                                "The session is changed. %(count)s learners are told.", len(told))  # fmt: skip
                messages.success(request, said % {"count": len(told)})
                return redirect("office:run", code=session.run.code)
            except Refusal as refusal:
                form.add_error(None, str(refusal))
    return render(request, "office/move_session.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def call_off(request, code):
    """Call one session off: says whom that tells, then tells everyone at once."""
    session = _session_or_404(request.user, Permission.PUBLISH_RUNS, code)
    if request.method == "POST":
        try:
            told = call_off_session_for_everyone(session=session, by=request.user, now=timezone.now())
            said = ngettext("The session is called off. %(count)s learner is told.",
                            "The session is called off. %(count)s learners are told.", len(told))  # fmt: skip
            messages.success(request, said % {"count": len(told)})
        except Refusal as refusal:
            messages.error(request, str(refusal))
        return redirect("office:run", code=session.run.code)
    context = {"session": session, "run": session.run, **_whom(session)}
    return render(request, "office/call_off_session.html", context)


def _whom(session: Session) -> dict:
    """Whom a change would tell, and whether the session can still change."""
    people = to_be_told(session.run)
    can_change = may_go(SESSION, session.status, "cancelled")
    return {"ways": ways_of(people), "pair": pair_of(session.run), "can_change": can_change}
