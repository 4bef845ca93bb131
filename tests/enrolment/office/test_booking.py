"""Somebody rings, and leaves with a place or on the waiting list, said at once."""

import pytest
from django.test import Client
from django.utils import timezone

from college.models import Message, RecordOpening
from enrolment.learners.answers import Answers
from enrolment.learners.drafts import close_draft, start_draft
from enrolment.models import Enrolment, Learner, ReferralDraft
from tests.factories import EnrolmentFactory, LearnerFactory, RunFactory, UserFactory, set_policy

pytestmark = pytest.mark.django_db

ENROL = "/office/enrol/"


@pytest.fixture
def run(here):
    return RunFactory(locality=here, venue__locality=here)


def said(run, /, **more):
    """What a caller says, who is new."""
    answers = {
        "run": run.code, "name": "Mo", "full_name": "Mo Farley", "route": "call", "phone": "01632 960 555",
        "old_enough": "on", "agree": "on", "needs": ["breaks"], "needs_words": "I tire quickly.",
    }  # fmt: skip
    return answers | more


def test_a_newcomer_joins_and_has_a_place_in_one_post(office, coordinator, run):
    page = office.post(ENROL, said(run), follow=True).content.decode()
    assert "Mo has a place on" in page and "The next session: Tuesday" in page
    enrolment = Enrolment.objects.get()
    assert (enrolment.source, enrolment.status) == ("office", "confirmed")
    assert enrolment.learner.agreement_version == 1
    assert enrolment.learner.needs.count() == 2
    assert enrolment.events.get().by == coordinator
    assert Message.objects.filter(about=enrolment.code).count() == 1


def test_on_a_full_run_the_waiting_list_is_said_at_once(office, here):
    run = RunFactory(locality=here, capacity=1)
    EnrolmentFactory(run=run)
    page = office.post(ENROL, said(run), follow=True).content.decode()
    assert "is full. Mo is on the waiting list, among the first 5." in page


@pytest.mark.parametrize(
    "missing, sentence",
    [
        ({"phone": ""}, "Ask for the telephone number, or for another way."),
        ({"name": ""}, "Ask what they like to be called."),
        ({"old_enough": ""}, "Ask whether they are."),
        ({"agree": ""}, "Read the learning agreement"),
        ({"run": ""}, "Choose the course that they ring about."),
    ],
)
def test_what_is_missing_is_asked_for_and_what_was_typed_stays(office, run, missing, sentence):
    page = office.post(ENROL, said(run, **missing)).content.decode()
    assert sentence in page
    assert "Mo Farley" in page and "I tire quickly." in page
    assert not Learner.objects.exists()


@pytest.mark.parametrize(
    "known, said_of_them",
    [
        ({"phone": "+44 1632 960555"}, "the same telephone"),
        ({"email": "mo@example.org"}, "the same e-mail address"),
    ],
)
def test_somebody_who_may_be_known_is_asked_about_once(office, run, known, said_of_them):
    them = LearnerFactory(name="Maurice", **known)
    more = {"email": "MO@example.org", "route": "email"} if "email" in known else {}
    page = office.post(ENROL, said(run, **more)).content.decode()
    assert said_of_them in page and "Say whether it is one of these." in page
    assert Learner.objects.count() == 1
    page = office.post(ENROL, said(run, **more, person=them.code), follow=True).content.decode()
    assert "Maurice has a place on" in page
    assert Learner.objects.count() == 1


def test_somebody_else_of_the_same_name_is_booked_as_new(office, here, run):
    LearnerFactory(name="Mo")
    assert "the same name" in office.post(ENROL, said(run)).content.decode()
    office.post(ENROL, said(run, person="new"))
    assert Learner.objects.filter(name="Mo").count() == 2


def test_pressing_twice_does_not_make_two_people(office, run):
    office.post(ENROL, said(run))
    assert "the same telephone" in office.post(ENROL, said(run)).content.decode()
    assert Learner.objects.count() == 1


def test_a_name_beyond_ones_localities_is_not_given_away_and_a_contact_is_written_down(office, there, run):
    elsewhere = EnrolmentFactory(run=RunFactory(locality=there), learner=LearnerFactory(name="Mo")).learner
    office.post(ENROL, said(run))
    assert Enrolment.objects.filter(run=run).count() == 1
    assert not RecordOpening.objects.filter(learner_code=elsewhere.code).exists()
    same_phone = EnrolmentFactory(run=RunFactory(locality=there), learner=LearnerFactory(phone="01632 960 777")).learner
    office.post(ENROL, said(run, name="Al", full_name="", phone="01632960777"))
    opening = RecordOpening.objects.get(learner_code=same_phone.code)
    assert opening.beyond_locality and opening.part == "contact"


