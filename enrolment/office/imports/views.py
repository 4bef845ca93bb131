"""The import of a sheet: upload, dry run line by line, mend, apply, result."""

import json

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from college.records.actions import note_openings
from college.refusals import Refusal
from courses.models import Policy, SheetImport
from courses.permissions import Permission, require, row_or_404
from courses.sheets.writing import write_csv, write_xlsx
from enrolment.learners.permissions import LEAST
from enrolment.office.actions.applying import apply_sheet
from enrolment.office.actions.sheets import (
    continue_drafts,
    mend_line,
    put_away,
    restore_line,
    set_line_aside,
    upload_sheet,
)
from enrolment.office.imports.arrival_views import brought_in
from enrolment.office.imports.forms import LineForm, UploadForm
from enrolment.office.imports.planning import plan_for
from enrolment.office.imports.queries import outcomes, sheet_or_404, sheets_for
from enrolment.office.imports.reading import COLUMNS

LINES_ON_A_PAGE = 100
DOUBTS_AT_ONCE = 50
FILE_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_safe
def sheets(request):
    """The sheets brought so far, the latest first."""
    require(request.user, Permission.PLAN_TERM)
    page = Paginator(sheets_for(request.user), 50).get_page(request.GET.get("page"))
    return render(request, "office/imports/list.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request):
    """Bring a file. What can't be read is refused in a sentence beside the file."""
    require(request.user, Permission.PLAN_TERM)
    form = UploadForm(request.POST or None, request.FILES or None, initial={"kind": request.GET.get("kind")})
    if request.method == "POST" and form.is_valid():
        content, name = form.contents()
        try:
            made, notices = upload_sheet(
                kind=form.cleaned_data["kind"],
                term=form.cleaned_data["term"],
                content=content,
                name=name,
                by=request.user,
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error("file", str(refusal))
        else:
            for notice in notices:
                messages.info(request, notice.what)
            return redirect("imports:sheet", code=made.code)
    return render(request, "office/imports/upload.html", {"form": form})


@require_safe
def blank(request, name):
    """An empty sheet with the right headings, as .csv or .xlsx."""
    require(request.user, Permission.PLAN_TERM)
    kind, _dot, ending = name.partition(".")
    if kind not in COLUMNS or ending not in FILE_TYPES:
        raise Http404
    headings = [column.name for column in COLUMNS[kind]]
    content = write_csv(headings, []) if ending == "csv" else write_xlsx(headings, [], title=kind)
    return HttpResponse(
        content,
        content_type=FILE_TYPES[ending],
        headers={"Content-Disposition": f'attachment; filename="{kind}.{ending}"'},
    )


@require_safe
def sheet(request, code):
    """The dry run of a sheet line by line, or what an applied one became."""
    found = sheet_or_404(request.user, code)
    if found.status != SheetImport.Status.DRY_RUN:
        return _result(request, found)
    plan = plan_for(found, by=request.user, now=timezone.now())
    note_openings(by=request.user, learner_codes=plan.shown, part=LEAST, now=timezone.now())
    page = Paginator(plan.lines, LINES_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "office/imports/dry_run.html",
        {
            "sheet": found,
            "plan": plan,
            "counts": plan.counts(),
            "doubtful": plan.in_doubt[:DOUBTS_AT_ONCE],
            "page": page,
            "minimum_age": Policy.current().minimum_age,
        },
    )


def _result(request, found: SheetImport):
    lines = Paginator(found.lines.all(), LINES_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"sheet": found, "page": lines, "counts": outcomes(found)}
    if found.kind == SheetImport.Kind.PEOPLE and found.status == SheetImport.Status.APPLIED:
        return render(request, "office/imports/people_result.html", context | brought_in(found, lines))
    return render(request, "office/imports/result.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def line(request, code, number):
    """One line: take a suggestion, write one cell or all of them anew, set it aside, or take it as it was."""
    found = sheet_or_404(request.user, code)
    stored = row_or_404(found.lines.all(), number=number)
    form = LineForm(request.POST or None, kind=found.kind, cells={**stored.cells, **stored.mended})
    if request.method == "POST":
        try:
            if _mended(request, found, number, form):
                return redirect(f"{_address(found)}#line-{number}")
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("imports:sheet", code=found.code)
    return render(request, "office/imports/line.html", {"sheet": found, "line": stored, "form": form})


def _mended(request, found: SheetImport, number: int, form: LineForm) -> bool:
    """Does what the pressed button asks for; False when what was written has to be looked at again."""
    who = {"sheet": found, "number": number, "by": request.user, "now": timezone.now()}
    press = request.POST.get("press")
    if press == "set aside":
        set_line_aside(**who)
    elif press == "restore":
        restore_line(**who)
    elif press == "cell":
        mend_line(cells={request.POST.get("column", ""): request.POST.get("words", "")}, **who)
    elif "suggestion" in request.POST:
        mend_line(cells=_cells_in(request.POST["suggestion"]), **who)
    elif form.is_valid():
        mend_line(cells=form.cells(), **who)
    else:
        return False
    return True


def _cells_in(text: str) -> dict[str, str]:
    """The cells that a suggestion's button carries; 404 for what no button of ours carries."""
    try:
        cells = json.loads(text)
    except (ValueError, RecursionError):
        raise Http404 from None
    if not isinstance(cells, dict) or not all(isinstance(words, str) for words in cells.values()):
        raise Http404
    return cells


@require_POST
def apply(request, code):
    """Make and change what the sheet says, all in one go."""
    found = sheet_or_404(request.user, code)
    ticks = [(int(number), fact) for number, _colon, fact in map(_parts, request.POST.getlist("overwrite")) if fact]
    try:
        apply_sheet(
            sheet=found,
            overwrite=ticks,
            old_enough="old_enough" in request.POST,
            by=request.user,
            now=timezone.now(),
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The sheet is applied."))
    return redirect("imports:sheet", code=found.code)


def _parts(tick: str) -> tuple[str, str, str]:
    number, colon, fact = tick.partition(":")
    return (number, colon, fact) if number.isascii() and number.isdecimal() and len(number) < 7 else ("0", "", "")


@require_POST
def put_sheet_away(request, code):
    """Drop a dry run."""
    found = sheet_or_404(request.user, code)
    try:
        put_away(sheet=found, by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("imports:sheet", code=found.code)
    messages.success(request, _("The sheet is put away. Nothing of it was made."))
    return redirect("imports:list")


@require_POST
def drafts(request, code):
    """Go on with the lines that were left as drafts."""
    found = sheet_or_404(request.user, code)
    try:
        again = continue_drafts(sheet=found, by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("imports:sheet", code=found.code)
    return redirect("imports:sheet", code=again.code)


def _address(found: SheetImport) -> str:
    return redirect("imports:sheet", code=found.code).url
