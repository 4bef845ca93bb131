"""Who may: trainers claim for themselves; others approve and pay, each in their localities and never their own."""

import datetime as dt

from django.db.models import QuerySet
from django.http import Http404

from college.models import User
from courses.models import Session
from courses.permissions import Permission, localities_for, may, row_or_404
from enrolment.claims.models import Appreciation, Claim, ClaimQuerySet, Receipt
from enrolment.claims.queries import claim_for_session, sessions_taught
from enrolment.trainers.models import Trainer


def claims_for(user: User, permission: Permission = Permission.APPROVE_CLAIMS) -> ClaimQuerySet:
    """Other people's claims in the localities in which `user` has `permission`."""
    here = localities_for(user, permission)
    rows = Claim.objects.live().filter(session__run__locality__in=here)
    return rows.exclude(trainer__user=user).exclude(claimed_by=user).with_its_session()


def claim_or_404(user: User, code: str) -> Claim:
    """One of those claims, for whoever approves; else 404."""
    return row_or_404(claims_for(user).select_related("approved_by"), code=code)


def taught_or_404(trainer: Trainer, code: str, now: dt.datetime) -> tuple[Session, Claim | None]:
    """A session that `trainer` has taught, and what they claim for it; else 404."""
    rows = sessions_taught(trainer, now=now).select_related("run__course", "run__locality", "run__venue", "venue")
    session = row_or_404(rows, code=code)
    return session, claim_for_session(trainer, session)


def receipt_or_404(claim: Claim | None) -> Receipt:
    """The receipt of a claim that a gate has found; else 404."""
    if claim is None or not hasattr(claim, "receipt"):
        raise Http404
    return claim.receipt


def appreciations_for(user: User) -> QuerySet[Appreciation]:
    """What partner groups were thanked with: they belong to the college, so to all who pay."""
    rows = Appreciation.objects.select_related("partner", "by", "taken_back_by")
    return rows if may(user, Permission.PAY_CLAIMS) else rows.none()
