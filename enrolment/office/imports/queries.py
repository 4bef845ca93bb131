"""Which imports a person may see, and what an applied one became."""

from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet

from courses.models import Locality, SheetImport, SheetLine
from courses.permissions import Permission, localities_for, may, row_or_404
from enrolment.office.imports.comparing import State
from enrolment.places.models import Enrolment


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


def places_made(lines: Iterable[SheetLine]) -> list[tuple[SheetLine, Enrolment | None]]:
    """Each of `lines` of a sheet of people with the place it made or met, None where there is none; in one query."""
    lines = list(lines)
    made = Enrolment.objects.filter(code__in=[line.made_code for line in lines if line.made_code])
    found = {enrolment.code: enrolment for enrolment in made.select_related("learner", "run__course", "run__locality")}
    return [(line, found.get(line.made_code)) for line in lines]


def sheets_untold(user) -> list[SheetImport]:
    """The sheets of `user` whose people were brought in and told nothing yet, each with `untold`: how many."""
    untold = Enrolment.objects.filter(is_untold=True).values("code")
    rows = sheets_for(user).filter(kind=SheetImport.Kind.PEOPLE, lines__made_code__in=untold)
    return list(rows.annotate(untold=Count("lines", filter=Q(lines__made_code__in=untold), distinct=True)))
