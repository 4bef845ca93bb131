"""Who may see which certificate: learners their own, the office those of its localities."""

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from college.models import User
from courses.models import Locality, Run, Term
from courses.permissions import Permission, localities_for, may_everywhere, row_or_404, run_or_404, runs_for
from enrolment.certificates.models import Certificate
from enrolment.certificates.queries import certificates_of, not_printable
from enrolment.learners.models import Learner


def own_certificate_or_404(learner: Learner, code: str) -> Certificate:
    """The live certificate called `code` if it is this learner's; else 404."""
    return row_or_404(certificates_of(learner), code=code)


def certificate_or_404(user: User, code: str) -> Certificate:
    """The certificate called `code`, good or taken back, of a run whose certificates `user` may print; else 404."""
    rows = Certificate.objects.filter(enrolment__run__in=runs_for(user, Permission.PRINT_CERTIFICATES))
    return row_or_404(
        rows.select_related("enrolment__learner", "enrolment__run__course", "enrolment__run__locality"), code=code
    )


def not_printable_for(user: User) -> QuerySet[Certificate]:
    """The live certificates that wait for other words or another font, of runs whose certificates `user` may print."""
    return not_printable().filter(enrolment__run__in=runs_for(user, Permission.PRINT_CERTIFICATES).values("pk"))


def run_to_print_or_404(user: User, code: str) -> Run:
    """The run called `code` whose certificates `user` may print; else 404."""
    return run_or_404(user, Permission.PRINT_CERTIFICATES, code)


EVERYWHERE = "everywhere"


def graduation_place_or_404(user: User, term: Term, slug: str) -> Locality | None:
    """The locality called `slug`, with runs of `term` whose certificates `user` may print; None for "everywhere"."""
    if slug != EVERYWHERE:
        return row_or_404(_localities(user, term), slug=slug)
    if not may_everywhere(user, Permission.PRINT_CERTIFICATES):
        raise Http404
    return None


def graduation_places(user: User, term: Term) -> list[tuple[str, str]]:
    """The graduations of `term` that `user` looks after, as their name in addresses and in words."""
    places = [(place.slug, str(place)) for place in _localities(user, term)]
    whole = [(EVERYWHERE, str(_("All places")))] if may_everywhere(user, Permission.PRINT_CERTIFICATES) else []
    return whole + places


def _localities(user: User, term: Term) -> QuerySet[Locality]:
    runs = Run.objects.filter(term=term)
    return localities_for(user, Permission.PRINT_CERTIFICATES).filter(pk__in=runs.values("locality"))
