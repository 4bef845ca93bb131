"""The floor's own sweeps."""

import datetime as dt

from django.contrib.sessions.models import Session
from django_tasks_db.models import DBTaskResult

from college.limits import Limit
from college.outbox import delivery
from college.sweeps import sweep

BATCH = 1000
TASKS_KEPT = dt.timedelta(days=2)
LIMITS_KEPT = dt.timedelta(days=2)


def _delete(rows) -> int:
    ids = list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH])
    return rows.model._default_manager.filter(pk__in=ids).delete()[0]


@sweep("free messages whose worker died")
def reclaim_messages(now: dt.datetime) -> int:
    return delivery.reclaim(now=now)


@sweep("delete finished jobs")
def delete_finished_jobs(now: dt.datetime) -> int:
    return _delete(DBTaskResult.objects.finished().filter(finished_at__lt=now - TASKS_KEPT))


@sweep("delete ended sign-ins")
def delete_ended_sign_ins(now: dt.datetime) -> int:
    return _delete(Session.objects.filter(expire_date__lt=now))


@sweep("delete old counts of tries")
def delete_old_limits(now: dt.datetime) -> int:
    return _delete(Limit.objects.filter(since__lt=now - LIMITS_KEPT))
