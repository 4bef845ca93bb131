"""A term becomes a book: the 46 runs of the shared sheet, signed by two people and printed in every edition.

Given a coordinator's two sheets, when their doubts are mended and each course's words are written; when
one who has lived it and one who trained for it sign all of them in one sitting on a telephone; when the
runs are published; then at the term's hour, and not before, every place has its book on the web and on
paper, in standard and large print and Easy Read, and flyers and planners beside.
"""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import expect

from cms.models import CoursePage, PrintedProspectus
from cms.printing.actions import keep_in_step, make_next
from college.models import Message
from courses.models import Course, Run, Term
from tests.browser import press
from tests.cms.signing import Signer, ask
from tests.courses.sheets.sheets import PROGRAMME, TRAINERS
from tests.journeys.office import (
    SIGNERS,
    asks_for_signatures,
    brings,
    makes_the_term,
    publishes,
    signs_as,
    writes_the_words,
)
from tests.journeys.people import Person
from tests.journeys.spring import furnish_venues, write_the_book, write_wording, write_words
from tests.pdf import assert_pdf_ua, words_on

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]

AUTUMN = dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.UTC)
HOUR = dt.datetime(2026, 12, 1, 0, 0, 30, tzinfo=dt.UTC)
FOUR = ["Doncaster", "Rotherham", "North Lincolnshire", "Online"]
PAPER = "/prospectus/spring-term-2027"
TYPED_BY_HAND = "REB02"


def test_from_the_sheet_to_the_prospectus(person, coordinator, tmp_path):
    with time_machine.travel(AUTUMN, tick=True) as clock:
        write_wording()
        furnish_venues()
        office = person()
        office.signs_in(coordinator.email, app=True)
        makes_the_term(office, public_from="01/12/2026")
        write_the_book(Term.objects.get())
        brings(office, "trainers", TRAINERS, tmp_path / "trainers.csv")
        brings(office, "programme", PROGRAMME, tmp_path / "programme.csv")
        everyone_is_asked(office, coordinator)
        for kind in SIGNERS:
            signs_all(person(width=360, script=False), kind)
        assert Course.objects.public().count() == 24
        publishes(office)
        keep_in_step(now=timezone.now())
        made = printed()
        assert_nothing_is_out_yet(person)
        clock.move_to(HOUR)
        assert not keep_in_step(now=timezone.now()), "what was made before the hour is right at the hour"
        finds_every_edition(person(width=360, script=False), made)
        office = person()
        office.signs_in(coordinator.email, app=True)
        prints_sheets(office)
        mends_a_typo(office, person)


def everyone_is_asked(office: Person, coordinator) -> None:
    """One course by hand from its words to the asking; the others as their editors have left them."""
    by_hand = Course.objects.get(code=TYPED_BY_HAND)
    write_words(coordinator, but_not=TYPED_BY_HAND)
    writes_the_words(
        office,
        by_hand,
        one_line_that_invites="Where hope comes from, and how to keep it near.",
        what_it_is_about="Hope can get lost. Here we look for it togehter.",
        what_you_will_learn="what has given others hope\none next step",
    )
    office.looks()
    asks_for_signatures(office)
    office.looks()
    lived, professional = (Signer(name, signs_as(name)) for name in SIGNERS.values())
    for page in CoursePage.objects.filter(course__is_public=False).exclude(course=by_hand):
        ask(page, publishes=True, by=coordinator, lived=lived, professional=professional)


def signs_all(signer: Person, kind: str) -> None:
    """All that waits, one after the other: a list, the words, one press, the list again."""
    signer.signs_in(signs_as(SIGNERS[kind]))
    page = signer.goes_to("/sign-off/")
    for left in range(24, 0, -1):
        expect(page.get_by_role("heading", name=f"Waiting for you {left}")).to_be_visible()
        press(page.locator("main a[href^='/sign-off/']").first)
        if left == 24:
            signer.looks()
        press(page.get_by_role("button", name="Sign these words"))
    signer.looks()
    expect(page.get_by_text("Nothing waits for you")).to_be_visible()
    signer.leaves()


