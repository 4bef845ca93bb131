"""Messages in Easy Read: the college's own sentences with their pictures, for those who asked for them alone."""

import pytest
from django.utils import timezone

from college.models import Message, Wording
from college.outbox.drawings import DRAWINGS
from college.outbox.letters import letters_paper
from college.outbox.words import make, paragraphs
from enrolment.learners.answers import NEED_WORDS
from enrolment.messages.actions import tell
from enrolment.messages.easy_read import MOST, choose_easy_words, current_easy_words
from enrolment.messages.formats import EASY_READ, PLAIN_EMAIL
from enrolment.messages.own_words import BrokenWords
from enrolment.messages.reminders import EVENT as REMINDER
from enrolment.messages.reminders import remind
from enrolment.models import EasyReadWords, Need
from tests.factories import EnrolmentFactory, LearnerFactory, RunFactory, UserFactory
from tests.pdf import assert_pdf_ua, plain_bytes, words_on

pytestmark = pytest.mark.django_db

NOW = timezone.now()
EASY = [
    ("You have a place on a course.", "yes"),
    ("The course starts on [day].", "calendar"),
    ("It is at [venue].", "place"),
    ("You can ring us on [phone].", "phone"),
    ("See you soon, [name].", ""),
]


def chosen(event="confirmed", sentences=EASY):
    return choose_easy_words(event=event, sentences=sentences, by=UserFactory(), now=NOW)


def place(*, asks=True, **learner):
    found = EnrolmentFactory(run=RunFactory(), learner=LearnerFactory(name="Sam", **learner))
    if asks:
        Need.objects.create(learner=found.learner, kind=EASY_READ)
    return found


def told(place, event="confirmed", key="one") -> Message:
    tell(event=event, enrolment=place, key=key, now=NOW)
    message = Message.objects.get(key=key)
    make([message])
    return message


def test_the_need_is_one_that_people_can_tick():
    assert EASY_READ in NEED_WORDS


def test_a_letter_says_the_college_s_sentences_with_their_pictures_and_nothing_else():
    Wording.objects.update_or_create(pk=1, defaults={"help_phone": "01632 960 100"})
    chosen()
    message = told(place(route="letter", address="Sam\n1 High Street"))
    day = message.text.split("\n\n")[2]
    assert message.text.startswith("Hello Sam,\n\nYou have a place on a course.\n\nThe course starts on ")
    assert day.endswith("."), day
    assert "What you take part in" not in message.text and "See you soon, Sam." in message.text
    assert message.pictures == ["", "yes", "calendar", "place", "phone", ""]
    assert paragraphs(message)[1] == (["You have a place on a course."], "yes")
    paper = letters_paper([message])
    assert_pdf_ua(paper)
    assert "You have a place on a course." in words_on(paper)


def test_an_e_mail_says_the_same_in_large_letters_and_a_text_message_stays_short():
    chosen()
    mail = told(place(route="email", email="sam@example.org"))
    assert "<p>You have a place on a course.</p>" in mail.html and "16pt" in mail.html
    text = told(place(route="text", phone="07700 900 123"), key="two")
    assert text.text.startswith("Your place at the college is confirmed.") and text.pictures == []


def test_who_asked_for_plain_e_mails_gets_no_html():
    them = place(asks=False, route="email", email="sam@example.org")
    assert told(them).html
    Need.objects.create(learner=them.learner, kind=PLAIN_EMAIL)
    again = told(them, key="two")
    assert again.html == "" and "We look forward to seeing you." in again.text


def test_what_no_letter_of_ours_does_by_itself_stands_beside_it(office, here):
    them = EnrolmentFactory(
        run=RunFactory(locality=here, venue__locality=here),
        learner=LearnerFactory(route="letter", address="Sam\n1 High Street"),
    )
    for kind in ("braille", "coloured_paper", "large_print", EASY_READ):
        Need.objects.create(learner=them.learner, kind=kind)
    told(them)
    page = office.get("/office/messages/").content.decode()
    assert "They asked for:</strong> Braille, Coloured paper</p>" in page


def test_who_did_not_ask_or_asks_no_longer_reads_the_usual_words():
    chosen()
    usual = told(place(asks=False, route="email", email="sam@example.org"))
    assert "We look forward to seeing you." in usual.text and usual.pictures == []
    no_longer = place(route="email", email="jo@example.org")
    no_longer.learner.needs.update(status=Need.Status.NO_LONGER)
    assert "We look forward to seeing you." in told(no_longer, key="two").text


def test_what_is_not_said_in_easy_read_yet_is_said_in_the_usual_words():
    chosen()
    assert "you are on the waiting list" in told(place(route="email", email="sam@example.org"), "waiting").text


def test_a_sentence_that_names_what_there_is_not_is_left_out():
    chosen()
    them = place(route="email", email="sam@example.org")
    them.run.sessions.update(venue=None)
    them.run.venue = None
    them.run.save()
    text = told(them).text
    assert "It is at" not in text and "You can ring us" not in text  # no venue, and no telephone of the college
    assert "You have a place on a course.\n\nThe course starts on" in text


