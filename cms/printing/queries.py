"""What people ask of printed editions."""

from django.db.models import QuerySet

from cms.printing.models import PrintedProspectus
from courses.models import Locality, Term
from courses.permissions import Permission, localities_for

ORDER = [str(kind) for kind in PrintedProspectus.Kind]


def to_hand_out(term: Term, locality: Locality | None) -> list[PrintedProspectus]:
    """The editions of `term` that have a file, of one locality or of all; standard print first."""
    rows = PrintedProspectus.objects.filter(term=term, locality=locality).exclude(file="")
    rows = rows.select_related("locality", "term")
    return sorted(rows, key=lambda row: ORDER.index(row.kind))


def places_in_print(term: Term) -> QuerySet[Locality]:
    """Localities of which `term` has an edition with a file."""
    rows = PrintedProspectus.objects.filter(term=term, locality__isnull=False).exclude(file="")
    return Locality.objects.filter(pk__in=rows.values("locality"))


def editions_for(user, term: Term) -> list[PrintedProspectus]:
    """The editions that `user`, who may plan terms, looks after: the college's, then their localities'."""
    places = set(localities_for(user, Permission.PLAN_TERM).values_list("pk", flat=True))
    rows = PrintedProspectus.objects.filter(term=term).select_related("locality", "term")
    mine = [row for row in rows if row.locality_id is None or row.locality_id in places]
    return sorted(mine, key=_order)


def _order(row: PrintedProspectus) -> tuple:
    place = (row.locality.order, row.locality.name) if row.locality else (-1, "")
    return (*place, ORDER.index(row.kind))
