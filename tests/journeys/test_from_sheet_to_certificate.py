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
from courses.models import Locality, Run, Session, Strand, Term
from enrolment.models import Certificate, Enrolment, Trainer
from tests import mail
from tests.browser import press
from tests.college.signin.conftest import set_up_app
from tests.courses.sheets.sheets import KNOWN, PROGRAMME, TRAINERS, VENUES
from tests.factories import UserFactory, VenueFactory
from tests.journeys.people import Person, at
from tests.pdf import assert_pdf_ua, words_on

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]

SIGNERS = {"lived": "Rowan Hale", "professional": "Imran Shah"}
AUTUMN = dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.UTC)
FIRST, SECOND, LAST = (dt.date(2027, 1, day) for day in (11, 18, 25))


@pytest.fixture
def areas(transactional_db):
    """What a manager has set up before the first sheet comes."""
    from cms.actions import lay_out_site  # noqa: PLC0415  needs Wagtail's apps

    for name in VENUES:
        locality = Locality.objects.create(name=name, slug=name.lower().replace(" ", "-"), is_online=name == "Online")
        for number, venue in enumerate(VENUES[name]):
            VenueFactory(locality=locality, name=venue, slug=f"{locality.slug}-{number}", is_online=name == "Online")
    for number, name in enumerate(KNOWN.strands):
        Strand.objects.create(name=name, slug=f"strand-{number}")
    lay_out_site(now=timezone.now())


@pytest.fixture
def coordinator(areas):
    user = UserFactory(role="coordinator", email="priya@college.example", name="Priya")
    set_up_app(user)
    return user


@pytest.fixture
def person(browser, live_server):
    people = []

    def someone(**traits) -> Person:
        people.append(Person(browser, live_server.url, **traits))
        return people[-1]

    yield someone
    for each in people:
        each.leaves()


def test_from_the_sheet_to_the_certificate(person, coordinator, tmp_path):
    with time_machine.travel(AUTUMN, tick=True) as clock:
        office = person()
        office.signs_in(coordinator.email, app=True)
        makes_the_term(office)
        brings(office, "trainers", TRAINERS, tmp_path / "trainers.csv")
        brings(office, "programme", PROGRAMME, tmp_path / "programme.csv")
        assert Run.objects.count() == 46
        run = Run.objects.get(course__code="REB02", locality__name="Rotherham")
        writes_the_words(office, run)
        asks_for_signatures(office, run)
        for kind in SIGNERS:
            signs(person(width=360, script=False), kind)
        assert has_gone_public(run)
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


def makes_the_term(office: Person) -> None:
    page = office.goes_to("/office/terms/new/")
    page.get_by_label("Name").fill("Spring term 2027")
    page.get_by_label("First day").fill("11/01/2027")
    page.get_by_label("Last day").fill("25 March 2027")
    page.get_by_label("Closed days").fill("15/02/2027 to 19/02/2027, half-term")
    page.get_by_label("Public from").fill("20/11/2026")
    page.get_by_label("Places can be taken from").fill("20/11/2026")
    office.presses("Save the term")
    assert Term.objects.get().closed_periods.count() == 1


def brings(office: Person, kind: str, content: bytes, path) -> None:
    """Upload, settle each doubt by its first suggestion, apply."""
    path.write_bytes(content)
    page = office.goes_to("/office/imports/new/")
    page.locator(f"input[name=kind][value={kind}]").check()
    page.locator("select[name=term]").select_option(label="Spring term 2027")
    page.locator("input[type=file]").set_input_files(str(path))
    office.presses("Show what it would make")
    for _press in range(60):
        suggestion = page.locator("button[name=suggestion]")
        if page.get_by_role("button", name="Apply the sheet").count() or not suggestion.count():
            break
        press(suggestion.first)
    office.looks()
    office.presses("Apply the sheet")
    expect(page.get_by_text("Applied on")).to_be_visible()


def writes_the_words(office: Person, run: Run) -> None:
    """The one Edit door leads to the course's facts, and on to its words."""
    page = office.goes_to(f"/office/courses/{run.course.code}/")
    press(page.get_by_role("link", name="Edit the words"))
    page.get_by_role("textbox", name="one line that invites").fill("Where hope comes from, and how to keep it near.")
    page.get_by_role("textbox", name="what you will learn").fill("what has given others hope\none next step")
    page.get_by_role("button", name="More actions").last.click()
    press(page.get_by_role("button", name="Publish").last)
    office.looks()
    assert not has_gone_public(run)


def asks_for_signatures(office: Person, run: Run) -> None:
    """Pressing Publish has led to the page on which two people are named."""
    for kind, name in SIGNERS.items():
        office.page.locator(f"input[name={kind}_name]").fill(name)
        office.page.locator(f"input[name={kind}_email]").fill(signs_as(name))
    office.presses("Ask them to sign")
    assert not has_gone_public(run)


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


def signs_as(name: str) -> str:
    return f"{name.split()[0].lower()}@signers.example"


def has_gone_public(run: Run) -> bool:
    run.course.refresh_from_db()
    return run.course.is_public


def publishes(office: Person) -> None:
    page = office.goes_to("/office/terms/spring-term-2027/")
    for box in page.locator("input[name=run]").all():
        box.check()
    office.presses("Publish the ticked runs")
    assert not Run.objects.filter(status="draft").exists()


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
        page = office.goes_to(f"/office/runs/{run.code}/")
        page.locator(f"[value='{trainer.code}']").first.evaluate(
            "one => one.tagName == 'OPTION' ? one.selected = true : one.checked = true"
        )
        office.presses("Ask this trainer")
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
    office.goes_to(f"/office/runs/{run.code}/")
    paper = office.context.request.get(f"{office.home}/office/runs/{run.code}/certificates.pdf")
    assert paper.ok
    assert_pdf_ua(paper.body())
    assert "Finding hope" in words_on(paper.body())
