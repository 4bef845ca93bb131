"""Learners, places and waiting lists come across from a sheet, and nobody hears of it before somebody presses send."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from college.models import Message
from courses.models import SheetImport
from courses.sheets.writing import write_csv
from enrolment.models import Enrolment, Learner
from enrolment.office.actions.applying import CantApply, apply_sheet
from enrolment.office.actions.bringing import AgeNotSaid, forget_sheets
from enrolment.office.actions.sheets import mend_line, set_line_aside, upload_sheet
from enrolment.office.imports.planning import plan_for
from enrolment.office.reminding import remind_due
from enrolment.places.actions import request_place
from enrolment.places.tasks import fill
from tests.factories import CourseFactory, LearnerFactory, RunFactory, TermFactory, UserFactory, set_policy
from tests.mail import messages

from .test_at_once import at_once
from .test_screens import page_of

pytestmark = pytest.mark.django_db
HEADINGS = ["Name", "Email", "Phone", "Course", "Date", "Status", "Asked on"]


@pytest.fixture
def term(db):
    return TermFactory()


@pytest.fixture
def run(term):
    course = CourseFactory(public=True, code="SLP01", title="Sleeping well")
    return RunFactory(term=term, course=course, capacity=3)


@pytest.fixture
def coordinator(term):
    return UserFactory(role="coordinator")


def bring(term, by, rows, headings=HEADINGS):
    content = write_csv(headings, rows)
    return upload_sheet(kind="people", term=term, content=content, name="p.csv", by=by, now=timezone.now())[0]


def apply(sheet, by, *, old_enough=True):
    return apply_sheet(sheet=sheet, old_enough=old_enough, by=by, now=timezone.now())


def doubts(sheet, by) -> dict[int, list[str]]:
    return {line.number: [d.code for d in line.doubts] for line in plan_for(sheet, by=by).in_doubt}


def take(sheet, by, number: int, choice: int) -> None:
    """Presses that suggestion of the line's first doubt."""
    line = next(line for line in plan_for(sheet, by=by).in_doubt if line.number == number)
    cells = line.doubts[0].suggestions[choice].cells
    mend_line(sheet=sheet, number=number, cells=cells, by=by, now=timezone.now())


def standing(run) -> dict[str, str]:
    return {e.learner.name: e.status for e in run.enrolments.select_related("learner")}


def test_a_college_comes_across_in_its_order_and_is_told_by_one_press(term, run, coordinator, signed_in):
    first_on = run.sessions_on()[0].held_on
    day = f"{first_on:%d/%m/%Y}"
    known = LearnerFactory(name="Ann", full_name="Ann Lee", email="ann@example.org")
    rows = [
        ["Ann Lee", "ANN@example.org", "", "Sleeping well", day, "booked", "03/02/2026 10:00"],
        ["Bo Marsh", "", "07700 900 345", "SLP01", day, "Waiting list", "05/02/2026 09:30"],
        ["Cy Hall", "cy@example.org", "", "sleeping WELL ", "", "waitlisted", "05/02/2026 09:15"],
        ["Di Fox", "di@example.org", "", "SLP01", "", "Attending", ""],
        ["Ed Ray", "ed@example.org", "", "SLP01", "", "Cancelled", ""],
        ["Di Fox", "di@example.org", "", "SLP01", "", "Attending", ""],
    ]
    client = signed_in(coordinator)
    sheet = bring(term, coordinator, rows)
    where = reverse("imports:sheet", args=[sheet.code])
    page = page_of(client.get(where))
    assert "Ann Lee, known already as Ann Lee (the same e-mail address)" in page
    assert "Bo Marsh, new to the college" in page
    assert "The same person and course as line 5." in page
    assert "The sheet says that they are not coming." in page
    assert not Enrolment.objects.exists()
    with pytest.raises(AgeNotSaid):
        apply(sheet, coordinator, old_enough=False)
    page = page_of(client.post(f"{where}apply/", {"old_enough": "on"}, follow=True))
    assert "4 people have been brought in, and nobody has been told" in page
    assert standing(run) == {"Ann": "confirmed", "Di Fox": "confirmed", "Bo Marsh": "waiting", "Cy Hall": "waiting"}
    assert [e.learner.name for e in run.enrolments.waiting()] == ["Cy Hall", "Bo Marsh"]  # who asked first is first
    assert Learner.objects.count() == 4
    assert known.enrolments.get().source == "import"
    assert not any(line.cells or line.mended for line in sheet.lines.all())

    set_policy(waiting_list="offer")
    fill(timezone.now())  # neither an offer nor a reminder leaves before the press
    remind_due(now=timezone.make_aware(dt.datetime.combine(first_on - dt.timedelta(days=3), dt.time(10))))
    assert not Message.objects.exists()
    assert "3 places came from a sheet" in page_of(client.get("/office/")) or "4 places" in page_of(
        client.get("/office/")
    )

    page = page_of(client.post(f"{where}tell/", {"press": "send"}, follow=True))
    assert "4 messages are on their way." in page
    assert "Nobody of this sheet is still to be told." in page
    told = {message.to_address: message for message in messages()}
    assert len(told) == Message.objects.count() == 4
    assert told["cy@example.org"].event == "offered"  # the place that was kept for whoever is first
    assert told["07700 900 345"].event == "waiting"
    assert {told["ann@example.org"].event, told["di@example.org"].event} == {"confirmed"}
    client.post(f"{where}tell/", {"press": "send"})
    assert Message.objects.count() == 4


