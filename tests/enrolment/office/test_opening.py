"""The ten questions of a new college, each saved as it is answered; and what is left before it opens."""

import pytest
from django.utils import timezone
from django.utils.html import escape

from college.models import Message, Wording
from courses.models import FirstAnswer, Locality, Policy, Strand, Term, UsualSigner
from enrolment.office.actions import opening
from enrolment.office.opening.left import left_before_opening, needed_to_open
from enrolment.office.opening.questions import QUESTIONS
from tests.enrolment.office.costs import cost
from tests.factories import CourseFactory, RunFactory, TermFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def gareth():
    return UserFactory(role="manager")


@pytest.fixture
def manager(signed_in, gareth):
    return signed_in(gareth)


def at(name: str) -> str:
    return f"/office/first/{name}/"


def test_there_are_ten_questions_each_with_its_reason_and_a_verb(manager):
    assert len(QUESTIONS) == 10 and {question.name for question in QUESTIONS} == set(opening.VERBS)
    for number, question in enumerate(QUESTIONS, 1):
        page = manager.get(at(question.name)).content.decode()
        assert escape(str(question.why)) in page and f"Step {number} of 10" in page
    assert not FirstAnswer.objects.exists()  # to look is not to answer


def test_an_answer_is_kept_at_once_and_can_be_changed(manager):
    assert manager.post(at("name"), {"college_name": "Wharf"})["Location"] == at("reach")
    assert "1 of 10 are answered" in manager.get("/office/").content.decode()
    manager.post(at("name"), {"college_name": "Wharf College"})
    assert Wording.objects.get().college_name == "Wharf College"
    assert FirstAnswer.objects.get().question == "name"


@pytest.mark.parametrize(
    ("name", "sent", "sentence"),
    [
        ("name", {"college_name": ""}, "college_name"),
        ("reach", {"help_phone": "", "help_hours": "Mondays"}, "Mondays"),
        ("people", {"word_learner": "student"}, "Write the word for several, too"),
        ("areas", {"areas": "x" * 81}, "keep a name to 80 letters"),
        ("areas", {"areas": " \n "}, "areas"),
        ("term", {"name": "Spring", "starts_on": "soon", "ends_on": "1/2/2027"}, "1/2/2027"),
        ("joining", {"minimum_age": "young"}, "young"),
        ("waiting", {"waiting_list": "lottery", "offer_days": "3", "offer_days_by_post": "7"}, "lottery"),
        ("signers", {"lived_name": "Rowan"}, "Write their e-mail"),
        (
            "signers",
            {
                "lived_name": "A", "lived_email": "a@example.org",
                "professional_name": "B", "professional_email": "A@example.org",
            },
            "Two different people sign",
        ),
    ],
)  # fmt: skip
def test_what_can_not_be_is_said_and_nothing_is_saved(manager, name, sent, sentence):
    page = manager.post(at(name), sent).content.decode()
    assert "<title>Error:" in page and sentence in page
    assert not FirstAnswer.objects.exists()
    assert not (Wording.objects.exists() or Policy.objects.exists() or Term.objects.exists())
    assert not (Locality.objects.exists() or UsualSigner.objects.exists())


def test_areas_and_themes_are_added_and_never_lost(manager):
    for _twice in range(2):
        manager.post(at("areas"), {"areas": "North\n north \nSouth", "online": "on"})
        manager.post(at("strands"), {"strands": "Hope"})
    assert [place.name for place in Locality.objects.all()] == ["North", "South", "Online"]
    assert Locality.objects.get(is_online=True).name == "Online"
    manager.post(at("areas"), {"areas": "South"})
    assert Locality.objects.count() == 3 and Strand.objects.count() == 1


def test_rules_keep_the_agreement_and_its_version(manager):
    Policy.objects.create(agreement="Be kind.", agreement_version=4)
    manager.post(at("waiting"), {"waiting_list": "automatic", "offer_days": "5", "offer_days_by_post": "9"})
    manager.post(at("joining"), {"minimum_age": "16"})
    policy = Policy.objects.get()
    assert (policy.waiting_list, policy.minimum_age, policy.places_per_term) == ("automatic", 16, None)
    assert (policy.agreement, policy.agreement_version) == ("Be kind.", 4)
    with pytest.raises(ValueError, match="versions"):
        opening.change_rules(agreement="", by=None, now=timezone.now())


def test_e_mail_is_tried_when_asked_for(manager, gareth):
    manager.post(at("post"), {"postal_address": "1 Wharf"})
    assert not Message.objects.exists()
    manager.post(at("post"), {"postal_address": "1 Wharf", "try_mail": "on"})
    assert Message.objects.get().to_user == gareth
    mail = next(thing for thing in needed_to_open(gareth, timezone.now()) if "e-mail" in thing.title)
    assert (mail.is_done, mail.detail) == (False, "One is on its way")
    Message.objects.update(status="failed")
    mail = next(thing for thing in needed_to_open(gareth, timezone.now()) if "e-mail" in thing.title)
    assert "could not be sent" in mail.detail and not mail.is_done


def test_signers_are_suggested_where_nobody_has_made_the_course_yet(manager):
    person = {"lived_name": "Rowan", "lived_email": "rowan@example.org"}
    manager.post(at("signers"), person)
    course = CourseFactory()
    form = manager.get(f"/sign-off/ask/{course.code}/").context["form"]
    assert form.initial == person
    course.co_producers.create(user=UserFactory(email="zoe@example.org"), capacity="lived", name="Zoe")
    form = manager.get(f"/sign-off/ask/{course.code}/").context["form"]
    assert form.initial == {"lived_name": "Zoe", "lived_email": "zoe@example.org"}
    manager.post(at("signers"), {})
    assert not UsualSigner.objects.exists()


def test_what_is_left_is_read_from_what_is_there_and_goes_when_the_college_is_open(manager, gareth, here):
    term = TermFactory(public_from=None)
    run = RunFactory(term=term, locality=here, status="draft")
    titles = [thing.title for thing in left_before_opening(gareth, timezone.now())]
    assert "Bring the programme in" not in titles and "Publish the runs" in titles
    assert titles[-1] == "Say when the term becomes public"
    RunFactory(locality=here, course__public=True)
    assert left_before_opening(gareth, timezone.now()) == []
    assert "Before you can open" not in manager.get("/office/").content.decode()
    assert run.status == "draft"


@pytest.mark.parametrize("role", ["manager", "coordinator", "administrator"])
def test_nobody_is_led_where_they_may_not_go(signed_in, role, here):
    CourseFactory(), TermFactory(public_from=None)
    user = UserFactory(role=role)
    ways = {thing.href for thing in needed_to_open(user, timezone.now())} - {""}
    assert ways
    browser = signed_in(user)
    assert {browser.get(way).status_code for way in ways} == {200}


def test_the_page_costs_the_same_with_one_run_and_with_ten(manager, here):
    term = TermFactory(public_from=None)
    RunFactory(term=term, locality=here, status="draft")
    few = cost(manager, "/office/first/")
    for _run in range(9):
        RunFactory(term=term, locality=here, status="draft")
    assert cost(manager, "/office/first/") <= few


def test_nobody_else_is_asked(signed_in, here):
    coordinator = signed_in(UserFactory(role="coordinator"))
    assert coordinator.get("/office/first/").status_code == 404
    assert coordinator.post(at("name"), {"college_name": "Mine"}).status_code == 404
    assert signed_in(UserFactory(role="manager")).get(at("eleventh")).status_code == 404
