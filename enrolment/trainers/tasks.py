"""Plans of terms: the worker takes one a job; the minute's sweep finds those whose nudge or worker was lost."""

import datetime as dt

from django.utils import timezone
from django_tasks import task

from college.sweeps import sweep
from enrolment.trainers.plans import free_abandoned, work_on_next
from enrolment.trainers.queries import a_plan_waits


@task()
def plan_what_waits() -> None:
    """Work out one plan and ask for the next, so that other jobs come between."""
    if work_on_next(now=timezone.now()) and a_plan_waits():
        plan_what_waits.enqueue()


@sweep("find plans of terms that nobody works at")
def find_plans(now: dt.datetime) -> int:
    freed = free_abandoned(now=now)
    if a_plan_waits():
        plan_what_waits.enqueue()
    return freed
