"""A college opens: from an empty database, through the pages alone, until a visitor finds its course."""

import datetime as dt
import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from cms.models import SignRequest
from college.models import Message, User
from college.outbox.delivery import deliver_due
from courses.models import Run, SheetImport, Term, UsualSigner
from courses.sheets.writing import write_csv
from enrolment.office.imports.reading import COLUMNS
from enrolment.office.opening.questions import QUESTIONS
from tests.architecture.world import sign_in

pytestmark = pytest.mark.django_db

AT_THE_TEAM = "/office/team/"


def written(page: str) -> list[str]:
    """What is still left, in order, as the office's first page lists it."""
    _before, heading, after = page.partition("Before you can open")
    if not heading:
        return []
    part = after.partition("</section>")[0]
    return [piece.partition("</a>")[0] for piece in part.split('class="college-work__link"')[1:]]


def left(office: Client) -> list[str]:
    return [piece.partition(">")[2] for piece in written(office.get("/office/").content.decode())]


def sees_no_fault(answer) -> str:
    page = answer.content.decode()
    assert answer.status_code == 200 and "error-summary" not in page, page[page.find("error-summary") :][:2000]
    return page


def takes_on(administrator: Client, name: str, kind: str) -> Client:
    email = f"{name.lower()}@example.org"
    sees_no_fault(administrator.post(AT_THE_TEAM, {"name": name, "email": email, "kind": kind}, follow=True))
    return sign_in(User.objects.get(email=email))


def answers_the_ten_questions(manager: Client) -> None:
    """As they stand when they are opened, but for what no default can know."""
    unknown = {
        "name": {"college_name": "Wharf College"},
        "reach": {"help_phone": "01632 960 200"},
        "areas": {"areas": "Northside\nnorthside \nDockland", "online": "on"},
        "people": {"word_learner": "student", "word_learners": "students"},
        "signers": {
            "lived_name": "Rowan Hale", "lived_email": "rowan@example.org",
            "professional_name": "Imran Shah", "professional_email": "imran@example.org",
        },
    }  # fmt: skip
    address = "/office/first/name/"
    for question in QUESTIONS:
        assert address == f"/office/first/{question.name}/"
        form = manager.get(address).context["form"]
        usual = {field.html_name: field.field.prepare_value(field.value()) for field in form}
        usual = {name: "on" if value is True else value for name, value in usual.items() if value not in (None, False)}
        answer = manager.post(address, usual | unknown.get(question.name, {}))
        assert answer.status_code == 302, (question.name, answer.context["form"].errors)
        address = answer["Location"]
    assert address == "/office/first/"


def brings(manager: Client, kind: str, rows: list[list]) -> None:
    content = write_csv([column.name for column in COLUMNS[kind]], rows)
    file = SimpleUploadedFile(f"{kind}.csv", content)
    sees_no_fault(
        manager.post("/office/imports/new/", {"kind": kind, "term": Term.objects.get().pk, "file": file}, follow=True)
    )
    sheet = SheetImport.objects.get(kind=kind)
    page = manager.get(f"/office/imports/{sheet.code}/").content.decode()
    if answers := re.findall(r'name="suggestion" value="([^"]*)"', page):  # such as: it is a new venue
        manager.post(f"/office/imports/{sheet.code}/lines/2/", {"suggestion": unescape(answers[-1])})
    assert "Applied on" in sees_no_fault(manager.post(f"/office/imports/{sheet.code}/apply/", {}, follow=True))


def signs(asked: SignRequest) -> None:
    signer = Client()
    signer.force_login(asked.signer)
    sees_no_fault(signer.post(f"/sign-off/{asked.code}/", {"press": "sign", "credit": asked.credit}, follow=True))


def test_a_college_opens_from_an_empty_database_through_its_pages():
    call_command("lay_out_site")
    call_command("first_administrator", "ada@example.org", name="Ada")
    administrator = sign_in(User.objects.get())
    manager = takes_on(administrator, "Gareth", "manager")
    takes_on(administrator, "Dorothy", "data_protection")
    assert left(manager) == [
        "Answer the ten questions",
        "See that e-mail arrives",
        "Bring the trainers in",
        "Bring the programme in",
        "Have the words of each course signed",
        "Publish the runs",
        "Say when the term becomes public",
    ]

    answers_the_ten_questions(manager)
    deliver_due()
    assert Message.objects.get(subject="A test message").status == "sent"
    assert "Wharf College" in manager.get("/").content.decode()
    assert left(manager)[:2] == ["Bring the trainers in", "Bring the programme in"]

    term = Term.objects.get()
    trainer = {"Name": "Bea Hall", "Kind": "Peer", "Will teach in": "Northside", "DBS check until": "1/1/2090"}
    trainer |= {"Can teach": "Understanding", "Usually free": "Mon, Tue, Wed, Thu, Fri"}
    brings(manager, "trainers", [[trainer.get(column.name, "") for column in COLUMNS["trainers"]]])
    run = {
        "Locality": "Northside", "Code": "SLP1", "Course": "Sleeping well", "Strand": "Understanding",
        "Format": "In person", "Venue": "The Hall", "Day": "Wednesday", "Time": "10am to 12 noon",
        "First session": f"{term.starts_on + dt.timedelta(days=2):%d/%m/%Y}", "Weeks": "3", "Places": "10",
        "Minimum": "1", "Peer trainer": "Bea Hall",
    }  # fmt: skip
    brings(manager, "programme", [[run.get(column.name, "") for column in COLUMNS["programme"]]])
    assert left(manager) == ["Have the words of each course signed", "Publish the runs"]

    form = manager.get("/sign-off/ask/SLP1/").context["form"]
    assert form.initial["lived_name"] == "Rowan Hale" == UsualSigner.objects.get(capacity="lived").name
    sees_no_fault(manager.post("/sign-off/ask/SLP1/", form.initial | {"publishes": "on"}, follow=True))
    for asked in SignRequest.objects.all():
        signs(asked)
    assert left(manager) == ["Publish the runs"]

    published = manager.post(f"/office/terms/{term.slug}/", {"run": Run.objects.get().code}, follow=True)
    assert "1 run is published" in sees_no_fault(published)
    assert left(manager) == []

    course = "/courses/sleeping-well/"
    assert "Refer yourself" not in Client().get(course).content.decode()  # before the term's own hour
    form = manager.get("/office/first/term/").context["form"]
    days = {field.html_name: field.field.prepare_value(field.value()) or "" for field in form}
    today = f"{timezone.localdate():%d/%m/%Y}"
    manager.post("/office/first/term/", days | {"public_from": today, "enrolment_opens_at": today})
    assert "Refer yourself" in Client().get(course).content.decode()
    assert Term.objects.get() == term and left(manager) == []