def printed() -> dict[tuple[str, str], bytes]:
    """What the worker makes: place ("" for all of them) and edition -> file. Each is sound and says what it must."""
    while make_next(now=timezone.now()):
        pass
    made = {}
    for row in PrintedProspectus.objects.select_related("locality"):
        with row.file.open("rb") as file:
            made[row.locality.name if row.locality else "", row.kind] = file.read()
    assert set(made) == {(place, kind) for place in ["", *FOUR] for kind in PrintedProspectus.Kind.values}
    closed = Run.objects.get(is_listed=False)
    for (place, kind), pdf in made.items():
        assert_pdf_ua(pdf)
        words = " ".join(words_on(pdf).split())
        for said in ("Three Rivers Recovery College", place, "01632 960 200", "I would like a place", "DN1 9ZZ"):
            assert said in words, (place, kind, said)
        assert closed.course.code not in words, (place, kind)
        if kind != "easy-read":
            assert words.count("Finding hope (REB02)") == words_of_weeks(place), (place, kind)
    return made


def words_of_weeks(place: str) -> int:
    """How often the calendar and the index name Finding hope, which is taught in Rotherham and online."""
    return {"": 3, "Rotherham": 3}.get(place, 2)


def assert_nothing_is_out_yet(person) -> None:
    visitor = person(width=360)
    for path in (f"{PAPER}/", f"{PAPER}/plain/", f"{PAPER}/standard.pdf", f"{PAPER}/large-print.pdf?place=rotherham"):
        assert visitor.context.request.get(visitor.home + path).status == 404, path
    visitor.leaves()


def finds_every_edition(visitor: Person, made: dict) -> None:
    """From the home page to the term, with a telephone's browser and no script; the files are those that were made."""
    visitor.goes_to("/prospectus/")
    page = visitor.presses("Spring term 2027")
    found = page.eval_on_selector_all("a[href*='.pdf']", "links => links.map(link => link.href)")
    assert len(found) == 3
    for place in ("", *(name.lower().replace(" ", "-") for name in FOUR)):
        for kind in PrintedProspectus.Kind.values:
            where = f"{visitor.home}{PAPER}/{kind}.pdf" + (f"?place={place}" if place else "")
            got = visitor.context.request.get(where)
            assert got.ok, where
            assert got.body() in made.values()
        visitor.goes_to(f"{PAPER}/plain/" + (f"?place={place}" if place else ""))
    visitor.leaves()


def prints_sheets(office: Person) -> None:
    """The flyer of each course on one sheet, the planner of each place."""
    office.goes_to("/prospectus-print/spring-term-2027/")
    for course in Course.objects.exclude(code="REB03"):
        flyer = office.context.request.get(f"{office.home}/prospectus-print/flyer/{course.code}.pdf")
        assert flyer.ok, course
        assert_pdf_ua(flyer.body(), pages=1)
    for place in FOUR:
        slug = place.lower().replace(" ", "-")
        planner = office.context.request.get(f"{office.home}/prospectus-print/planner/spring-term-2027/{slug}.pdf")
        assert planner.ok, place
        assert_pdf_ua(planner.body())


def mends_a_typo(office: Person, person) -> None:
    """Four presses of the coordinator's, one of each signer's; the paper follows by itself."""
    course = Course.objects.get(code=TYPED_BY_HAND)
    visitor = person(width=360, script=False)
    expect(visitor.goes_to("/courses/finding-hope/").get_by_text("look for it togehter")).to_be_visible()
    asked_before = set(Message.objects.values_list("pk", flat=True))
    mended = "Hope can get lost. Here we look for it together."
    writes_the_words(office, course, what_it_is_about=mended)
    press(office.page.get_by_role("button", name="Ask them to sign"))
    asked = Message.objects.exclude(pk__in=asked_before)
    assert {told.to_address for told in asked} == {signs_as(name) for name in SIGNERS.values()}
    for told in asked.order_by("pk"):
        expect(visitor.goes_to("/courses/finding-hope/").get_by_text("togehter")).to_be_visible()
        signer = person(width=360, script=False)
        signer.signs_in(told.to_address)
        page = signer.goes_to(f"/sign-off/{told.about}/")
        expect(page.get_by_role("heading", name="What has changed")).to_be_visible()
        expect(page.get_by_text(mended).first).to_be_visible()
        signer.presses("Sign these words")
        signer.leaves()
    expect(visitor.goes_to("/courses/finding-hope/").get_by_text("look for it together")).to_be_visible()
    assert keep_in_step(now=timezone.now())
    assert make_next(now=timezone.now()).status == "ready"
