"""A register on paper comes back by keyboard: its code, a letter a name, in less than two minutes."""

import datetime as dt
import time

import pytest
from django.utils import timezone

from enrolment.models import Mark, MarkFlag, Need, Register
from enrolment.registers.actions import record_marks
from tests.browser import sign_in, sound
from tests.factories import AllocationFactory, RunFactory, TrainerFactory

pytestmark = pytest.mark.django_db


def address(session):
    return f"/teaching/registers/{session.code}/paper/"


def page_of(phone, session):
    return phone.get(address(session)).content.decode()


def letters(twelve, word):
    return dict(zip((enrolment.code for enrolment in twelve), word, strict=True))


def marks(session):
    rows = Mark.objects.filter(session=session).order_by("enrolment__learner__name")
    return "".join(status[0] for status in rows.values_list("status", flat=True))


def test_the_code_leads_to_the_names_however_it_is_typed(phone, session):
    typed = f" {session.code[:4].upper()}-{session.code[4:8]} {session.code[8:]}"
    answer = phone.post("/teaching/paper/", {"code": typed})
    assert answer.url == address(session)


@pytest.mark.parametrize("code", ["", "nonsense", "of another"])
def test_a_code_of_nobodys_or_of_anothers_register_is_said_beside_the_field(phone, code):
    other = RunFactory(sessions=1).sessions_on()[0].code
    page = phone.post("/teaching/paper/", {"code": other if code == "of another" else code}).content.decode()
    assert "None of your registers bears this code" in page or "Type the code at the foot" in page


def test_a_letter_a_name_marks_everyone_and_closes(phone, session, twelve):
    phone.post(address(session), letters(twelve, "hhlhanHHhhhh") | {"press": "close"})
    assert marks(session) == "ppppadpppppp"
    assert Register.objects.get(session=session).closed_at


def test_an_unknown_letter_is_refused_beside_its_name_and_nothing_typed_is_lost(phone, session, twelve):
    page = phone.post(address(session), letters(twelve, "hxhhhhhhhhhn") | {"press": "close"}).content.decode()
    assert "Type h, l, a or n." in page and 'value="x"' in page and 'value="n"' in page
    assert marks(session) == ""


def test_what_is_left_empty_is_left_as_it_is_and_closing_says_what_is_missing(phone, session, twelve):
    said = letters(twelve[:3], "hla")
    page = phone.post(address(session), said | {"press": "close"}).content.decode()
    assert "9 names have no mark yet." in page and marks(session) == "ppa"


def test_paper_and_phone_that_differ_are_flagged(phone, run, session, twelve):
    before = page_of(phone, session)
    assert f'name="was-{twelve[0].code}" value=":0"' in before
    other = AllocationFactory(run=run, trainer=TrainerFactory()).trainer.user
    record_marks(session=session, statuses={twelve[0].pk: "present"}, by=other, now=timezone.now())
    phone.post(address(session), {twelve[0].code: "n", f"was-{twelve[0].code}": ":0", "press": "save"})
    assert MarkFlag.objects.get().kind == "disagrees"


def test_what_is_keyed_already_stands_there(phone, session, twelve):
    phone.post(address(session), {twelve[0].code: "l", "press": "save"})
    assert 'value="l"' in page_of(phone, session)


def test_last_terms_and_other_trainers_find_no_such_sheet(client, session):
    client.force_login(TrainerFactory().user)
    assert client.get(address(session)).status_code == 404
    before = RunFactory(sessions=1, sessions__first_on=timezone.localdate() - dt.timedelta(days=60))
    last_terms = AllocationFactory(run=before, trainer=TrainerFactory()).trainer
    client.force_login(last_terms.user)
    page = client.post("/teaching/paper/", {"code": before.sessions_on()[0].code}).content.decode()
    assert "None of your registers bears this code" in page


def test_nothing_of_what_helps_anybody_stands_on_it(phone, session, twelve):
    Need.objects.create(learner=twelve[0].learner, kind="breaks", action="Keep a seat by the door")
    assert "Keep a seat" not in page_of(phone, session)


@pytest.mark.once
@pytest.mark.django_db(transaction=True)
def test_twelve_names_are_keyed_with_no_hand_on_the_mouse(page, live_server, run, trainer, session, twelve):
    sign_in(page, live_server, trainer.user)
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{live_server.url}/teaching/paper/")
    page.get_by_label("Code at the foot").focus()
    began = time.monotonic()
    page.keyboard.type(session.code)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    sound(page, 320)
    page.get_by_label("Learner 00").focus()
    for letter in "hhhhhnhhlhha":
        page.keyboard.type(letter)
        page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.get_by_text("The register is closed. Thank you.").wait_for()
    assert marks(session) == "pppppdpppppa"
    assert time.monotonic() - began < 60  # machine time; a person has two minutes for 12 + 26 keys
