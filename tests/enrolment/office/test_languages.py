"""Whoever reads another language is written to in it, whole, once the college has read our sentences and said so."""

import ast
import datetime as dt
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.template.loader import get_template
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils import timezone
from django.utils.translation import trim_whitespace

from college.models import LanguageEvent, Message, Wording
from college.outbox.languages import CATALOGUES, NoSuchLanguage, known, of_messages, write_in
from college.outbox.words import make
from enrolment.messages import announcements
from enrolment.messages.actions import tell, write_to
from enrolment.messages.own_words import SORTS
from enrolment.models import Offer
from enrolment.office.wording import as_read
from enrolment.welcome.words import BOOKED, SUBJECT
from tests.factories import EnrolmentFactory, RunFactory, UserFactory

HOUSE = CATALOGUES.parent.parent
LANGUAGES = sorted(path.name for path in CATALOGUES.iterdir())
NOW, WEEK = timezone.now(), dt.timedelta(weeks=1)
# For trainers and signers, who are written to in the college's own language.
NOT_FOR_LEARNERS = ("sign_off", "asked", "claim", "stand_in", "level", "no_longer_asked")
OTHERS = [
    "print/certificate.html",
    "print/certificate_sheet.html",
    "print/code_letter.html",
    "print/letters.html",
    "account/email/login_code_message.txt",
    "account/email/login_code_subject.txt",
]
SPOKEN = [
    "college/signin/actions.py",
    "courses/dates.py",
    "enrolment/certificates/words.py",
    "enrolment/learners/details.py",
    "enrolment/learners/support/actions.py",
    "enrolment/messages/helpers.py",
    "enrolment/office/actions/helping.py",
    "enrolment/office/actions/merging.py",
    "enrolment/welcome/words.py",
]
PLACES = re.compile(r"%\(\w+\)[sd]")


def templates() -> list[str]:
    messages = sorted(path.name for path in (HOUSE / "templates/messages").iterdir())
    return [f"messages/{name}" for name in messages if not name.startswith(NOT_FOR_LEARNERS)] + OTHERS


def in_template(name: str) -> set:
    """(context, English, of several) of each sentence that a template says."""
    found = set()
    for node in get_template(name).template.nodelist.get_nodes_by_type((TranslateNode, BlockTranslateNode)):
        if isinstance(node, TranslateNode):
            found.add((None, node.filter_expression.var.literal, None))
            continue
        said = [node.render_token_list(part)[0] if part else None for part in (node.singular, node.plural)]
        found.add((None, *(trim_whitespace(each) if each and node.trimmed else each for each in said)))
    return found


class Spoken(ast.NodeVisitor):
    """The sentences of a module that are sent: not its refusals, which stand on pages."""

    def __init__(self, path: Path):
        self.found = set()
        self.visit(ast.parse(path.read_text()))

    def visit_ClassDef(self, node):
        pass

    visit_Raise = visit_ClassDef

    def visit_Call(self, node):
        said = [each.value for each in node.args if isinstance(each, ast.Constant)]
        match getattr(node.func, "id", ""):
            case "_" | "gettext" | "gettext_lazy":
                self.found.add((None, said[0], None))
            case "ngettext":
                self.found.add((None, *said))
            case "pgettext":
                self.found.add((*said, None))
        self.generic_visit(node)


def wanted() -> set:
    return set().union(*map(in_template, templates()), *(Spoken(HOUSE / path).found for path in SPOKEN))


def catalogue(language: str):
    with (CATALOGUES / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file)


def lacking(language: str, sentences: set) -> list[str]:
    """What of `sentences` is not said in `language`, or says less or more of what it names."""
    there = catalogue(language)
    said = []
    for context, one, several in sentences:
        row = there.get((one, several) if several else one, context)
        forms = (row.string if several else (row.string,)) if row else ()
        if len(forms) != (there.num_plurals if several else 1) or not all(forms):
            said.append(f"not said: {one}")
        elif any(set(PLACES.findall(form)) != set(PLACES.findall(one)) for form in forms):
            said.append(f"names something else: {one}")
    return said


@pytest.mark.once
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_that_is_sent_is_there_and_none_besides(language):
    sentences = wanted()
    assert lacking(language, sentences) == []
    rows = {
        (row.context, row.id[0], row.id[1]) if row.pluralizable else (row.context, row.id, None)
        for row in catalogue(language)
        if row.id
    }
    assert rows - sentences == set()
    assert lacking(language, {(None, "A sentence that nobody wrote", None)}) == [
        "not said: A sentence that nobody wrote"
    ]


