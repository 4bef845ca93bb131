"""What is due for trainers: plans of terms to work out, people who are asked to be told and reminded.

The worker takes one plan a job; the minute's sweep finds those whose nudge or worker was lost.
"""

import datetime as dt

from django.utils import timezone
from django_tasks import task

from college.sweeps import sweep
from enrolment.trainers.chasing import BATCH, remind_asked, tell_asked
from enrolment.trainers.plans import free_abandoned, work_on_next
from enrolment.trainers.queries import a_plan_waits
from enrolment.trainers.standing_in.actions import run_out
from enrolment.trainers.standing_in.queries import stand_ins_due


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


@sweep("tell trainers what they are asked")
def tell_trainers(now: dt.datetime) -> int:
    return tell_asked(now=now)


@sweep("remind trainers who were asked")
def remind_trainers(now: dt.datetime) -> int:
    return remind_asked(now=now)


@sweep("ask the next to stand in")
def ask_the_next(now: dt.datetime) -> int:
    """Who had no answer in time is passed over for the next; each in its own short transaction."""
    return sum(run_out(stand_in=each, now=now) for each in stand_ins_due(now)[:BATCH])
