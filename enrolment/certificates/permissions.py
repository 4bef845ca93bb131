"""Who may see which certificate: learners their own, the office those of its localities."""

from college.models import User
from courses.models import Run
from courses.permissions import Permission, row_or_404, run_or_404, runs_for
from enrolment.certificates.models import Certificate
from enrolment.certificates.queries import certificates_of
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


def run_to_print_or_404(user: User, code: str) -> Run:
    """The run called `code` whose certificates `user` may print; else 404."""
    return run_or_404(user, Permission.PRINT_CERTIFICATES, code)