def test_with_no_sentence_left_the_usual_words_are_said():
    chosen("withdrawn", [("Ring us on [phone].", "phone")])
    assert "ring us on" not in (text := told(place(route="email", email="sam@example.org"), "withdrawn").text).lower()
    assert text.startswith("Hello Sam,") and len(text.split("\n\n")) > 2


def test_a_reminder_is_easy_too():
    chosen(REMINDER, [("You have a session.", "course"), ("It is on [sessions].", "calendar")])
    them = place(route="letter", address="Sam\n1 High Street")
    session = them.run.sessions.first()
    remind(learner=them.learner, sessions=[(session, 3)], on=timezone.localdate(), now=NOW)
    message = Message.objects.get(event=REMINDER)
    make([message])
    assert "You have a session.\n\nIt is on " in message.text and message.pictures == ["", "course", "calendar"]


def test_two_letters_of_which_one_is_easy_are_two_formats_in_one_file():
    chosen()
    easy = told(place(route="letter", address="Sam\n1 High Street"))
    usual = told(place(asks=False, route="letter", address="Jo\n2 High Street"), key="two")
    paper = letters_paper([easy, usual])
    assert_pdf_ua(paper)
    assert "You have a place on a course." in words_on(paper) and "We look forward" in words_on(paper)


@pytest.mark.parametrize("picture", DRAWINGS)
def test_every_picture_can_be_printed(picture):
    chosen(sentences=[("Here it is.", picture), ("It begins on [day].", "")])
    message = told(place(route="letter", address="Sam\n1 High Street"))
    paper = letters_paper([message])
    assert_pdf_ua(paper, pages=1)
    assert "Here it is." in words_on(paper) and str(DRAWINGS[picture]).encode() in plain_bytes(paper)


LONG = "One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen."


@pytest.mark.parametrize(
    ("event", "sentences", "why"),
    [
        ("confirmed", [(LONG, "")], "This sentence has 16 words. Say it in at most 15"),
        ("confirmed", [("Come to [nowhere].", "")], "There is no place called [nowhere] here."),
        ("offered", [("A place is free.", "yes")], "People need [until] and [link] here."),
        ("confirmed", [("You have a place.", "yes")], "People need [day] here."),
        ("confirmed", [("Come on [day].", "unicorn")], "each with a picture from the list"),
        ("confirmed", [("Come on [day].", "")] * (MOST + 1), "Take fewer sentences"),
    ],
)
def test_what_is_hard_or_lacks_something_is_refused_with_a_sentence(event, sentences, why):
    with pytest.raises(BrokenWords) as refused:
        chosen(event, sentences)
    assert why in str(refused.value)
    assert not EasyReadWords.objects.exists()


def test_the_same_again_is_written_once_and_none_ends_it():
    assert chosen() == chosen()
    assert "confirmed" in current_easy_words()
    chosen(sentences=[])
    assert current_easy_words() == {} and EasyReadWords.objects.count() == 2


# The screen ----------------------------------------------------------------------------------------

SCREEN = "/office/wording/confirmed/easy/"


def sent(*sentences, **more):
    rows = {"form-TOTAL_FORMS": str(MOST), "form-INITIAL_FORMS": "0"}
    for number, (sentence, picture) in enumerate(sentences):
        rows |= {f"form-{number}-sentence": sentence, f"form-{number}-picture": picture}
    return rows | more


def test_the_office_writes_looks_and_saves(office, here):
    EnrolmentFactory(run=RunFactory(locality=here, venue__locality=here), learner__name="Grace")
    Need.objects.create(learner=LearnerFactory(), kind=EASY_READ)
    assert "1 person asked for Easy Read." in office.get("/office/wording/").content.decode()
    page = office.post(SCREEN, sent(*EASY, press="look")).content.decode()
    assert "How Grace would read it in a letter" in page and "See you soon, Grace." in page
    assert "college/easy/calendar" in page and not EasyReadWords.objects.exists()
    office.post(SCREEN, sent(*EASY, press="save"))
    assert EasyReadWords.objects.get().sentences == [list(pair) for pair in EASY]
    page = office.get(SCREEN).content.decode()
    assert 'value="You can ring us on [phone]."' in page


def test_a_hard_sentence_is_said_beside_its_field_and_nothing_typed_is_lost(office):
    page = office.post(SCREEN, sent(("You have a place.", "yes"), (LONG, "clock"), press="save")).content.decode()
    assert "This sentence has 16 words." in page and 'href="#id_form-1-sentence"' in page and LONG in page
    assert not EasyReadWords.objects.exists()


def test_a_page_that_arrived_in_part_is_asked_for_again(office):
    page = office.post(SCREEN, {"press": "save"}).content.decode()
    assert "did not arrive" in page and "ManagementForm" not in page