def reader(language: str):
    place = EnrolmentFactory(run=RunFactory(), learner__email="noor@example.org")
    place.learner.user.language = language
    place.learner.user.save()
    Offer.objects.create(enrolment=place, until=NOW + WEEK, made_at=NOW)
    return place


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_is_whole_in_their_language_and_before_that_whole_in_english(language):
    place = reader(language)
    english = {one for _context, one, several in wanted() if len(one) > 12 and not several and "%" not in one}
    assert of_messages(place.learner.user) == "en-gb"
    before = as_read("confirmed", place, own=None, now=NOW)
    assert "You have a place. We look forward to seeing you." in before[0][1].text
    assert before[0][1].subject == "Your place at the college is confirmed"
    write_in(language=language, wanted=True, by=None, now=NOW)
    for event in SORTS:
        for _way, words in as_read(event, place, own=None, now=NOW):
            said = f"{words.subject}\n{words.text}\n{words.html}"
            assert {each for each in english if each in said} == set(), event


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "number"), [("ur", "01632\xa0960\xa0100"), ("pl", "01632 960 100")])
def test_a_telephone_number_runs_from_the_left_among_words_from_the_right(language, number):
    Wording.objects.update_or_create(pk=1, defaults={"help_phone": "01632 960 100", "message_languages": ["pl", "ur"]})
    place = reader(language)
    for _way, words in as_read("confirmed", place, own=None, now=NOW):
        assert number in words.text
    write_to(learner=place.learner, key="one", subject=SUBJECT, text=BOOKED, now=NOW, **told("01632 960 100"))
    assert number in Message.objects.get(key="one").text


def told(phone: str) -> dict:
    return {"when": "", "host": "", "where": "", "address": "", "phone": phone}


@pytest.mark.django_db
def test_a_language_is_begun_and_ended_as_often_as_one_likes():
    assert set(known()) == set(LANGUAGES)
    for wanted_, codes in ((True, ["ur"]), (True, ["ur"]), (False, []), (False, [])):
        write_in(language="ur", wanted=wanted_, by=None, now=NOW)
        assert Wording.current().message_languages == codes
    assert list(LanguageEvent.objects.values_list("language", "begun")) == [("ur", True), ("ur", False)]
    with pytest.raises(NoSuchLanguage):
        write_in(language="fr", wanted=True, by=None, now=NOW)
    assert of_messages(None) == of_messages(UserFactory(language="ro")) == "en-gb"


@pytest.mark.django_db
def test_the_office_reads_the_sentences_and_begins(office, coordinator):
    reader("ur")
    assert "/office/wording/in/ur/" in office.get("/office/wording/").content.decode()
    page = office.get("/office/wording/in/ur/").content.decode()
    assert "1 person told us that they read Urdu" in page and "We have read them: write in Urdu" in page
    assert '<dd lang="ur" dir="rtl">السلام علیکم [name]،</dd>' in page
    office.post("/office/wording/in/ur/", {"press": "begin"})
    assert Wording.current().message_languages == ["ur"]
    page = office.get("/office/wording/in/ur/").content.decode()
    assert "Write in English again" in page
    assert f"{coordinator.name} began on {timezone.localdate():%-d %B %Y}." in page
    office.post("/office/wording/in/ur/", {"press": "stop"})
    assert Wording.current().message_languages == []
    assert office.get("/office/wording/in/ro/").status_code == 404


@pytest.mark.django_db
def test_words_are_marked_with_the_language_they_were_made_in_whatever_is_written_now(signed_in):
    place = reader("ur")
    tell(event="confirmed", enrolment=place, key="before", now=NOW)
    make(Message.objects.all())
    write_in(language="ur", wanted=True, by=None, now=NOW)
    tell(event="moved_up", enrolment=place, key="after", now=NOW + WEEK)
    make(Message.objects.all())
    assert [Message.objects.get(key=key).language for key in ("before", "after")] == ["en-gb", "ur"]
    page = signed_in(place.learner.user).get("/my/messages/").content.decode()
    marks = re.findall(r'<div lang="([^"]*)" dir="([^"]*)"><p class="nhsuk-body"><strong>', page)
    assert marks[0] == ("ur", "rtl") and set(marks[1:]) == {("en-gb", "ltr")}


@pytest.mark.django_db
def test_what_the_office_wrote_itself_is_marked_as_its_own_language_inside_a_message():
    place = reader("ur")
    write_in(language="ur", wanted=True, by=None, now=NOW)
    message = Message(channel="email", event="announcement", about=place.learner.code, written_at=NOW)
    said = announcements.say(message, place.learner, "We are closed for snow.", [], Wording.current())
    assert '<html lang="ur" dir="rtl">' in said.html
    assert '<div lang="en-gb" dir="ltr"><p>We are closed for snow.</p></div>' in said.html
