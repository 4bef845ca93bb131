"""Lists as .xlsx, by the one writer, for whoever sees their page. What leaves is written down: who, what, how many."""

import logging
from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from django.utils import timezone

from college.logging import pseudonym
from college.models import User
from courses.sheets.writing import Value, write_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
log = logging.getLogger(__name__)


def sheet_of(
    user: User, name: str, headings: Sequence[str], rows: Iterable[Sequence[Value]], *, title: str
) -> HttpResponse:
    """A file called `name`, of one sheet called `title`. That it was taken, by whom and how long it is, is logged."""
    rows = list(rows)
    who = pseudonym(user.pk, on=timezone.localdate())
    log.info("list taken: %s, %s lines, by %s", name, len(rows), who)
    answer = HttpResponse(write_xlsx(headings, rows, title=title), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer
