"""A trainer's screens. Closed to everyone who doesn't teach the run."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from college.refusals import Refusal
from courses.permissions import Permission, require, row_or_404
from courses.second_factor import is_worth_asking
from enrolment.certificates.actions import close_register, record_marks
from enrolment.registers.models import Mark
from enrolment.registers.queries import corrections_of, flagged_marks, marks_for, names_for
from enrolment.teaching.closing import what_closing_does, what_followed
from enrolment.teaching.forms import RegisterForm
from enrolment.teaching.helping import tell_what_helps
from enrolment.teaching.pack import person_key
from enrolment.teaching.queries import day_of
from enrolment.trainers.permissions import runs_taught_by, session_or_404, sessions_taught_by
from enrolment.trainers.queries import pair_of, trainers_see_until
from enrolment.trainers.standing_in.queries import sessions_missed_by, stand_ins_of


@require_safe
def today(request):
    """Today's session first, then what is owed, what comes and what was asked."""
    require(request.user, Permission.TEACH)
    day = day_of(request.user, today=timezone.localdate())
    context = {"day": day, "ask_second_factor": is_worth_asking(request.user)}
    return render(request, "teaching/today.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def register(request, code):
    """The register of one session: everyone here, then change, then close."""
    session = session_or_404(request.user, code)
    names = names_for(session).prefetch_related("learner__needs")
    form = RegisterForm(
        request.POST or None, names=names, marks=marks_for(session), corrections=corrections_of(session)
    )
    if request.method == "POST" and form.is_valid():
        try:
            take(request, session, form)
            return redirect("teaching:register", code=session.code)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            form.marks = marks_for(session)
    tell_what_helps(session=session, names=form.names, by=request.user, now=timezone.now())
    return render(request, "teaching/register.html", _as_it_stands(request.user, session, form))


def _as_it_stands(user, session, form) -> dict:
    """What the register's page says beside its names."""
    closed_at = getattr(getattr(session, "register", None), "closed_at", None)
    is_to_come = session.held_on > timezone.localdate()
    teaches = sessions_taught_by(user).filter(pk=session.pk).exists()
    return {
        "session": session,
        "form": form,
        "to_check": len(flagged_marks(session)),
        "person": person_key(user),
        "counted": form.counted(),
        "closed_at": closed_at,
        "closed": what_followed(session) if closed_at else None,
        "closing": [] if closed_at or is_to_come else what_closing_does(session),
        "is_to_come": is_to_come,
        "is_over": session.ends_at <= timezone.now(),
        "is_called_off": "cancelled" in (session.status, session.run.status),
        "teaches": teaches,
        "stand_ins": stand_ins_of(session),
        "more": max(0, len(form.names) - session.run.capacity),
        "last_day": trainers_see_until(session.run) if teaches else None,
    }


@require_safe
def what_helps(request, code):
    """What to have ready for whom, before people come."""
    session = session_or_404(request.user, code)
    names = list(names_for(session).prefetch_related("learner__needs"))
    helped = tell_what_helps(session=session, names=names, by=request.user, now=timezone.now())
    return render(request, "teaching/what_helps.html", {"session": session, "helped": helped})


def take(request, session, form) -> None:
    """What the pressed button asks for: save, everyone here, or save and close."""
    press, now = request.POST.get("press", "save"), timezone.now()
    rest = Mark.Status.PRESENT if press == "everyone" else ""
    statuses = form.statuses(rest=rest)
    record_marks(session=session, statuses=statuses, by=request.user, now=now, device=form.device(), seen=form.seen())
    if press == "close":
        close_register(session=session, by=request.user, now=now)
        messages.success(request, _("The register is closed. Thank you."))
        return
    messages.success(request, _("The register is saved."))


@require_safe
def run(request, code):
    """One of the trainer's own runs: its sessions, its registers, the co-trainer."""
    runs = runs_taught_by(request.user).select_related("course", "venue", "locality", "term")
    found = row_or_404(runs.prefetch_related("sessions__register"), code=code)
    now = timezone.now()
    context = {
        "run": found,
        "pair": pair_of(found),
        "to_come": [session for session in found.sessions_on() if session.ends_at > now],
        "missed": sessions_missed_by(request.user, found),
    }
    return render(request, "teaching/run.html", context)
