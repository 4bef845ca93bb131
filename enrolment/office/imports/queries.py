"""Which imports a person may see, and what an applied one became."""

from django.db.models import Count, Q, QuerySet

from courses.models import Locality, SheetImport
from courses.permissions import Permission, localities_for, may, row_or_404
from enrolment.office.imports.comparing import State


def sheets_for(user) -> QuerySet[SheetImport]:
    """One's own imports; all of them for someone who plans for every locality. The latest first."""
    if not may(user, Permission.PLAN_TERM):
        return SheetImport.objects.none()
    everywhere = not Locality.objects.exclude(pk__in=localities_for(user, Permission.PLAN_TERM).values("pk")).exists()
    return SheetImport.objects.select_related("term", "by").filter(Q() if everywhere else Q(by=user))


def sheet_or_404(user, code: str) -> SheetImport:
    return row_or_404(sheets_for(user), code=code)


def outcomes(sheet: SheetImport) -> dict[str, int]:
    """How many lines of an applied sheet became what, by the state's name in small letters."""
    counted = sheet.lines.exclude(outcome="").order_by().values_list("outcome").annotate(Count("pk"))
    return {State(outcome).name.lower(): count for outcome, count in counted}
