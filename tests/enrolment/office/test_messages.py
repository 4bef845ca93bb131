"""Messages that want a person: of one's own localities, never a sign-in code, done by hand and said so."""

import pytest
from django.utils import timezone

from college.models import Message
from college.outbox.actions import post
from college.signin.actions import make_one_time_code, text_a_code
from enrolment.models import Enrolment, Need
from tests.enrolment.office.costs import cost
from tests.factories import EnrolmentFactory, LearnerFactory, RunFactory, UserFactory
from tests.pdf import assert_pdf_ua

pytestmark = pytest.mark.django_db


def place(locality, **learner):
    return EnrolmentFactory(run=RunFactory(locality=locality), learner=LearnerFactory(**learner))


@pytest.fixture
def letter(here):
    enrolment = place(here, name="Grace", email="", address="3 Mill Lane\nEastmoor", route="letter")
    return Message.objects.get(about=enrolment.code)


@pytest.fixture
def text(here):
    enrolment = place(here, name="Olu", phone="07700 900 123", route="text")
    return Message.objects.get(about=enrolment.code)


def test_letters_and_texts_stand_there_with_their_words(office, letter, text):
    page = office.get("/office/messages/").content.decode()
    assert "Grace" in page and "3 Mill Lane" in page and f"/office/messages/{letter.pk}/letter.pdf" in page
    assert "Olu" in page and "07700 900 123" in page
    assert f"/office/messages/{text.pk}/letter.pdf" not in page
    assert "2 messages want a person" in office.get("/office/").content.decode()


def test_what_goes_by_itself_does_not(office, here):
    place(here, name="By E-mail")
    assert "Nothing is stuck" in office.get("/office/messages/").content.decode()


def test_a_letter_is_printed_as_a_tagged_pdf(office, letter):
    response = office.get(f"/office/messages/{letter.pk}/letter.pdf")
    assert response["Content-Type"] == "application/pdf" and response["Cache-Control"] == "no-store"
    assert_pdf_ua(response.content, pages=1)


def test_who_asked_for_large_print_gets_it(office, letter):
    address = f"/office/messages/{letter.pk}/letter.pdf"
    learner = Enrolment.objects.get(code=letter.about).learner
    usual = office.get(address).content
    Need.objects.create(learner=learner, kind="large_print")
    large = office.get(address).content
    assert_pdf_ua(large, pages=2)
    assert_pdf_ua(usual, pages=1)


def test_a_text_is_no_letter(office, text):
    assert office.get(f"/office/messages/{text.pk}/letter.pdf").status_code == 404


def test_done_by_hand_takes_it_off_the_list_and_twice_is_told(office, letter):
    address = f"/office/messages/{letter.pk}/done/"
    assert "this message has reached them" in office.post(address, {"press": "done"}, follow=True).content.decode()
    letter.refresh_from_db()
    assert letter.status == "sent" and letter.sent_at
    assert office.post(address, {"press": "done"}).status_code == 404


def test_an_e_mail_that_was_given_up_is_tried_again(office, here):
    message = Message.objects.get(about=place(here).code)
    Message.objects.update(status="failed", last_problem="mail server refused the address (550)")
    assert "mail server refused the address" in office.get("/office/messages/").content.decode()
    office.post(f"/office/messages/{message.pk}/done/", {"press": "again"})
    message.refresh_from_db()
    assert message.status == "waiting"


def test_a_sign_in_code_is_never_shown(signed_in, here):
    user = UserFactory(email=None, mobile="07700 900 555")
    make_one_time_code(user=user, way="text", by=None, now=timezone.now())
    text_a_code(name=user.sign_in_name, network="192.0.2.1", now=timezone.now())
    code = Message.objects.get(key__startswith="sign-in:")
    learner = EnrolmentFactory(run=RunFactory(locality=here), learner=LearnerFactory(user=user))
    Message.objects.filter(pk=code.pk).update(about=learner.code)  # even then
    browser = signed_in(UserFactory(role="manager"))
    page = browser.get("/office/messages/").content.decode()
    assert "07700 900 555" not in page and code.text not in page
    assert browser.post(f"/office/messages/{code.pk}/done/").status_code == 404


def test_a_message_about_nothing_of_ours_is_shown_to_nobody(signed_in, db):
    post(key="x", channel="letter", subject="s", text="t", to_address="9 Elsewhere", now=timezone.now())
    assert "9 Elsewhere" not in signed_in(UserFactory(role="manager")).get("/office/messages/").content.decode()


def test_the_other_localitys_office_sees_and_does_nothing(signed_in, stranger, letter):
    browser = signed_in(stranger)
    assert "Grace" not in browser.get("/office/messages/").content.decode()
    assert browser.get(f"/office/messages/{letter.pk}/letter.pdf").status_code == 404
    assert browser.post(f"/office/messages/{letter.pk}/done/", {"press": "done"}).status_code == 404


@pytest.mark.parametrize("role", ["trainer", "administrator"])
def test_who_sees_no_learners_has_no_such_page(signed_in, letter, role):
    assert signed_in(UserFactory(role=role)).get("/office/messages/").status_code == 404


def test_it_costs_the_same_at_three_and_at_twenty(office, here):
    for _person in range(3):
        place(here, phone="07700 900 123", route="text")
    before = cost(office, "/office/messages/")
    for _person in range(17):
        place(here, phone="07700 900 123", route="text")
    assert cost(office, "/office/messages/") == before


def test_all_letters_print_as_one_paper_each_in_its_own_size(office, letter, here):
    other = place(here, name="Win", email="", address="5 Mill Lane\nEastmoor", route="letter").learner
    Need.objects.create(learner=other, kind="large_print")
    paper = office.get("/office/messages/letters.pdf")
    assert paper["Content-Type"] == "application/pdf" and "attachment" in paper["Content-Disposition"]
    assert_pdf_ua(paper.content, pages=3)


def test_letters_are_noted_as_posted_and_one_written_since_still_waits(office, letter, here):
    place(here, name="Win", email="", address="5 Mill Lane", route="letter")
    answer = office.post("/office/messages/posted/", {"letter": [letter.pk, "x", "9" * 30]}, follow=True)
    assert "1 letter is noted as posted" in answer.content.decode()
    assert (
        "0 letters are noted"
        in office.post("/office/messages/posted/", {"letter": letter.pk}, follow=True).content.decode()
    )
    assert Message.objects.get(channel="letter", status="waiting").to_address == "5 Mill Lane"


def test_letters_of_another_locality_are_neither_printed_nor_posted(office, there):
    theirs = Message.objects.get(about=place(there, email="", address="9 Far Road", route="letter").code)
    office.post("/office/messages/posted/", {"letter": theirs.pk})
    theirs.refresh_from_db()
    assert theirs.status == "waiting"
    assert "No letter waits" in office.get("/office/messages/letters.pdf", follow=True).content.decode()
