"""The college's own words: shown to a real person's letter before they are saved, never broken, never in a subject."""

import pytest
from django.utils import timezone

from college.models import Message, Wording
from college.outbox.languages import write_in
from college.outbox.words import make
from enrolment.messages.own_words import SORTS, BrokenWords, choose_words, refuse_broken
from enrolment.messages.reminders import EVENT as REMINDER
from enrolment.messages.words import EVENTS
from enrolment.models import MessageWords
from enrolment.office.wording import as_read
from enrolment.places.actions import withdraw
from tests.factories import CourseFactory, EnrolmentFactory, LearnerFactory, RunFactory, UserFactory

pytestmark = pytest.mark.django_db
PAGE = "/office/wording/confirmed/"


@pytest.fixture
def run(here):
    return RunFactory(locality=here, capacity=1, course=CourseFactory(title="Living with voices", public=True))


def said(enrolment, event="confirmed"):
    message = Message.objects.get(about=enrolment.code, event=event)
    make([message])
    return message


def choose(event="confirmed", lead="", text=""):
    return choose_words(event=event, lead=lead, text=text, by=UserFactory(), now=timezone.now())


def test_own_words_stand_in_mail_and_html_with_their_places_filled_and_subjects_stay(run):
    choose(lead="Welcome, [name]! Come on [Day].\nWe are at [venue]: 5 < 6.")
    message = said(EnrolmentFactory(run=run, learner=LearnerFactory(name="<b>Jo</b> [phone]")))
    assert "Welcome, <b>Jo</b> [phone]! Come on Tuesday" in message.text and "10am to 12 midday" in message.text
    assert "Welcome, &lt;b&gt;Jo&lt;/b&gt; [phone]!" in message.html and "5 &lt; 6." in message.html
    assert message.subject == "Your place at the college is confirmed"
    assert "Your next session" in message.text and "Living with voices" in message.text  # what follows stays


def test_a_text_message_is_said_in_own_words_alone(run):
    Wording.objects.update_or_create(pk=1, defaults={"help_phone": "0113 496 0000"})
    choose(text="Hello [name]. [college] keeps your place.\nRing [phone].")
    learner = LearnerFactory(name="Olu", route="text", phone="07700 900 123")
    message = said(EnrolmentFactory(run=run, learner=learner))
    assert message.text.startswith("Hello Olu. ") and message.text.endswith("keeps your place. Ring 0113 496 0000.")


def test_an_empty_part_is_said_as_before_and_so_is_all_once_emptied(run):
    choose(text="Only a text, [name].")
    choose(lead="Short lived.")
    choose()
    assert MessageWords.objects.count() == 3
    assert "You have a place. We look forward to seeing you." in said(EnrolmentFactory(run=run)).text


def test_who_reads_another_language_gets_the_words_in_it(run):
    choose(lead="Our own English.")
    early, late = (
        EnrolmentFactory(run=each, learner=LearnerFactory(user__language="pl")) for each in (run, RunFactory())
    )
    assert "Our own English." in said(early).text  # until the college writes in theirs
    write_in(language="pl", wanted=True, by=None, now=timezone.now())
    assert "Our own English." not in said(late).text and "Masz miejsce" in said(late).text


@pytest.mark.parametrize(
    ("event", "words", "is_text", "sentence"),
    [
        ("confirmed", "Hello [nmae]", False, "There is no place called [nmae]"),
        ("confirmed", "Hello [until]", False, "You can use [name], [phone], [college], [day], [venue], [link]"),
        ("confirmed", "Hello [course]", True, "There is no place called [course]"),
        ("confirmed", "Hello [name", False, "has no partner"),
        ("confirmed", "Hello name]", False, "has no partner"),
        ("confirmed", "Hello [[name]]", False, "has no partner"),
        ("confirmed", "Hello []", False, "There is no place called []"),
        ("offered", "Say yes!", True, "People need [until] and [link] here"),
        ("session_moved", "It was [was].", True, "People need [now] here"),
        ("confirmed", "Your living with VOICES place", True, "name a course"),
    ],
)
def test_broken_words_are_refused_in_a_sentence(run, event, words, is_text, sentence):
    with pytest.raises(BrokenWords) as refusal:
        refuse_broken(event, words, is_text=is_text)
    assert sentence in str(refusal.value)


@pytest.mark.parametrize("words", ["", "Hello {{ name }} {% x %} %(name)s {0}", "Hello [ NAME ]"])
def test_what_is_no_place_is_only_words(words):
    refuse_broken("confirmed", words, is_text=False)


@pytest.mark.parametrize("event", SORTS)
def test_every_kind_of_message_can_be_said_and_shown_with_all_its_places(event, run):
    holder = EnrolmentFactory(run=run)
    waits = EnrolmentFactory(run=run)
    if event == "offered":
        withdraw(enrolment=holder, by=None, now=timezone.now())
    enrolment = waits if event in ("waiting", "offered", "offer_ended") else holder
    enrolment.refresh_from_db()
    marked = " ".join(f"<{name}>[{name}]" for name in SORTS[event].allowed)
    refuse_broken(event, marked, is_text=True)
    plain = as_read(event, enrolment, own=None, now=timezone.now())
    own = as_read(event, enrolment, own=MessageWords(event=event, lead=marked, text=marked), now=timezone.now())
    for (_way, before), (_same, after) in zip(plain, own, strict=True):
        assert before.text != after.text and before.subject == after.subject
        assert "<name>Sam" in after.text and "[" not in after.text
    for name in SORTS[event].wanted:  # what people can't do without is really there
        assert f"<{name}> " not in own[1][1].text, name


def test_it_is_looked_at_first_and_saved_on_a_press(office, run):
    EnrolmentFactory(run=run, learner=LearnerFactory(name="Grace"))
    sent = {"lead": "Come in, [name].", "text": ""}
    page = office.post(PAGE, sent | {"press": "look"}).content.decode()
    assert "How Grace reads it" in page and "Come in, Grace." in page and not MessageWords.objects.exists()
    for _twice in range(2):
        page = office.post(PAGE, sent | {"press": "save"}, follow=True).content.decode()
        assert "The words are saved" in page and "your own words" in page
    assert MessageWords.objects.count() == 1
    assert "Come in, Grace." in office.get(PAGE).content.decode()


def test_broken_words_can_not_be_saved_and_are_not_lost(office, run):
    EnrolmentFactory(run=run)
    page = office.post(PAGE, {"lead": "Hello [nmae]", "text": "Fine", "press": "save"}).content.decode()
    assert "Error:" in page and "Hello [nmae]" in page and "There is no place called [nmae]" in page
    assert not MessageWords.objects.exists()


def test_people_of_another_area_are_never_the_example(office, there):
    EnrolmentFactory(run=RunFactory(locality=there), learner=LearnerFactory(name="Far Away"))
    page = office.get(PAGE).content.decode()
    assert "Far Away" not in page and "nobody to show it with" in page


def test_everything_that_learners_are_told_can_be_worded():
    assert set(SORTS) == {*EVENTS, REMINDER}


def test_there_is_no_page_for_what_is_not_said(office):
    assert office.get("/office/wording/sign-in/").status_code == 404
