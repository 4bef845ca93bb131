"""Verbs on claims: claim for a session, withdraw it, approve it or send it back, pay it.

Locked: the trainer where a claim may be new, then the claim. Whoever decides says which sum they saw.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from college.models import User
from college.refusals import Refusal
from courses.models import Session
from enrolment.claims.models import Claim, ClaimEvent, Payment, Receipt
from enrolment.claims.money import Owed, Said, reckon
from enrolment.claims.queries import rates_on, sessions_to_claim
from enrolment.claims.receipts import Paper
from enrolment.claims.states import CLAIM, OPEN
from enrolment.claims.telling import tell_sent_back
from enrolment.trainers.models import Trainer

Status = Claim.Status


class NothingClaimed(Refusal):
    sentence = _("Tick or write what you claim for.")


class NothingTaught(Refusal):
    sentence = _("This session can’t be claimed for any more. Ring the office if it should be.")


class DecidedAlready(Refusal):
    sentence = _("The office has decided on this claim meanwhile. Load the page again.")


class ChangedMeanwhile(Refusal):
    sentence = _("The claim was changed meanwhile. Look at it again.")


class OnesOwn(Refusal):
    sentence = _("Nobody decides on a claim of their own. Somebody else has to.")


class NoSentence(Refusal):
    sentence = _("Write a sentence, so that they know what to change.")


@transaction.atomic
def claim_for(
    *, trainer: Trainer, session: Session, said: Said, paper: Paper | None = None, by: User, now: dt.datetime
) -> Claim:
    """`trainer` claims for `session`, or puts right what they claimed and nobody has approved: then it is sent anew.

    Reckoned by the rates of the session's day. An involvement payment is for whom it is agreed with. `paper`: the
    receipt, in the place of one sent before; None leaves that. Twice is once.
    Refuses NothingClaimed, NothingTaught, DecidedAlready, and OnesOwn where another than the trainer claims.
    """
    trainer = Trainer.objects.select_for_update(of=("self",)).get(pk=trainer.pk)
    if trainer.user_id != by.pk:
        raise OnesOwn(_("Trainers claim for themselves."))
    found = Claim.objects.live().select_for_update().filter(trainer=trainer, session=session).first()
    if found is None and not sessions_to_claim(trainer, now=now).filter(pk=session.pk).exists():
        raise NothingTaught
    if found and found.status not in OPEN:
        raise DecidedAlready
    owed = owed_for(trainer, session, said)
    if not owed.pence:
        raise NothingClaimed
    claim = found or Claim(trainer=trainer, session=session)
    facts = asdict(owed) | asdict(said) | {"what_for": said.what_for.strip(), "claimed_by": by, "said_back": ""}
    del facts["wants_payment"]  # it stands in the blocks
    is_as_sent = claim.pk and claim.status == Status.SUBMITTED
    if is_as_sent and not paper and all(getattr(claim, name) == fact for name, fact in facts.items()):
        return claim
    was = claim.status if claim.pk else ""
    for name, fact in facts.items():
        setattr(claim, name, fact)
    claim.status, claim.submitted_at = Status.SUBMITTED, now
    claim.save()
    if paper:
        Receipt.objects.update_or_create(
            claim=claim, defaults={"kind": paper.kind, "content": paper.content, "at": now}
        )
    _note(claim, was, by, now)
    return claim


def owed_for(trainer: Trainer, session: Session, said: Said) -> Owed:
    """What `said` comes to for `session`, by the rates of its day and by how `trainer` is paid."""
    minutes = int((session.ends_at - session.starts_at).total_seconds() // 60)
    if not trainer.takes_involvement_payments:
        said = Said(**(asdict(said) | {"wants_payment": False}))
    return reckon(said, rates_on(session.held_on), minutes=minutes)


@transaction.atomic
def withdraw(*, claim: Claim, by: User, now: dt.datetime) -> Claim:
    """The claimant takes it back; the receipt goes with it, and they may claim anew. Twice is once.

    Refuses DecidedAlready once it is approved.
    """
    claim = _locked(claim)
    if claim.status == Status.WITHDRAWN:
        return claim
    _becomes(claim, Status.WITHDRAWN, by, now)
    Receipt.objects.filter(claim=claim).delete()
    return claim


@transaction.atomic
def approve(*, claim: Claim, pence: int, by: User, now: dt.datetime) -> Claim:
    """Somebody else than the claimant agrees to `pence`, the sum that they saw. Twice is once, and the first stands.

    Refuses OnesOwn, ChangedMeanwhile and DecidedAlready.
    """
    claim = _decided_by(by, _locked(claim))
    if claim.status in (Status.APPROVED, Status.PAID):
        return claim
    if claim.pence != pence:
        raise ChangedMeanwhile
    claim.approved_by, claim.approved_at = by, now
    return _becomes(claim, Status.APPROVED, by, now)


@transaction.atomic
def send_back(*, claim: Claim, sentence: str, by: User, now: dt.datetime) -> Claim:
    """It comes back to the claimant with a sentence that says what to change; also once approved, never once paid.

    They are written to, each time that it comes back. Twice is once. Refuses NoSentence, OnesOwn and DecidedAlready.
    """
    claim = _decided_by(by, _locked(claim))
    if not sentence.strip():
        raise NoSentence
    if claim.status == Status.SENT_BACK:
        return claim
    claim.said_back, claim.approved_by, claim.approved_at = sentence.strip(), None, None
    _becomes(claim, Status.SENT_BACK, by, now)
    tell_sent_back(claim, now=now)
    return claim


@transaction.atomic
def pay(*, claims: Iterable[Claim], by: User, now: dt.datetime) -> list[Payment]:
    """That these approved claims were paid is written down, a row each; those paid before stay as they are.

    Gives back the new payments. Locks the claims in the order of their ids. Refuses OnesOwn, and
    DecidedAlready where one of them is not approved any more: then none is paid.
    """
    wanted = [claim.pk for claim in claims]
    rows = _to_lock().filter(pk__in=wanted).order_by("pk")
    return [_paid(_decided_by(by, claim), by, now) for claim in rows if claim.status != Status.PAID]


def _paid(claim: Claim, by: User, now: dt.datetime) -> Payment:
    _becomes(claim, Status.PAID, by, now)
    return Payment.objects.create(claim=claim, pence=claim.pence, to=claim.claimed_by, by=by, at=now)


def _to_lock() -> QuerySet[Claim]:
    return Claim.objects.select_related("trainer", "claimed_by").select_for_update(of=("self",))


def _locked(claim: Claim) -> Claim:
    return _to_lock().get(pk=claim.pk)


def _decided_by(by: User, claim: Claim) -> Claim:
    if by.pk == claim.claimed_by_id or claim.trainer.user_id == by.pk:
        raise OnesOwn
    return claim


def _becomes(claim: Claim, status: Claim.Status, by: User, now: dt.datetime) -> Claim:
    if status not in CLAIM[claim.status]:
        raise DecidedAlready
    was, claim.status = claim.status, status
    claim.save()
    _note(claim, was, by, now)
    return claim


def _note(claim: Claim, was: str, by: User, now: dt.datetime) -> None:
    ClaimEvent.objects.create(claim=claim, was=was, became=claim.status, pence=claim.pence, by=by, at=now)
