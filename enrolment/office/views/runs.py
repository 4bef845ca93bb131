"""One run: its facts, its pair, its people, its papers."""

from copy import copy

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from college.refusals import Refusal
from courses.actions.runs import change_run
from courses.permissions import Permission, may, row_or_404, run_or_404, sessions_for
from courses.states import RUN, may_go
from enrolment.certificates.eligibility import asked_for
from enrolment.learners.queries import ways_of
from enrolment.office.actions.calling_off import call_off_for_everyone
from enrolment.office.actions.planning import RoomTaken
from enrolment.office.asking import who_could_teach
from enrolment.office.clashes import clashes_of, clashes_of_venue
from enrolment.office.forms.runs import RESERVABLE, CallOffForm, RunForm, UnpairedForm
from enrolment.places.queries import line_of
from enrolment.places.states import HOLDING
from enrolment.registers.actions import let_start_unpaired
from enrolment.registers.pdf import register_pdf
from enrolment.registers.queries import attendance_of
from enrolment.trainers.changing import standing_of
from enrolment.trainers.gathering import not_released
from enrolment.trainers.queries import pair_of, skills_missing


@require_safe
def run(request, code):
    """All that the office knows of a run."""
    found = run_or_404(request.user, Permission.PLAN_TERM, code)
    people = found.enrolments.live().select_related("learner").order_by("asked_at", "pk")
    attendance = attendance_of(people)
    pair = pair_of(found)
    return render(
        request,
        "office/run.html",
        {
            "run": found,
            "pair": pair,
            "skills_missing": skills_missing(found, pair),
            "not_released": not_released(found, pair.everyone, today=timezone.localdate()),
            "standing": standing_of(found),
            "who": who_could_teach(found, pair, today=timezone.localdate()),
            "placed": [(e, attendance[e.pk]) for e in people if e.status != "waiting"],
            "waiting": line_of(found),
            "kept": [(dict(RESERVABLE)[row.kept_for], row) for row in found.reserved_places.order_by("pk")],
            "held": sum(e.status in HOLDING and e.source != "walk_in" for e in people),
            "sessions": found.sessions.select_related("register", "venue"),
            "asked_for": {session.pk for session in asked_for(found)},
            "may_start_unpaired": may(request.user, Permission.START_UNPAIRED, found.locality),
            "may_call_off": may_go(RUN, found.status, "cancelled"),
            "clashes": clashes_of(found) if found.status in ("draft", "published") else [],
            "may_change_sessions": found.status in ("draft", "published"),
            "has_certificates": any(e.status in ("completed", "not_completed") for e in people),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def edit_run(request, code):
    """Change where a run is, how many places it has, and whether it is listed."""
    found = run_or_404(request.user, Permission.PLAN_TERM, code)
    # A form writes over its row, and what stands there now is still asked.
    form = RunForm(request.POST if request.method == "POST" else None, instance=copy(found))
    taken: list[str] = []
    if request.method == "POST" and form.is_valid():
        facts, taken = form.facts(), clashes_of_venue(found, form.cleaned_data["venue"])
        try:
            if taken and not form.cleaned_data["knows"]:
                raise RoomTaken(taken)
            change_run(run=found, by=request.user, now=timezone.now(), **facts)
            messages.success(request, _("The run is saved."))
            return redirect("office:run", code=found.code)
        except RoomTaken as refusal:
            form.add_error("knows", str(refusal))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return render(request, "office/run_form.html", {"run": found, "form": form, "taken": taken})


@require_http_methods(["GET", "HEAD", "POST"])
def call_off(request, code):
    """Call a run off: says first whom that tells, then does it for everyone at once."""
    found = run_or_404(request.user, Permission.PUBLISH_RUNS, code)
    form = CallOffForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            told = call_off_for_everyone(run=found, reason=reason, by=request.user, now=timezone.now())
            said = ngettext("The run is called off. %(count)s person is told.",
                            "The run is called off. %(count)s people are told.", len(told))  # fmt: skip
            messages.success(request, said % {"count": len(told)})
            return redirect("office:run", code=found.code)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    people = found.enrolments.filter(status__in=["requested", "waiting", "offered", "confirmed"])
    context = {"run": found, "form": form, "ways": ways_of(people), "pair": pair_of(found)}
    return render(request, "office/call_off.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def start_unpaired(request, code):
    """A manager lets a first session start without its pair."""
    session = row_or_404(sessions_for(request.user, Permission.START_UNPAIRED), code=code)
    form = UnpairedForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        let_start_unpaired(session=session, reason=reason, by=request.user, now=timezone.now())
        messages.success(request, _("The session may start. The reason is kept."))
        return redirect("office:run", code=session.run.code)
    return render(request, "office/start_unpaired.html", {"session": session, "form": form})


@require_safe
def printed_register(request, code):
    """The register of one session on paper."""
    session = row_or_404(sessions_for(request.user, Permission.TAKE_REGISTERS), code=code)
    try:
        paper = register_pdf(session)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("office:run", code=session.run.code)
    return HttpResponse(
        paper,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="register-{session.code}.pdf"'},
    )
