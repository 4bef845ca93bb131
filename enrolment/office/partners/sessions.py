"""One session of a partner's run: moved or called off as the office does, and everyone is told."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from courses.partner_gates import partner_s_session_or_404
from enrolment.office.partners.forms import OwnMoveForm
from enrolment.office.views.sessions import call_off_and_say, move_or_show, what_changes


@require_http_methods(["GET", "HEAD", "POST"])
def move(request, code):
    """Move a session of a run of one's own, within one's own venues."""
    session = partner_s_session_or_404(request.user, code)
    form = OwnMoveForm(request.POST if request.method == "POST" else None, session=session, user=request.user)
    is_moved, context = move_or_show(request, session, form)
    if is_moved:
        return redirect("partners:run", code=session.run.code)
    return render(request, "partners/move_session.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def call_off(request, code):
    """Call off one session of a run of one's own."""
    session = partner_s_session_or_404(request.user, code)
    if request.method == "POST":
        call_off_and_say(request, session)
        return redirect("partners:run", code=session.run.code)
    return render(request, "partners/call_off_session.html", what_changes(session))
