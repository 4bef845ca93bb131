"""After people were brought in: who they are, and the one press that tells them."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from college.refusals import Refusal
from courses.models import SheetImport, SheetLine
from enrolment.learners.queries import ways_of
from enrolment.office.actions.bringing import not_told_yet, tell_brought
from enrolment.office.imports.queries import places_made, sheet_or_404


def brought_in(sheet: SheetImport, lines: Iterable[SheetLine]) -> dict[str, Any]:
    """What the page of an applied sheet of people says: `lines` with their places, who is untold, by which ways."""
    untold = not_told_yet(sheet)
    return {
        "lines": places_made(lines),
        "untold": untold.values("learner").distinct().count(),
        "ways": ways_of(untold),
    }


@require_POST
def tell(request, code):
    """Tell everybody whom the sheet brought in, or note that they know."""
    found = sheet_or_404(request.user, code)
    aloud = request.POST.get("press") == "send"
    try:
        told = tell_brought(sheet=found, aloud=aloud, by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        sent = ngettext("%(count)s message is on its way.", "%(count)s messages are on their way.", told)
        silent = _("Nothing is sent. From now on they hear as everyone does.")
        messages.success(request, sent % {"count": told} if aloud else silent)
    return redirect("imports:sheet", code=found.code)
