"""States that a trainer, a learner and the office meet seldom: said plainly, and sound on a phone and on a desk."""

import datetime as dt
from uuid import uuid4

import pytest
from django.utils import timezone

from enrolment.claims.actions import claim_for, send_back
from enrolment.claims.money import Said as Claimed
from enrolment.registers.concerns import Said, escalate, open_concern, raise_concern
from tests.browser import sign_in, sound
from tests.factories import AllocationFactory, EnrolmentFactory, RunFactory, TrainerFactory, UserFactory, set_policy

pytestmark = pytest.mark.django_db(transaction=True)
NOW = timezone.now()
BEFORE = NOW - dt.timedelta(weeks=9)


@pytest.fixture
def session():
    """Over since the day before yesterday; its register is still open."""
    return RunFactory(sessions=1, sessions__first_on=timezone.localdate() - dt.timedelta(days=2)).sessions_on()[0]


@pytest.fixture
def trainer(session):
    return AllocationFactory(run=session.run, trainer=TrainerFactory(), made_at=BEFORE).trainer


@pytest.fixture
def read(page, live_server):
    """What the main part of an address says to somebody, once it was found sound at both widths."""

    def look(user, address: str) -> str:
        sign_in(page, live_server, user)
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.goto(live_server.url + address).status == 200, address
            sound(page, width)
        return page.locator("main").inner_text()

    return look


def test_a_concern_is_sent_then_rung_about_and_received_only_once_it_is_opened(read, session, trainer):
    set_policy(concern_phone="01632 960001", concern_minutes=30)
    lead = UserFactory(role="safeguarding", role__locality=session.run.locality)
    words = {"session": session, "said": Said(words="She said that he hurts her", about=None)}
    concern = raise_concern(**words, by=trainer.user, key=uuid4(), now=NOW)
    said = read(trainer.user, f"/teaching/concerns/{concern.code}/")
    assert "sent, not yet received" in said and "If nobody has in 30 minutes" in said and "01632 960001" in said
    assert "before you write anything" not in said
    escalate(concern=concern, now=NOW + dt.timedelta(hours=1))
    assert "The managers have been told" in read(trainer.user, f"/teaching/concerns/{concern.code}/")
    open_concern(concern=concern, by=lead, now=NOW)
    said = read(trainer.user, f"/teaching/concerns/{concern.code}/")
    assert "Your concern is received" in said and "not yet" not in said


def test_a_course_is_finished_while_its_register_is_still_open(read, session, trainer):
    place = EnrolmentFactory(run=session.run, learner__user=UserFactory())
    for address in ("/teaching/", "/teaching/registers/"):
        assert "still open" in read(trainer.user, address).lower()
    assert "Save and close the register" in read(trainer.user, f"/teaching/registers/{session.code}/")
    assert "the register is still open" in read(place.learner.user, "/my/")
    said = read(place.learner.user, f"/my/places/{place.code}/")
    assert "This course is finished." in said and "You need do nothing." in said
    assert "I can't come any more" not in said and "calendar" not in said


def test_a_claim_that_came_back_asks_its_question_before_the_form(read, session, trainer):
    office = UserFactory(role="coordinator", role__locality=session.run.locality)
    said = Claimed(wants_payment=True, receipts_pence=420, what_for="Bus fare")
    claim = claim_for(trainer=trainer, session=session, said=said, by=trainer.user, now=NOW)
    send_back(claim=claim, sentence="Which bus was it?", by=office, now=NOW)
    assert "Which bus was it?" in read(trainer.user, "/teaching/")
    assert "The office asks: Which bus was it?" in read(trainer.user, "/teaching/claims/")
    said = read(trainer.user, f"/teaching/claims/{session.code}/")
    assert said.index("The office asks") < said.index("What you sent: £24.20 in all") < said.index("Put it right")


def test_whose_own_team_has_not_said_yes_stands_so_on_the_run_and_on_their_own_page(read):
    run = RunFactory(sessions=2, sessions__first_on=timezone.localdate() + dt.timedelta(days=20))
    office = UserFactory(role="coordinator", role__locality=run.locality)
    staff = TrainerFactory(kind="professional", paid_as="released")
    staff.localities.add(run.locality)
    AllocationFactory(run=run, trainer=staff, made_at=BEFORE)
    assert "not released by their own team yet" in read(office, f"/office/runs/{run.code}/")
    said = read(office, f"/office/trainers/{staff.code}/")
    assert "Not yet, as far as is written down" in said and "Write it down" in said
    assert "Nobody has said yes yet" in read(office, f"/office/trainers/{staff.code}/release/")
