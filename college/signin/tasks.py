"""What signing in leaves behind, and when it goes."""

import datetime as dt

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef

from college.signin.models import OneTimeCode
from college.sweeps import sweep

BATCH = 1000
CODES_KEPT = dt.timedelta(days=2)


def _delete(rows) -> int:
    ids = list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH])
    return rows.model._default_manager.filter(pk__in=ids).delete()[0]


@sweep("delete old sign-in codes")
def delete_old_codes(now: dt.datetime) -> int:
    return _delete(OneTimeCode.objects.filter(expires_at__lt=now - CODES_KEPT))


@sweep("forget where ended sign-ins were")
def forget_ended_sign_ins(now: dt.datetime) -> int:
    """Deletes the network address and browser of every sign-in that has ended."""
    live = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gte=now)
    return _delete(UserSession.objects.filter(~Exists(live), created_at__lt=now - dt.timedelta(hours=1)))
