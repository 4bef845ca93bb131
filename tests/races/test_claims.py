"""One claim, paid by everybody at once: one payment. And approved while its trainer withdraws it: one of the two."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection
from django.db.models import QuerySet
from django.utils import timezone

from enrolment.claims.actions import DecidedAlready, approve, claim_for, pay, withdraw
from enrolment.claims.models import Claim, Payment
from enrolment.claims.money import Said
from tests.factories import AllocationFactory, RunFactory, UserFactory
from tests.races.rush import all_at_once

pytestmark = pytest.mark.django_db(transaction=True)


def claimed(*, is_approved: bool) -> tuple[Claim, list]:
    now = timezone.now()
    run = RunFactory(sessions=1, sessions__first_on=timezone.localdate() - dt.timedelta(days=1))
    trainer = AllocationFactory(run=run, made_at=now - dt.timedelta(weeks=9)).trainer
    claim = claim_for(
        trainer=trainer, session=run.sessions_on()[0], said=Said(wants_payment=True), by=trainer.user, now=now
    )
    payers = [UserFactory() for _ in range(4)]
    return approve(claim=claim, pence=2000, by=payers[0], now=now) if is_approved else claim, payers


def rush() -> list[str]:
    claim, payers = claimed(is_approved=True)

    def press(payer):
        try:
            return "paid" if pay(claims=[claim], by=payer, now=timezone.now()) else "was paid"
        except IntegrityError:
            return "refused by the database"

    said = all_at_once(press, payers)
    assert Payment.objects.filter(claim=claim).count() == 1
    return said


def test_a_claim_is_paid_once_however_many_press():
    for _turn in range(3):
        assert sorted(rush()) == ["paid"] + ["was paid"] * 3


@pytest.mark.once
def test_without_the_lock_only_the_database_stands_between_a_claim_and_a_second_payment(monkeypatch):
    if connection.vendor != "postgresql":
        pytest.skip("a missing lock shows on PostgreSQL only")
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **options: rows)
    assert any("refused by the database" in rush() for _ in range(15))


def test_approved_or_withdrawn_and_never_both():
    for _turn in range(3):
        claim, [payer, *_rest] = claimed(is_approved=False)
        acts = [
            lambda claim=claim, payer=payer: approve(claim=claim, pence=2000, by=payer, now=timezone.now()),
            lambda claim=claim: withdraw(claim=claim, by=claim.claimed_by, now=timezone.now()),
        ]

        def or_refused(act):
            try:
                return act().status
            except DecidedAlready:
                return "decided already"

        said = all_at_once(or_refused, acts)
        claim.refresh_from_db()
        assert sorted(said) == sorted([claim.status, "decided already"])