def test_what_places_refuse_is_a_sentence_and_nobody_is_half_registered(office, run):
    them = LearnerFactory(name="Maurice", phone="01632 960 555")
    EnrolmentFactory(learner=them, run=RunFactory(term=run.term))
    set_policy(places_per_term=1)
    page = office.post(ENROL, said(run, person=them.code)).content.decode()
    assert "which is the most a person can hold" in page and "Mo Farley" in page
    assert Enrolment.objects.filter(run=run).count() == 0


def test_somebody_known_needs_only_the_course(office, here, run):
    them = LearnerFactory()
    page = office.get(f"/office/people/{them.code}/enrol/?run={run.code}").content.decode()
    assert "Read this out" not in page and f'value="{run.code}" selected' in page
    office.post(f"/office/people/{them.code}/enrol/", {"run": run.code})
    assert Enrolment.objects.get().learner == them


def test_a_changed_agreement_is_read_out_again(office, run):
    them = LearnerFactory()
    set_policy(agreement_version=2)
    address = f"/office/people/{them.code}/enrol/"
    assert "Read this out" in office.get(address).content.decode()
    office.post(address, {"run": run.code})
    assert not Enrolment.objects.exists()
    office.post(address, {"run": run.code, "agree": "on"})
    them.refresh_from_db()
    assert them.agreement_version == 2 and Enrolment.objects.exists()


def test_a_run_of_another_locality_is_neither_offered_nor_taken(office, there, run):
    other = RunFactory(locality=there)
    assert other.code not in office.get(ENROL).content.decode()
    assert "Select a valid choice" in office.post(ENROL, said(other)).content.decode()
    assert not Learner.objects.exists()


@pytest.mark.parametrize("role", ["trainer", "administrator", "data_protection"])
def test_who_takes_no_bookings_has_no_such_page(signed_in, run, role):
    assert signed_in(UserFactory(role=role)).get(ENROL).status_code == 404


def test_the_page_costs_the_same_at_three_runs_and_at_thirty(office, here, django_assert_max_num_queries):
    office.get(ENROL)
    for more in (3, 27):
        for _run in range(more):
            RunFactory(locality=here, venue=None, sessions=2)
        with django_assert_max_num_queries(16):
            office.get(ENROL)


# A form that was begun online ----------------------------------------------------------------------


@pytest.fixture
def begun(run):
    answers = Answers(name="Mo", route="text", phone="07700 900 123", needs=["breaks"], needs_words="I tire quickly.")
    return start_draft(run=run, answers=answers, now=timezone.now())


def gone_on(office, code: str) -> str:
    return office.post(ENROL, {"press": "go_on", "code": code}).content.decode()


def test_a_form_that_was_begun_online_is_gone_on_with_and_nothing_is_asked_twice(office, run, begun):
    page = gone_on(office, begun.written_code.upper())
    for typed in ('value="Mo"', "07700 900 123", "I tire quickly.", f'value="{begun.code}"'):
        assert typed in page
    assert begun.code not in office.get(ENROL).content.decode()
    page = office.post(ENROL, said(run, route="text", phone="07700 900 123", begun=begun.code), follow=True)
    assert "Mo has a place on" in page.content.decode()
    begun.refresh_from_db()
    assert (begun.answers, begun.enrolment_code) == ("", Enrolment.objects.get().code)
    # On their own phone, the form leads to that place.
    assert Client().get(f"/join/{run.code}/{begun.code}/check/", follow=True).status_code == 200


def test_whoever_turns_out_to_be_known_has_their_form_finished_too(office, run, begun):
    them = LearnerFactory(name="Mo", phone="07700 900 123")
    sent = said(run, route="text", phone="07700 900 123", begun=begun.code)
    office.post(ENROL, sent | {"person": them.code})
    begun.refresh_from_db()
    assert begun.enrolment_code == Enrolment.objects.get(learner=them).code
    assert Learner.objects.count() == 1


@pytest.mark.parametrize("code", ["", "k7qm k7qm k7qm", "x" * 61])
def test_a_code_that_nobody_has_gets_a_sentence_and_an_empty_form(office, run, code):
    page = gone_on(office, code)
    assert "nhsuk-error-summary" in page and "Choose the course" not in page


def test_a_form_that_they_sent_themselves_meanwhile_books_nothing_more(office, run, begun):
    draft = ReferralDraft.objects.get()
    close_draft(draft=draft, enrolment_code="k7qmk7qmk7qm", now=timezone.now())
    assert "has led to a place" in gone_on(office, begun.code)
    page = office.post(ENROL, said(run, begun=begun.code)).content.decode()
    assert "has led to a place" in page and not Learner.objects.exists()
    page = office.post(ENROL, said(run, begun="k7qmk7qmk7qm")).content.decode()
    assert "We have no form with this code" in page and not Learner.objects.exists()