def test_the_same_sheet_again_makes_nothing_and_tells_nobody(term, run, coordinator):
    rows = [
        ["Di Fox", "di@example.org", "", "SLP01", "", "place", ""],
        ["Bo", "bo@x.org", "", "SLP01", "", "waiting", ""],
    ]
    apply(bring(term, coordinator, rows), coordinator)
    made = (Learner.objects.count(), Enrolment.objects.count())
    again = bring(term, coordinator, rows)
    assert plan_for(again, by=coordinator).counts()["same"] == 2
    apply(again, coordinator)
    apply(again, coordinator)
    assert (Learner.objects.count(), Enrolment.objects.count(), Message.objects.count()) == (*made, 0)


def test_a_place_too_many_is_asked_about_and_whoever_only_asks_waits(term, run, coordinator):
    request_place(learner=LearnerFactory(), run=run, by=coordinator, now=timezone.now(), source="office")
    Message.objects.all().delete()
    rows = [[f"Person {name}", f"{name}@example.org", "", "SLP01", "", "place", ""] for name in ("amy", "bob", "cat")]
    sheet = bring(term, coordinator, rows)
    assert doubts(sheet, coordinator) == {4: ["full"]}
    with pytest.raises(CantApply):
        apply(sheet, coordinator)
    take(sheet, coordinator, 4, 0)
    apply(sheet, coordinator)
    asks = bring(
        term, coordinator, [["Dee Dee", "dee@example.org", "SLP01"]], ["Your full name *", "Email address", "Course"]
    )
    [line] = plan_for(asks, by=coordinator).lines
    assert "No place is left, so they wait." in line.sentence
    apply(asks, coordinator)
    assert sorted(standing(run).values()) == ["confirmed"] * 3 + ["waiting"] * 2


def test_people_who_may_be_known_are_asked_about_and_never_guessed(term, run, coordinator):
    LearnerFactory(name="Anna Smith", email="smiths@example.org", phone="07700 900 111")
    rows = [
        ["Peter Smith", "smiths@example.org", "", "SLP01", "", "place", ""],  # a family's mailbox
        ["Anna Smyth", "", "+44 7700 900111", "SLP01", "", "place", ""],  # spelt otherwise
        ["Jo Wright", "jo@example.org", "", "SLP01", "", "place", ""],
        ["Jo Wrigth", "jo@example.org", "", "SLP01", "", "place", ""],  # a line above
    ]
    sheet = bring(term, coordinator, rows)
    assert doubts(sheet, coordinator) == {2: ["which-person"], 3: ["which-person"], 5: ["which-person"]}
    take(sheet, coordinator, 2, -1)
    take(sheet, coordinator, 3, 0)
    take(sheet, coordinator, 5, 0)
    apply(sheet, coordinator)
    assert set(standing(run)) == {"Peter Smith", "Anna Smith", "Jo Wright"}
    peter = Learner.objects.get(name="Peter Smith")
    assert peter.email == "smiths@example.org"  # whose account the mailbox is, its owner's sign-in says


def test_several_runs_of_a_course_are_a_choice_and_others_areas_are_left_out(term, run, coordinator):
    other = RunFactory(term=term, course=run.course)
    sheet = bring(term, coordinator, [["Ann Lee", "ann@example.org", "", "SLP01", "", "place", ""]])
    assert doubts(sheet, coordinator) == {2: ["which-run"]}
    mend_line(sheet=sheet, number=2, cells={"Run": other.code}, by=coordinator, now=timezone.now())
    local = UserFactory(role="coordinator", role__locality=run.locality)
    assert plan_for(sheet, by=local).lines[0].state == "not yours"
    apply(sheet, coordinator)
    assert standing(other) == {"Ann Lee": "confirmed"}


def test_what_was_never_applied_is_forgotten_after_a_month(term, run, coordinator):
    row = ["Ann Lee", "ann@example.org", "", "SLP01", "", "place", ""]
    _dry, applied = bring(term, coordinator, [row]), bring(term, coordinator, [row])
    set_line_aside(sheet=applied, number=2, by=coordinator, now=timezone.now())
    apply(applied, coordinator)
    assert forget_sheets(now=timezone.now() + dt.timedelta(days=29)) == 0
    assert forget_sheets(now=timezone.now() + dt.timedelta(days=31)) == 2
    assert set(SheetImport.objects.values_list("status", flat=True)) == {"dropped", "applied"}
    dump = StringIO()
    call_command("dumpdata", "courses.sheetline", stdout=dump)
    assert "ann@example.org" not in dump.getvalue()


@pytest.mark.django_db(transaction=True)
def test_one_sheet_brought_twice_and_applied_at_once_makes_everybody_once(term, run, coordinator):
    rows = [[f"{name} Lee", f"{name}@example.org", "", "SLP01", "", "", ""] for name in ("amy", "bob", "cat", "dee")]
    headings = [word for word in HEADINGS if word != "Status"]
    rows = [[*row[:5], row[6]] for row in rows]
    sheets = [bring(term, coordinator, rows, headings) for _turn in range(2)]
    at_once(*sheets, by=coordinator, press=apply)
    assert sorted(standing(run).values()) == ["confirmed"] * 3 + ["waiting"]
    assert Learner.objects.count() == 4
