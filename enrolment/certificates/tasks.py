"""What is due for certificates, whether or not a register was closed just now; and the making of print runs."""

import datetime as dt

from django.utils import timezone
from django_tasks import task

from college.paper.jobs import one_is_made, some_wait
from college.sweeps import sweep
from enrolment.certificates.actions import settle_run
from enrolment.certificates.eligibility import runs_to_settle
from enrolment.certificates.models import CertificatePrintRun
from enrolment.certificates.moves import look_at_letters
from enrolment.certificates.printing import keep_tidy, make_next
from enrolment.certificates.queries import not_printable

BATCH = 50


@sweep("settle runs that are over")
def settle_runs(now: dt.datetime) -> int:
    """A run whose last session was called off has no last register; each in its own transaction."""
    runs = list(runs_to_settle()[:BATCH])
    for run in runs:
        settle_run(run=run, by=None, now=now)
    return len(runs)


@sweep("look again for letters that no font had")
def look_again_for_letters(now: dt.datetime) -> int:
    """A font may have been installed since; who waits for their certificate is told."""
    return sum(look_at_letters(each, now=now) for each in not_printable())


@task()
def print_what_waits() -> None:
    """Make one print run and ask for the next, so that other jobs come between."""
    if make_next(now=timezone.now()) and some_wait(CertificatePrintRun.objects.all()):
        print_what_waits.enqueue()


@sweep("keep print runs of certificates tidy")
def keep_print_runs_tidy(now: dt.datetime) -> int:
    changed = keep_tidy(now=now)
    if some_wait(CertificatePrintRun.objects.all()) and not one_is_made(CertificatePrintRun.objects.all()):
        print_what_waits.enqueue()
    return changed
