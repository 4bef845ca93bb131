"""The main job, once through: from the coordinator's spreadsheet to a certificate in the hand.

Given a term's two real-shaped sheets, when the coordinator brings them, mends every doubt and
publishes; when a visitor without an account or script refers themself from a narrow phone; when
two trainers agree to teach, and take the registers; then the learner has a certificate, the
coordinator prints it, and anyone can check its code. Every page on the way is looked at.
"""

import datetime as dt
import re

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import expect

from college.models import Message
from courses.models import Run, Session
from enrolment.certificates.printing import make_next
from enrolment.models import Certificate, Enrolment, Trainer
from tests import mail
from tests.browser import press
from tests.courses.sheets.sheets import PROGRAMME, TRAINERS
from tests.journeys.office import (
    SIGNERS,
    asks_for_signatures,
    brings,
    has_gone_public,
    makes_the_term,
    publishes,
    signs_as,
    writes_the_words,
)
from tests.journeys.people import Person, at
from tests.pdf import assert_pdf_ua, words_on

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]

AUTUMN = dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.UTC)
FIRST, SECOND, LAST = (dt.date(2027, 1, day) for day in (11, 18, 25))


def test_from_the_sheet_to_the_certificate(person, coordinator, tmp_path):
    with time_machine.travel(AUTUMN, tick=True) as clock:
        office = person()
        office.signs_in(coordinator.email, app=True)
        makes_the_term(office)
        brings(office, "trainers", TRAINERS, tmp_path / "trainers.csv")
        brings(office, "programme", PROGRAMME, tmp_path / "programme.csv")
        assert Run.objects.count() == 46
        run = Run.objects.get(course__code="REB02", locality__name="Rotherham")
        hook = "Where hope comes from, and how to keep it near."
        learn = "what has given others hope\none next step"
        writes_the_words(office, run.course, one_line_that_invites=hook, what_you_will_learn=learn)
        office.looks()
        asks_for_signatures(office)
        assert not has_gone_public(run.course)
        for kind in SIGNERS:
            signs(person(width=360, script=False), kind)
        assert has_gone_public(run.course)
        publishes(office)
        learner = person(width=320, script=False)
        refers_themself(learner)
        pair = asks_the_pair(office, run)
        for name in pair:
            agrees(person(width=360), name)
        for day in (FIRST, SECOND, LAST):
            clock.move_to(at(day, 14, 10))
            takes_the_register(person(width=320), pair[0], closes="last" if day == LAST else "")
        certificate = Certificate.objects.get()
        downloads(learner, certificate)
        checks(person(width=320, script=False), certificate)
        prints_all(person(), coordinator, run)


def signs(signer: Person, kind: str) -> None:
    """From the link in the message, on a telephone: sign in by code, read, sign in one press."""
    told = Message.objects.get(to_address=signs_as(SIGNERS[kind]), about__gt="")
    assert "hope" not in (told.subject + told.text).lower()
    signer.signs_in(told.to_address)
    signer.goes_to(f"/sign-off/{told.about}/")
    expect(signer.page.get_by_text("Where hope comes from")).to_be_visible()
    signer.presses("Sign these words")
    expect(signer.page.get_by_text("Signed. Thank you.")).to_be_visible()
    signer.leaves()


def refers_themself(learner: Person) -> None:
    """Six short screens, by place and course, with nothing but a telephone's browser."""
    learner.goes_to("/")
    learner.presses(re.compile("Find a course"))
    learner.presses("Rotherham")
    learner.presses("Finding hope")
    learner.presses(re.compile("^Refer yourself"))
    page = learner.page
    page.get_by_label("What shall we call you?").fill("Zoë <b>Ng</b>")
    learner.presses("Continue")
    page.get_by_label("By e-mail").check()
    page.get_by_label("E-mail address").fill("zoe@example.org")
    learner.presses("Continue")
    page.get_by_label("Yes").check()
    learner.presses("Continue")
    page.get_by_label("A seat near the door").check()
    learner.presses("Continue")
    page.get_by_label("I have read this").check()
    learner.presses("Continue")
    learner.presses("Take a place")
    expect(page.locator("h1")).to_have_text("You have a place")
    assert Enrolment.objects.get().status == "confirmed"
    told = mail.message(to_address="zoe@example.org")
    assert "hope" not in told.subject.lower()
    assert told.attachments


def asks_the_pair(office: Person, run: Run) -> list[str]:
    names = ["Esme Rowan", "Quinn Fell"]
    for name in names:
        trainer = Trainer.objects.get(name=name)
        office.goes_to(f"/office/runs/{run.code}/")
        office.presses(f"Ask {name}")
        page = office.goes_to(f"/office/trainers/{trainer.code}/")
        page.get_by_label("E-mail").fill(address(name))
        office.presses("Save the address")
    return names


def address(name: str) -> str:
    return f"{name.split()[0].lower()}@trainers.example"


def agrees(trainer: Person, name: str) -> None:
    trainer.signs_in(address(name))
    trainer.goes_to("/teaching/")
    trainer.presses("Finding hope")
    trainer.presses("Yes, I will")
    trainer.leaves()


def takes_the_register(trainer: Person, name: str, *, closes: str) -> None:
    trainer.signs_in(address(name))
    trainer.goes_to("/teaching/")
    trainer.presses("Open the register")
    trainer.presses("Everyone is here")
    trainer.presses("Save and close the register")
    expect(trainer.page.get_by_text("Register closed").first).to_be_visible()
    assert Session.objects.filter(status="held", register__closed_at__isnull=False).exists()
    assert Certificate.objects.exists() == bool(closes)
    trainer.leaves()


def downloads(learner: Person, certificate: Certificate) -> None:
    learner.signs_in("zoe@example.org")
    learner.goes_to("/my/")
    paper = learner.context.request.get(f"{learner.home}/my/certificates/{certificate.code}.pdf")
    assert paper.ok
    assert_pdf_ua(paper.body())
    assert "Zoë <b>Ng</b>" in words_on(paper.body())


def checks(anyone: Person, certificate: Certificate) -> None:
    page = anyone.goes_to("/certificates/check/")
    page.get_by_label("Certificate code").fill(certificate.code)
    press(page.locator("main form button").first)
    anyone.looks()
    words = page.locator("main").inner_text()
    assert "Zoë <b>Ng</b>" in words
    assert "zoe@example.org" not in words


def prints_all(office: Person, coordinator, run: Run) -> None:
    office.signs_in(coordinator.email, app=True)
    page = office.goes_to(f"/office/runs/{run.code}/certificates/")
    press(page.locator("form[action$='/certificates/make/'] button"))
    make_next(now=timezone.now())  # as the worker does, where it has not yet
    paper = office.context.request.get(f"{office.home}/office/runs/{run.code}/certificates.pdf")
    assert paper.ok
    assert_pdf_ua(paper.body())
    assert "Finding hope" in words_on(paper.body())
