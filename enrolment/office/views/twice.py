"""People who stand in the college's records twice: found, compared, put together, taken apart again."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from college.refusals import Refusal
from courses.permissions import Permission, require, row_or_404
from enrolment.learners.likeness import likenesses, what_is_alike
from enrolment.learners.permissions import learners_for, merges_for, open_record
from enrolment.office.actions.merging import keep_apart, merge_records, undo_merge
from enrolment.office.comparing import compared, places_of_both


@require_safe
def twice(request):
    """Records of one's areas that may be of one person, the likeliest first."""
    require(request.user, Permission.MERGE_RECORDS)
    return render(request, "office/twice.html", {"pairs": likenesses(learners_for(request.user))})


@require_http_methods(["GET", "HEAD", "POST"])
def compare(request, code, other):
    """Two records side by side, and what would be kept; put together, or said to be of two people."""
    require(request.user, Permission.MERGE_RECORDS)
    now = timezone.now()
    kept = open_record(by=request.user, code=code, part="merge", now=now)
    gone = open_record(by=request.user, code=other, part="merge", now=now)
    if request.method == "POST":
        return _decide(request, kept, gone, now)
    shown = {
        "kept": kept,
        "gone": gone,
        "same": what_is_alike(kept, gone),
        "rows": compared(kept, gone),
        "places": places_of_both(request.user, kept, gone),
    }
    return render(request, "office/compare.html", shown)


def _decide(request, kept, gone, now):
    """Carry out what was pressed, and lead to where it shows."""
    try:
        if request.POST.get("press") == "apart":
            keep_apart(one=kept, other=gone, by=request.user, now=now)
            messages.success(request, _("They are two people. You are not asked about them again."))
            return redirect("office:twice")
        if request.POST.get("press") == "merge":
            merge_records(kept=kept, gone=gone, by=request.user, now=now)
            messages.success(request, _("It is one record now, and the person is told. You can undo it for 30 days."))
            return redirect("office:person", code=kept.code)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("office:compare", code=kept.code, other=gone.code)


@require_POST
def undo(request, code):
    """Two records that were put together are taken apart again."""
    require(request.user, Permission.MERGE_RECORDS)
    merge = row_or_404(merges_for(request.user), code=code)
    try:
        undo_merge(merge=merge, by=request.user, now=timezone.now())
        messages.success(request, _("They are two records again. The person is told at both addresses."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("office:person", code=merge.kept.code)
