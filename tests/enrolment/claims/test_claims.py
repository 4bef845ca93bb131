"""What a trainer claims for a session: reckoned by its day's rates, approved by somebody else, paid once."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils import timezone

from college.models import Message
from college.outbox.words import read
from enrolment.claims import actions
from enrolment.claims.actions import approve, claim_for, pay, send_back, withdraw
from enrolment.claims.models import Claim, Payment, Rates
from enrolment.claims.money import Said, pounds, reckon
from enrolment.claims.queries import sessions_of, sessions_taught, sessions_to_claim
from enrolment.claims.rates import set_rates
from enrolment.claims.states import CLAIM
from enrolment.trainers.actions import accept, release
from enrolment.trainers.models import Trainer
from enrolment.trainers.standing_in.models import Gap, StandIn
from tests.factories import AllocationFactory, RunFactory, TrainerFactory, UserFactory, set_policy

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.mark.parametrize(
    ("said", "minutes", "pence"),
    [
        (Said(wants_payment=True), 120, 2000),
        (Said(wants_payment=True), 180, 2000),
        (Said(wants_payment=True), 181, 4000),
        (Said(car_miles=Decimal("12.5"), passengers=2), 120, 688),  # 12.5 × 55p = 687.5p
        (Said(bicycle_miles=Decimal("3.3")), 120, 66),
        (Said(receipts_pence=420), 120, 420),
        (Said(), 120, 0),
    ],
)
def test_what_it_comes_to_by_the_usual_rates(said, minutes, pence):
    assert reckon(said, Rates(), minutes=minutes).pence == pence


def test_the_rates_are_those_of_the_sessions_day(trainer, session, said, manager):
    usual = {"block_hours": 3, "mile_pence": 45, "passenger_pence": 5, "bicycle_pence": 20, "by": manager, "now": NOW}
    set_rates(from_on=session.held_on - dt.timedelta(days=30), block_pence=2100, **usual)
    set_rates(from_on=session.held_on + dt.timedelta(days=1), block_pence=2500, **usual)
    sent = claim_for(trainer=trainer, session=session, said=said, by=trainer.user, now=NOW)
    assert (sent.blocks, sent.involvement_pence, sent.travel_pence, sent.receipts_pence) == (1, 2100, 625, 420)
    assert pounds(sent.pence) == "£31.45"
    set_rates(from_on=session.held_on - dt.timedelta(days=30), block_pence=9900, **usual)
    sent.refresh_from_db()
    assert sent.pence == 3145 and Rates.objects.count() == 2


def test_a_claim_goes_its_way_and_each_press_twice_is_once(claim, said, session, trainer, coordinator, manager):
    again = claim_for(trainer=trainer, session=session, said=said, by=trainer.user, now=NOW)
    assert again == claim and claim.events.count() == 1
    for _press in range(2):
        send_back(claim=claim, sentence="Which bus was it?", by=coordinator, now=NOW)
    claim_for(trainer=trainer, session=session, said=replace(said, what_for="Bus 4"), by=trainer.user, now=NOW)
    for _press in range(2):
        approve(claim=claim, pence=claim.pence, by=coordinator, now=NOW)
    with pytest.raises(actions.DecidedAlready):
        claim_for(trainer=trainer, session=session, said=Said(receipts_pence=9), by=trainer.user, now=NOW)
    assert [len(pay(claims=[claim], by=manager, now=NOW)) for _press in range(2)] == [1, 0]
    assert Payment.objects.get().pence == claim.pence
    said_of_it = list(claim.events.values_list("was", "became", "by"))
    me, her, them = trainer.user.pk, coordinator.pk, manager.pk
    assert said_of_it == [
        ("", "submitted", me), ("submitted", "sent_back", her), ("sent_back", "submitted", me),
        ("submitted", "approved", her), ("approved", "paid", them),
    ]  # fmt: skip
    for refused in (
        lambda: withdraw(claim=claim, by=trainer.user, now=NOW),
        lambda: send_back(claim=claim, sentence="Too late", by=coordinator, now=NOW),
    ):
        with pytest.raises(actions.DecidedAlready):
            refused()


@pytest.mark.parametrize("route", ["email", "text", "call", ""])
def test_whose_claim_comes_back_is_written_to_by_their_own_way_each_time_once_and_nothing_is_named(
    claim, said, session, trainer, coordinator, route
):
    phone = {"email": "", "text": "07700 900123", "call": "0113 496 0000", "": ""}[route]
    email = trainer.email if route == "email" else ""
    Trainer.objects.filter(pk=trainer.pk).update(email=email, phone=phone, route="text" if route == "text" else "email")
    for time in (1, 2):
        for _press in range(2):
            send_back(claim=claim, sentence="Which bus was it?", by=coordinator, now=NOW)
        letters = read(Message.objects.filter(event="claim_sent_back").order_by("pk"))
        assert [letter.channel for letter in letters] == [route] * (time if route else 0)
        claim_for(trainer=trainer, session=session, said=replace(said, receipts_pence=time), by=trainer.user, now=NOW)
    for letter in letters:
        written = letter.subject + letter.text + letter.html
        assert "/teaching/" in letter.text and "question" in written
        assert not any(word in written for word in (session.run.course.title, "£", "Which bus", "sent_back"))
        assert "claim" not in letter.subject and (route == "email" or "claim" not in letter.text)


def test_every_step_of_the_machine_is_taken_or_refused(claim, coordinator, manager):
    verbs = {
        "withdrawn": lambda: withdraw(claim=claim, by=claim.claimed_by, now=NOW),
        "approved": lambda: approve(claim=claim, pence=claim.pence, by=coordinator, now=NOW),
        "sent_back": lambda: send_back(claim=claim, sentence="Why?", by=coordinator, now=NOW),
        "paid": lambda: pay(claims=[claim], by=manager, now=NOW),
    }
    for was in CLAIM:
        for to, verb in verbs.items():
            is_decided = was in ("approved", "paid")
            by, at = (coordinator, NOW) if is_decided else (None, None)
            Claim.objects.filter(pk=claim.pk).update(status=was, approved_by=by, approved_at=at)
            if to in CLAIM[was]:
                verb()
                assert Claim.objects.get(pk=claim.pk).status == to
            elif was != to and not (was == "paid" and to == "approved"):
                with pytest.raises(actions.DecidedAlready):
                    verb()


def test_nobody_decides_on_their_own_and_what_was_seen_is_what_is_approved(claim, trainer, session, coordinator):
    for verb in (
        lambda: approve(claim=claim, pence=claim.pence, by=trainer.user, now=NOW),
        lambda: send_back(claim=claim, sentence="Mine", by=trainer.user, now=NOW),
        lambda: pay(claims=[claim], by=trainer.user, now=NOW),
        lambda: claim_for(trainer=trainer, session=session, said=Said(receipts_pence=1), by=coordinator, now=NOW),
    ):
        with pytest.raises(actions.OnesOwn):
            verb()
    with pytest.raises(actions.ChangedMeanwhile):
        approve(claim=claim, pence=claim.pence - 1, by=coordinator, now=NOW)
    with pytest.raises(actions.NoSentence):
        send_back(claim=claim, sentence=" ", by=coordinator, now=NOW)


def test_an_involvement_payment_is_for_whom_it_was_agreed_with(trainer, session, said):
    trainer.paid_as = "salaried"
    trainer.save()
    sent = claim_for(trainer=trainer, session=session, said=said, by=trainer.user, now=NOW)
    assert (sent.blocks, sent.involvement_pence, sent.pence) == (0, 0, 625 + 420)
    withdraw(claim=sent, by=trainer.user, now=NOW)
    with pytest.raises(actions.NothingClaimed):
        claim_for(trainer=trainer, session=session, said=Said(wants_payment=True), by=trainer.user, now=NOW)


def test_one_claims_for_what_one_taught_and_for_nothing_else(trainer, session, said):
    to_come = session.run.sessions_on()[1]
    assert list(sessions_to_claim(trainer, now=NOW)) == [session]
    other = RunFactory(sessions=1, sessions__first_on=session.held_on).sessions_on()[0]
    for wrong in (to_come, other):
        with pytest.raises(actions.NothingTaught):
            claim_for(trainer=trainer, session=wrong, said=said, by=trainer.user, now=NOW)
    set_policy(claim_days=10)
    assert not sessions_to_claim(trainer, now=NOW + dt.timedelta(days=10)).filter(pk=session.pk).exists()
    Gap.objects.create(allocation=trainer.allocations.get(), session=session, said_at=NOW)
    assert not sessions_taught(trainer, now=NOW).exists()
    instead = TrainerFactory()
    StandIn.objects.create(gap=Gap.objects.get(), trainer=instead, status="accepted", made_at=NOW, until=NOW)
    assert list(sessions_taught(instead, now=NOW)) == [session]
    session.status = "cancelled"
    session.save()
    assert not sessions_taught(instead, now=NOW).exists()


def test_of_a_run_joined_or_left_on_the_way_one_taught_the_sessions_between():
    today = timezone.localdate(NOW)
    run = RunFactory(sessions=4, sessions__first_on=today - dt.timedelta(weeks=4))
    first, second, third, fourth = run.sessions_on()
    trainer = TrainerFactory()
    asked = AllocationFactory(run=run, trainer=trainer, made_at=second.starts_at - dt.timedelta(days=1))
    assert list(sessions_of(trainer)) == [second, third, fourth]
    release(allocation=asked, by=None, now=fourth.starts_at - dt.timedelta(days=1))
    assert list(sessions_of(trainer)) == [second, third]


def test_whoever_was_only_asked_taught_nothing(session):
    asked = AllocationFactory(
        run=session.run, trainer=TrainerFactory(), status="proposed", made_at=NOW - dt.timedelta(weeks=9)
    )
    assert not sessions_of(asked.trainer).exists()
    accept(allocation=asked, by=UserFactory(), now=NOW)
    assert sessions_of(asked.trainer).count() == 2
