"""Claims, one’s own count and releases: their screens can be used by everyone, on a small phone and without scripts."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils import timezone

from enrolment.claims.actions import approve, claim_for, pay, send_back
from enrolment.claims.appreciations import note_appreciation
from enrolment.claims.own_count import Limits, keep_count
from enrolment.trainers.releasing.actions import note_release
from tests.browser import press, sign_in, sound
from tests.factories import AllocationFactory, PartnerFactory, TrainerFactory, UserFactory

from .conftest import A_WHILE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def all_kinds(claim, session, said, coordinator, manager):
    """A claim in each state, and a partner group that was thanked."""
    now = timezone.now()
    for name, verbs in (("Ada Field", 1), ("Ben Moor", 2), ("Cat Lane", 3)):
        asked = AllocationFactory(run=session.run, trainer=TrainerFactory(name=name), made_at=session.starts_at)
        sent = claim_for(trainer=asked.trainer, session=session, said=said, by=asked.trainer.user, now=now)
        if verbs == 1:
            send_back(claim=sent, sentence="Which bus was it, and from where?", by=coordinator, now=now)
        else:
            approve(claim=sent, pence=sent.pence, by=coordinator, now=now)
        if verbs == 3:
            pay(claims=[sent], by=manager, now=now)
    until = timezone.localdate() + A_WHILE
    note_release(
        trainer=claim.trainer, run=None, weekdays=[1, 3], said_by="Dr Hall", until=until, by=coordinator, now=now
    )
    told = {"what_for": "Their room in October", "paid_on": timezone.localdate(), "key": uuid4()}
    note_appreciation(partner=PartnerFactory(name="Allotment Friends"), pence=5000, by=manager, now=now, **told)
    return claim


@pytest.mark.parametrize("width", [360, 1280])
def test_every_screen_is_sound(page, live_server, all_kinds, manager, width):
    page.set_viewport_size({"width": width, "height": 800})
    session, trainer = all_kinds.session, all_kinds.trainer
    limits = Limits(hours=Decimal(16), pence=10000, changes_on=timezone.localdate())
    keep_count(trainer=trainer, limits=limits, by=trainer.user, now=timezone.now())
    for user, addresses in (
        (trainer.user, ["teaching/my-count/", "teaching/claims/", f"teaching/claims/{session.code}/"]),
        (
            manager,
            [
                "office/claims/", f"office/claims/{all_kinds.code}/", "office/claims/rates/", "office/claims/thanks/",
                f"office/trainers/{trainer.code}/pay/", f"office/trainers/{trainer.code}/release/",
                f"office/trainers/{trainer.code}/",
            ],
        ),
    ):  # fmt: skip
        sign_in(page, live_server, user)
        for address in addresses:
            assert page.goto(f"{live_server.url}/{address}").status == 200, address
            sound(page, width)


def test_a_claim_is_sent_approved_and_paid_by_keyboard_or_thumb_without_javascript(
    browser, live_server, session, trainer, manager
):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    sign_in(page, live_server, trainer.user)
    page.goto(f"{live_server.url}/teaching/")
    page.get_by_text("Menu", exact=True).click()
    press(page.get_by_role("link", name="My claims"))
    press(page.get_by_role("link", name=session.run.course.title))
    page.get_by_label("An involvement payment: £20.00").check()
    page.get_by_label("Miles by car").fill("8")
    press(page.get_by_role("button", name="Send my claim"))
    assert page.get_by_text("£23.60").is_visible()
    sign_in(page, live_server, UserFactory(role="coordinator", role__locality=session.run.locality))
    page.goto(f"{live_server.url}/office/")
    press(page.get_by_role("link", name="1 claim is to be approved"))
    press(page.get_by_role("link", name="Jo Bell"))
    press(page.get_by_role("button", name="Approve £23.60"))
    sign_in(page, live_server, manager)
    page.goto(f"{live_server.url}/office/claims/")
    press(page.get_by_role("button", name="These were paid"))
    assert page.get_by_text("Tick the claims that were paid.").first.is_visible()
    page.get_by_label("Jo Bell, £23.60").check()
    press(page.get_by_role("button", name="These were paid"))
    assert page.get_by_text("1 claim is down as paid.").is_visible()
    context.close()
