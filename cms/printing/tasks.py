"""The minute's sweep sees what paper no longer says right; the worker makes it, one edition a job."""

import datetime as dt

from django.utils import timezone
from django_tasks import task

from cms.printing.actions import keep_in_step, make_next
from cms.printing.models import PrintedProspectus
from college.paper.jobs import one_is_made, some_wait
from college.sweeps import sweep


@task()
def make_what_waits() -> None:
    """Make one edition and ask for the next, so that other jobs come between."""
    if make_next(now=timezone.now()) and some_wait(PrintedProspectus.objects.all()):
        make_what_waits.enqueue()


@sweep("keep the printed prospectus in step")
def keep_the_prospectus_in_step(now: dt.datetime) -> int:
    changed = keep_in_step(now=now)
    if some_wait(PrintedProspectus.objects.all()) and not one_is_made(PrintedProspectus.objects.all()):
        make_what_waits.enqueue()
    return changed
