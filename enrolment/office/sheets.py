"""The office's lists as .xlsx."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from college.records.actions import note_opening
from college.records.queries import openings_about
from courses.list_sheets import sheet_of
from courses.models import Run
from courses.permissions import Permission, require, run_or_404, runs_for, term_or_404
from courses.queries import all_terms, roles_held
from courses.second_factor import require_fresh_step
from courses.sheets.writing import Value
from enrolment.office.demand import wishes_of
from enrolment.office.queries import areas_of_term
from enrolment.registers.queries import attendance_of
from enrolment.trainers.permissions import trainers_for

MOST_OPENINGS = 5000


@require_safe
def term_sheet(request, slug):
    """The runs of a term in one's localities, a line each."""
    term = term_or_404(request.user, Permission.PLAN_TERM, slug)
    runs = runs_for(request.user, Permission.PLAN_TERM).filter(term=term)
    headings = [
        _("Area"), _("Code"), _("Course"), _("Venue"), _("Format"), _("First day"), _("From"), _("Until"),
        _("Sessions"), _("Trainers"), _("Places"), _("Taken"), _("Waiting"), _("State"),
    ]  # fmt: skip
    rows = [_run_row(line) for area in areas_of_term(runs) for line in area.lines]
    return sheet_of(request.user, f"term-{term.slug}", headings, rows, title=term.name)


def _run_row(line) -> list[Value]:
    run, trainers = line.run, ", ".join(allocation.trainer.name for allocation in line.pair.everyone)
    return [
        *when_and_where(run), trainers, run.capacity, line.held, line.waiting, str(run.get_status_display()),
    ]  # fmt: skip


def when_and_where(run: Run) -> list[Value]:
    """Area, code, course, venue, format, first day, its hours and how many sessions, as a line of a list."""
    sessions = run.sessions_on()
    first = sessions[0] if sessions else None
    when: list[Value] = [first.held_on, first.starts, first.ends] if first else [None, None, None]
    place: list[Value] = [run.locality.name, run.course.code, run.course.title, str(run.venue or "")]
    return [*place, str(run.get_format_display()), *when, len(sessions)]


@require_safe
def demand_sheet(request, slug):
    """What was looked for in vain in a term, small numbers hidden as on the page."""
    term = term_or_404(request.user, Permission.PLAN_TERM, slug)
    headings = [_("Looked for"), _("Where"), _("Times")]
    rows = [[wish.asked, wish.place or _("anywhere"), wish.shown] for wish in wishes_of(term)]
    return sheet_of(request.user, f"looked-for-{term.slug}", headings, rows, title=_("Looked for in vain"))


@require_safe
def trainers_sheet(request):
    """Everyone who teaches, as on the page of trainers."""
    require(request.user, Permission.ALLOCATE)
    found = trainers_for(request.user).prefetch_related("clearances", "localities")
    headings = [_("Name"), _("Kind"), _("Teaches in"), _("Check until"), _("Signs in"), _("Teaches at present")]
    rows = [
        [
            trainer.name,
            str(trainer.get_kind_display()),
            ", ".join(locality.name for locality in trainer.localities.all()),
            max((clearance.until for clearance in trainer.clearances.all()), default=None),
            trainer.user_id is not None,
            trainer.is_active,
        ]
        for trainer in found
    ]
    return sheet_of(request.user, "trainers", headings, rows, title=_("Trainers"))


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
    return sheet_of(request.user, f"people-{run.code}", headings, rows, title=_("People"))


@require_safe
def terms_sheet(request):
    """All terms, as on their page."""
    require(request.user, Permission.PLAN_TERM)
    headings = [_("Term"), _("First day"), _("Last day"), _("Public from"), _("Places can be taken from")]
    rows = [
        [term.name, term.starts_on, term.ends_on, _day(term.public_from), _day(term.enrolment_opens_at)]
        for term in all_terms()
    ]
    return sheet_of(request.user, "terms", headings, rows, title=_("Terms"))


def _day(moment):
    return timezone.localdate(moment) if moment else None


@require_safe
def team_sheet(request):
    """Who works for the college and as what, for those who give the roles."""
    require(request.user, Permission.CHANGE_ROLES)
    require_fresh_step(request)
    headings = [_("Name"), _("E-mail"), _("Role"), _("Partner"), _("Where")]
    rows = [
        [
            str(role.user),
            role.user.email or "",
            str(role.get_kind_display()),
            str(role.partner or ""),
            str(role.locality or _("everywhere")),
        ]
        for role in roles_held()
    ]
    return sheet_of(request.user, "team", headings, rows, title=_("Team"))


@require_safe
def openings_sheet(request):
    """The latest openings of records, of one learner where their code is given, as on the page."""
    require(request.user, Permission.SEE_OPENINGS)
    require_fresh_step(request)
    code = request.GET.get("learner", "").strip()
    headings = [_("When"), _("Who"), _("Whose"), _("What"), _("Other area")]
    rows: list[list[Value]] = [
        [
            f"{timezone.localtime(opening.at):%Y-%m-%d %H:%M}",
            str(opening.by),
            opening.learner_code,
            opening.part,
            opening.beyond_locality,
        ]
        for opening in openings_about(code)[:MOST_OPENINGS]
    ]
    return sheet_of(request.user, "who-looked", headings, rows, title=_("Who looked"))
