"""A block of questions that the college switched off is asked and shown nowhere; what was answered stays theirs."""

import pytest

from college.records.declarations import registry
from courses.form_blocks import NAMED, OPTIONAL, record_of_purposes, years_words
from courses.models import Policy
from enrolment.learners.questions import COLUMNS, QUESTIONS
from enrolment.models import Learner
from tests.enrolment.my.test_join import go_through
from tests.factories import LearnerFactory, RunFactory, UserFactory, set_policy

pytestmark = pytest.mark.django_db
EVERYTHING = [block.name for block in OPTIONAL]
TOLD = {
    "full_name": "Alexandra Quill",
    "capacities": ["carer"],
    "emergency_name": "Sal Quill",
    "emergency_phone": "0113 496 0001",
    "heard": "leaflet",
}
# What each answer reads as on a page, and what asks for it.
WORDS = ["Alexandra Quill", "I care for someone", "Sal Quill", "From a leaflet", "More breaks"]
ASKING = ['name="full_name"', 'name="capacities"', 'name="emergency_name"', 'name="heard"', 'name="needs"']


@pytest.fixture
def learner():
    learner = LearnerFactory(**TOLD)
    learner.needs.create(kind="breaks")
    return learner


def pages(client, *addresses: str) -> str:
    return "".join(client.get(address).content.decode() for address in addresses)


def test_each_block_that_can_be_off_has_its_questions_and_says_how_long_as_they_do():
    assert QUESTIONS.keys() == {*EVERYTHING, "guardian"}
    declared = registry["enrolment.Learner"].personal
    for name, columns in COLUMNS.items():
        assert {str(declared[column].keep) for column in columns} == {str(years_words(NAMED[name].years))}


def test_what_is_off_is_shown_on_no_page_of_the_learner_and_its_questions_are_not_there(client, learner):
    client.force_login(learner.user)
    mine = ("/my/", "/my/details/", "/my/privacy/")
    assert all(words in pages(client, *mine) for words in WORDS)
    set_policy(unasked=EVERYTHING)
    shown = pages(client, "/my/", "/my/details/", "/my/details/name/")
    assert not [words for words in [*WORDS, *ASKING] if words in shown]
    for part in ("emergency", "about", "heard"):
        assert client.get(f"/my/details/{part}/").status_code == 404
    assert client.get("/my/needs/").status_code == client.post("/my/needs/", {"own_words": "x"}).status_code == 404
    client.post("/my/details/name/", {"name": "Alex", "full_name": "Somebody Else"})
    learner.refresh_from_db()
    assert (learner.name, learner.full_name) == ("Alex", "Alexandra Quill")


def test_the_office_neither_asks_nor_sees_it(signed_in, learner):
    client = signed_in(UserFactory(role="manager"))
    person = f"/office/people/{learner.code}/"
    mine = (person, f"{person}edit/", "/office/enrol/")
    before = pages(client, *mine)
    assert all(words in before for words in [*WORDS, *ASKING])
    set_policy(unasked=EVERYTHING)
    after = pages(client, *mine)
    assert [words for words in WORDS if words in after] == ["More breaks"]  # it is still to be arranged: a promise
    assert not [asks for asks in ASKING if asks in after]


def test_referring_oneself_has_a_screen_less_and_an_old_draft_brings_nothing_in(client):
    run = RunFactory()
    check = go_through(client, run)
    set_policy(unasked=EVERYTHING)
    seen = client.get(check).content.decode()
    assert "I care for someone" not in seen and "More breaks" not in seen
    assert "There are 5 short screens" in client.get(f"/join/{run.code}/").content.decode()
    assert client.get(check.replace("check", "help")).url == check
    client.post(check)
    learner = Learner.objects.get()
    assert (learner.capacities, learner.needs.count()) == ([], 0)


def test_old_answers_can_be_taken_along_and_deleted_and_no_others(client, learner):
    client.force_login(learner.user)
    set_policy(unasked=["emergency", "needs"])
    assert "Sal Quill" in client.get("/my/privacy/").content.decode()
    sheet = client.get("/my/privacy/told.csv").content.decode()
    assert all(words in sheet for words in WORDS)
    for block in ("emergency", "needs", "emergency"):
        assert client.post(f"/my/privacy/delete/{block}/").url == "/my/privacy/"
    for block in ("heard", "name", "nothing"):
        assert client.post(f"/my/privacy/delete/{block}/").status_code == 404
    learner.refresh_from_db()
    assert (learner.emergency_name, learner.emergency_phone, learner.needs.count()) == ("", "", 0)
    assert (learner.heard, learner.name) == ("leaflet", learner.name)
    sheet = client.get("/my/privacy/told.csv").content.decode()
    assert "Sal Quill" not in sheet and "From a leaflet" in sheet


def test_the_record_of_purposes_follows_the_switches():
    set_policy(unasked=["heard"], bases={"needs": "legal_duty"})
    record = {each.block.name: str(each.basis) for each in record_of_purposes()}
    assert record.keys() == NAMED.keys() - {"heard", "guardian"}  # no young people, unless a rule says so
    assert record["needs"] == "a duty that the law gives us"


def test_a_certificate_names_whoever_asks_for_no_full_name_as_they_are_called(learner):
    assert learner.written_name == "Alexandra Quill"
    set_policy(unasked=["full_name"])
    assert learner.written_name == learner.name
    assert Policy.current().unasked == ["full_name"]
