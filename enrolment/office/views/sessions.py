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
    is_moved, context = move_or_show(request, session, form)
    if is_moved:
        return redirect("office:run", code=session.run.code)
    return render(request, "office/move_session.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def call_off(request, code):
    """Call one session off: says whom that tells, then tells everyone at once."""
    session = _session_or_404(request.user, Permission.PUBLISH_RUNS, code)
    if request.method == "POST":
        call_off_and_say(request, session)
        return redirect("office:run", code=session.run.code)
    return render(request, "office/call_off_session.html", what_changes(session))


def move_or_show(request, session: Session, form: MoveForm) -> tuple[bool, dict]:
    """Whether the session is moved, as everyone is told; if not, what the page shows."""
    context = what_changes(session) | {"form": form}
    if request.method != "POST" or not form.is_valid():
        return False, context
    facts, knows = form.facts(), form.cleaned_data["knows"]
    context["taken"] = clashes_of_move(session, Session(zone=session.zone, **facts))
    if context["taken"] and not knows:
        form.add_error("knows", str(RoomTaken(context["taken"])))
        return False, context
    try:
        told = move_for_everyone(session=session, **facts, knows=knows, by=request.user, now=timezone.now())
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False, context
    said = ngettext("The session is changed. %(count)s learner is told.",
                    "The session is changed. %(count)s learners are told.", len(told))  # fmt: skip
    messages.success(request, said % {"count": len(told)})
    return True, context


def call_off_and_say(request, session: Session) -> None:
    """Call the session off for everyone, and say how many are told; or why it can't be."""
    try:
        told = call_off_session_for_everyone(session=session, by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return
    said = ngettext("The session is called off. %(count)s learner is told.",
                    "The session is called off. %(count)s learners are told.", len(told))  # fmt: skip
    messages.success(request, said % {"count": len(told)})


def what_changes(session: Session) -> dict:
    """The session, whom a change would tell, and whether it can still change."""
    ways, pair = ways_of(to_be_told(session.run)), pair_of(session.run)
    can_change = may_go(SESSION, session.status, "cancelled")
    return {"session": session, "run": session.run, "ways": ways, "pair": pair, "can_change": can_change}
