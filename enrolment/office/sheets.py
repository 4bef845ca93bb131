"""The office's lists as .xlsx, by the one writer. What leaves is written down: who, what, how many."""

import logging
from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from college.logging import pseudonym
from college.models import User
from college.records.actions import note_opening
from courses.permissions import Permission, require, run_or_404, runs_for, term_or_404
from courses.second_factor import require_fresh_step
from courses.sheets.writing import Value, write_xlsx
from enrolment.office.demand import wishes_of
from enrolment.office.queries import areas_of_term
from enrolment.registers.queries import attendance_of
from enrolment.trainers.permissions import trainers_for

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
log = logging.getLogger(__name__)


@require_safe
def term_sheet(request, slug):
    """The runs of a term in one's localities, a line each."""
    term = term_or_404(request.user, Permission.PLAN_TERM, slug)
    runs = runs_for(request.user, Permission.PLAN_TERM).filter(term=term)
    headings = [
        _("Area"), _("Code"), _("Course"), _("Venue"), _("Format"), _("First day"), _("From"), _("Until"),
        _("Sessions"), _("Trainers"), _("Places"), _("Taken"), _("Waiting"), _("State"),
    ]  # fmt: skip
    rows = [_run_row(area.name, line) for area in areas_of_term(runs) for line in area.lines]
    return _sheet(request.user, f"term-{term.slug}", headings, rows, title=term.name)


def _run_row(area: str, line) -> list[Value]:
    run, sessions = line.run, line.run.sessions_on()
    first = sessions[0] if sessions else None
    when: list[Value] = [first.held_on, first.starts, first.ends] if first else [None, None, None]
    trainers = ", ".join(allocation.trainer.name for allocation in line.pair.everyone)
    return [
        area, run.course.code, run.course.title, str(run.venue or ""), str(run.get_format_display()), *when,
        len(sessions), trainers, run.capacity, line.held, line.waiting, str(run.get_status_display()),
    ]  # fmt: skip


@require_safe
def demand_sheet(request, slug):
    """What was looked for in vain in a term, small numbers hidden as on the page."""
    term = term_or_404(request.user, Permission.PLAN_TERM, slug)
    headings = [_("Looked for"), _("Where"), _("Times")]
    rows = [[wish.asked, wish.place or _("anywhere"), wish.shown] for wish in wishes_of(term)]
    return _sheet(request.user, f"looked-for-{term.slug}", headings, rows, title=_("Looked for in vain"))


@require_safe
def trainers_sheet(request):
    """Everyone who teaches, as on the page of trainers."""
    require(request.user, Permission.ALLOCATE)
    found = trainers_for(request.user).filter(is_active=True).prefetch_related("clearances", "localities")
    headings = [_("Name"), _("Kind"), _("Teaches in"), _("Check until"), _("Signs in")]
    rows = [
        [
            trainer.name,
            str(trainer.get_kind_display()),
            ", ".join(locality.name for locality in trainer.localities.all()),
            max((clearance.until for clearance in trainer.clearances.all()), default=None),
            trainer.user_id is not None,
        ]
        for trainer in found
    ]
    return _sheet(request.user, "trainers", headings, rows, title=_("Trainers"))


@require_safe
def people_sheet(request, code):
    """The people of a run. Each record counts as opened by whoever takes the list."""
    run = run_or_404(request.user, Permission.SEE_LEARNERS, code)
    require_fresh_step(request)
    places = list(run.enrolments.live().select_related("learner").order_by("asked_at", "pk"))
    now = timezone.now()
    for place in places:
        note_opening(by=request.user, learner_code=place.learner.code, part="export", now=now)
    attendance = attendance_of(places)
    headings = [_("Name"), _("State"), _("Sessions held"), _("Came")]
    rows = [
        [place.learner.name, str(place.get_status_display()), attendance[place.pk].held, attendance[place.pk].attended]
        for place in places
    ]
    # Neither the file nor its sheet names a course beside these names.
    return _sheet(request.user, f"people-{run.code}", headings, rows, title=_("People"))


def _sheet(
    user: User, name: str, headings: Sequence[str], rows: Iterable[Sequence[Value]], *, title: str
) -> HttpResponse:
    rows = list(rows)
    who = pseudonym(user.pk, on=timezone.localdate())
    log.info("list taken: %s, %s lines, by %s", name, len(rows), who)
    answer = HttpResponse(write_xlsx(headings, rows, title=title), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer
