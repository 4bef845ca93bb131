"""What a coordinator does in the browser before anyone can come: the term, its sheets, its words, its runs."""

from playwright.sync_api import expect

from courses.models import Course, Run, Term
from tests.browser import press
from tests.journeys.people import Person

SIGNERS = {"lived": "Rowan Hale", "professional": "Imran Shah"}


def makes_the_term(office: Person, *, public_from: str = "20/11/2026") -> None:
    page = office.goes_to("/office/terms/new/")
    page.get_by_label("Name").fill("Spring term 2027")
    page.get_by_label("First day").fill("11/01/2027")
    page.get_by_label("Last day").fill("25 March 2027")
    page.get_by_label("Closed days").fill("15/02/2027 to 19/02/2027, half-term")
    page.get_by_label("Public from").fill(public_from)
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


def writes_the_words(office: Person, course: Course, **words: str) -> None:
    """The one Edit door leads to the course's facts, and on to its words; Publish leads to asking for signatures.

    words: what is filled in, by the label of its field with underscores.
    """
    page = office.goes_to(f"/office/courses/{course.code}/")
    press(page.get_by_role("link", name="Edit the words"))
    for label, value in words.items():
        page.get_by_role("textbox", name=label.replace("_", " ")).fill(value)
    page.get_by_role("button", name="More actions").last.click()
    press(page.get_by_role("button", name="Publish").last)


def asks_for_signatures(office: Person) -> None:
    """On the page on which two people are named."""
    for kind, name in SIGNERS.items():
        office.page.locator(f"input[name={kind}_name]").fill(name)
        office.page.locator(f"input[name={kind}_email]").fill(signs_as(name))
    press(office.page.get_by_role("button", name="Ask them to sign"))


def signs_as(name: str) -> str:
    return f"{name.split()[0].lower()}@signers.example"


def has_gone_public(course: Course) -> bool:
    course.refresh_from_db()
    return course.is_public


def publishes(office: Person) -> None:
    page = office.goes_to("/office/terms/spring-term-2027/")
    for box in page.locator("input[name=run]").all():
        box.check()
    office.presses("Publish the ticked runs")
    assert not Run.objects.filter(status="draft").exists()
