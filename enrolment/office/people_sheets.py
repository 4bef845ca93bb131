"""The office's lists of people as .xlsx, for whoever sees the page. Each record counts as opened by whoever takes one.

The second step is asked for again. Neither a file nor its sheet names a course beside these names.
"""

from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from college.records.actions import note_opening
from courses.list_sheets import sheet_of
from courses.permissions import Permission, require
from courses.second_factor import require_fresh_step
from courses.sheets.writing import Value
from enrolment.certificates.graduation import graduates_of
from enrolment.certificates.permissions import run_to_print_or_404
from enrolment.certificates.queries import lines_of_run
from enrolment.learners.models import CallRequest, Learner
from enrolment.learners.permissions import learners_for
from enrolment.learners.queries import to_complete
from enrolment.office.graduation import term_and_place
from enrolment.office.helping import needs_by_run
from enrolment.office.queries import by_hand
from enrolment.office.ringing import to_ring
from enrolment.places.queries import with_first_run
from enrolment.registers.permissions import follow_ups_for

# A learner, or None for somebody who has no record, and what the list says of them.
Line = tuple[Learner | None, Sequence[Value]]


def people_list(request, name: str, headings: Sequence[str], lines: Iterable[Line], *, title: str) -> HttpResponse:
    """The list, once the step is shown; the openings that it makes are written down with it."""
    require_fresh_step(request)
    lines, now = list(lines), timezone.now()
    for code in sorted({learner.code for learner, _row in lines if learner}):
        note_opening(by=request.user, learner_code=code, part="export", now=now)
    return sheet_of(request.user, name, headings, [row for _learner, row in lines], title=title)


@require_safe
def needs_sheet(request):
    """What would help people, as on its page."""
    require(request.user, Permission.SEE_LEARNERS)
    lines: list[Line] = [
        (
            line.need.learner,
            [
                line.need.learner.name,
                line.words,
                line.session.held_on if line.session else None,
                timezone.localdate(line.need.asked_at),
                str(line.need.get_status_display()),
            ],
        )
        for line in needs_by_run(request.user, today=timezone.localdate())
    ]
    headings = [_("Name"), _("What would help"), _("Needed on"), _("Asked on"), _("State")]
    return people_list(request, "needs", headings, lines, title=_("What would help"))


@require_safe
def follow_ups_sheet(request):
    """Whom to ring after an absence."""
    require(request.user, Permission.FOLLOW_UP)
    lines: list[Line] = [
        (
            call.enrolment.learner,
            [
                call.enrolment.learner.name,
                call.enrolment.learner.phone,
                call.due_on,
                str(call.get_reason_display()),
                call.session.run.locality.name,
            ],
        )
        for call in follow_ups_for(request.user).open()
    ]
    headings = [_("Name"), _("Telephone"), _("By"), _("Why"), _("Area")]
    return people_list(request, "calls-after-an-absence", headings, lines, title=_("People to ring"))


@require_safe
def ring_sheet(request):
    """Whom to ring: who asked for it, and whom nothing else reached."""
    require(request.user, Permission.SEE_LEARNERS)
    lines: list[Line] = []
    for line in to_ring(request.user, today=timezone.localdate()):
        who = line.who
        learner = who if isinstance(who, Learner) else None
        when = who.get_when_display() if isinstance(who, CallRequest) else who.safe_times
        lines.append((learner, [who.name, who.phone, str(when), line.next_step, len(line.messages)]))
    headings = [_("Name"), _("Telephone"), _("When"), _("Next step"), _("Messages to tell")]
    return people_list(request, "people-to-ring", headings, lines, title=_("People to ring"))


@require_safe
def messages_sheet(request):
    """Whom a message has not reached by itself; not what it says."""
    require(request.user, Permission.SEE_LEARNERS)
    lines: list[Line] = [
        (
            row.learner,
            [
                row.learner.name if row.learner else str(row.message.to_user or ""),
                str(row.message.get_channel_display()),
                row.message.to_address,
                timezone.localdate(row.message.written_at),
                row.message.last_problem,
            ],
        )
        for row in by_hand(request.user)
    ]
    headings = [_("Name"), _("How"), _("Where"), _("Written on"), _("What went wrong")]
    return people_list(request, "messages-to-bring", headings, lines, title=_("Messages to bring"))


@require_safe
def new_faces_sheet(request):
    """Who came on the day and is still to be asked what joining asks."""
    require(request.user, Permission.SEE_LEARNERS)
    lines: list[Line] = [
        (
            learner,
            [
                learner.name,
                learner.phone,
                enrolment.began_on if enrolment else None,
                enrolment.run.locality.name if enrolment else "",
            ],
        )
        for learner, enrolment in with_first_run(to_complete(learners_for(request.user)))
    ]
    headings = [_("Name"), _("Telephone"), _("Came on"), _("Area")]
    return people_list(request, "came-on-the-day", headings, lines, title=_("Came on the day"))


@require_safe
def certificates_sheet(request, code):
    """Who of a run came how often, and who has a certificate."""
    run = run_to_print_or_404(request.user, code)
    lines: list[Line] = [
        (
            line.enrolment.learner,
            [
                line.enrolment.learner.name,
                len(line.fact.attended),
                len(line.fact.held),
                timezone.localdate(line.certificate.issued_at) if line.certificate else None,
            ],
        )
        for line in lines_of_run(run)
    ]
    headings = [_("Name"), _("Came"), _("Sessions held"), _("Certificate of")]
    return people_list(request, f"certificates-{run.code}", headings, lines, title=_("Certificates"))


@require_safe
def graduation_sheet(request, slug, place):
    """Who finished in a term, how many courses, and how each wishes to be named."""
    term, locality = term_and_place(request, slug, place)
    lines: list[Line] = [
        (
            each.learner,
            [each.name, len(each.certificates), str(each.wish.get_wish_display()) if each.wish else _("not said")],
        )
        for each in graduates_of(term, locality)
    ]
    headings = [_("Name"), _("Courses finished"), _("Wishes to be named")]
    return people_list(request, f"graduation-{term.slug}-{place}", headings, lines, title=_("Graduation"))
