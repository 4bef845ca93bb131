"""The office talks with a guardian, and notes what they said: what was kept is given, or ends kindly."""

import datetime as dt

import pytest
from django.db.models import F
from django.utils import timezone

from college.models import Message, RecordOpening
from enrolment.models import Concern, Guardian
from enrolment.office.actions.merging import AgesDiffer, merge_records
from enrolment.places.actions import request_place, withdraw
from enrolment.places.gates import GuardianSaidNo
from enrolment.places.guardian import (
    AnsweredAlready,
    NobodySaidSo,
    NotYetSaid,
    ask_anew,
    come_of_age,
    note_answer,
    take_agreement_back,
)
from enrolment.places.tasks import confirm
from enrolment.welcome.actions import talk_was_had
from enrolment.welcome.permissions import without_a_talk
from tests import mail
from tests.factories import EnrolmentFactory, LearnerFactory, LocalityFactory, RunFactory, UserFactory, set_policy

pytestmark = pytest.mark.django_db
NOW = timezone.now


@pytest.fixture
def place(join):
    return join()


@pytest.fixture
def office(signed_in, coordinator):
    return signed_in(coordinator)


def note(guardian, by, *, agrees=True, said_by="Mo Quill", days=0) -> Guardian:
    said_on = timezone.localdate() + dt.timedelta(days=days)
    return note_answer(guardian=guardian, agrees=agrees, said_by=said_by, said_on=said_on, by=by, now=NOW())


def told(place) -> list[str]:
    return [message.event for message in Message.objects.filter(about=place.code).order_by("pk")]


def sent(**changed) -> dict:
    return {"press": "agrees", "said_by": "Mo Quill", "said_on": f"{timezone.localdate():%d/%m/%Y}"} | changed


def test_from_the_first_page_of_the_office_to_a_place(office, place, coordinator):
    shown = office.get("/office/").content.decode()
    assert "Talk to Alex’s guardian" in shown and "find a time" not in shown
    address = f"/office/people/{place.learner.code}/guardian/"
    page = office.get(address).content.decode()
    assert all(words in page for words in ("Mo Quill", "0113 496 0998", "My parent", "Not asked yet"))
    assert RecordOpening.objects.get().part == "guardian"
    assert "Write who said so." in office.post(address, sent(said_by=" ")).content.decode()
    for _twice in range(2):
        assert office.post(address, sent()).url == f"/office/people/{place.learner.code}/"
    place.refresh_from_db()
    guardian = Guardian.objects.get()
    assert (place.status, guardian.status, guardian.answer.by) == ("confirmed", "agreed", coordinator)
    assert told(place) == ["guardian_asked", "confirmed"]
    record = office.get(f"/office/people/{place.learner.code}/").content.decode()
    assert "Mo Quill" in record and "Noted by Amina" in record
    assert "Talk to Alex" not in office.get("/office/").content.decode()


def test_who_does_not_agree_ends_it_kindly_and_the_next_person_has_the_place(
    office, place, coordinator, django_capture_on_commit_callbacks
):
    set_policy(waiting_list="automatic")
    next_one, other = EnrolmentFactory(run=place.run), RunFactory(capacity=1)
    EnrolmentFactory(run=other)
    waits = request_place(learner=place.learner, run=other, by=None, now=NOW())
    with django_capture_on_commit_callbacks(execute=True):
        page = office.post(f"/office/people/{place.learner.code}/guardian/", sent(press="refuses"), follow=True)
    assert "told kindly" in page.content.decode()
    for each, status in ((place, "declined"), (waits, "declined"), (next_one, "confirmed")):
        each.refresh_from_db()
        assert each.status == status
    message = mail.messages(about=place.code)[-1]
    assert message.event == "guardian_said_no" and "You have done nothing wrong" in message.text
    with pytest.raises(GuardianSaidNo):
        request_place(learner=place.learner, run=RunFactory(), by=None, now=NOW())
    assert office.post(f"/office/people/{place.learner.code}/guardian/", {"press": "anew"}).status_code == 302
    ask_anew(guardian=Guardian.objects.get(), by=coordinator, now=NOW())  # twice is once
    assert request_place(learner=place.learner, run=RunFactory(), by=None, now=NOW()).status == "requested"


def test_an_offered_place_ends_as_well(place, coordinator):
    other = RunFactory(capacity=1)
    holder = EnrolmentFactory(run=other)
    waits = request_place(learner=place.learner, run=other, by=None, now=NOW())
    withdraw(enrolment=holder, by=None, now=NOW())
    waits.refresh_from_db()
    assert waits.status == "offered"
    note(Guardian.objects.get(), coordinator, agrees=False)
    waits.refresh_from_db()
    assert (waits.status, waits.last_offer.outcome) == ("withdrawn", "ended")


def test_where_the_college_talks_first_the_guardian_comes_before_the_talk(join, run, coordinator):
    set_policy(confirmation="after_talk")
    place = join()
    assert not without_a_talk(coordinator).exists()
    talk_was_had(learner=place.learner, by=coordinator, now=NOW())  # somebody had a talk all the same
    place.refresh_from_db()
    assert place.status == "requested" and confirm(NOW()) == 0
    place.learner.welcomed_at = None
    place.learner.save()
    note(Guardian.objects.get(), coordinator)
    place.refresh_from_db()
    assert place.status == "requested" and told(place) == ["guardian_asked", "requested"]
    assert without_a_talk(coordinator).get() == place
    talk_was_had(learner=place.learner, by=coordinator, now=NOW())
    place.refresh_from_db()
    assert place.status == "confirmed"


@pytest.mark.parametrize(("said", "refusal"), [({"said_by": " "}, NobodySaidSo), ({"days": 1}, NotYetSaid)])
def test_an_answer_has_who_gave_it_and_a_day_that_was(place, coordinator, said, refusal):
    with pytest.raises(refusal):
        note(Guardian.objects.get(), coordinator, **said)


def test_another_answer_after_the_first_is_refused_and_so_is_asking_anew_who_agreed(place, coordinator):
    guardian = Guardian.objects.get()
    note(guardian, coordinator)
    with pytest.raises(AnsweredAlready):
        note(guardian, coordinator, agrees=False)
    with pytest.raises(AnsweredAlready):
        ask_anew(guardian=guardian, by=coordinator, now=NOW())


def test_agreement_can_be_taken_back_and_that_there_was_one_stays_on_record(
    office, place, coordinator, django_capture_on_commit_callbacks
):
    set_policy(waiting_list="automatic")
    guardian, next_one = Guardian.objects.get(), EnrolmentFactory(run=place.run)
    note(guardian, coordinator)
    full = EnrolmentFactory(run__capacity=1).run
    waits = EnrolmentFactory(run=full, learner=place.learner)
    over = EnrolmentFactory(learner=place.learner)
    over.run.sessions.update(held_on=F("held_on") - dt.timedelta(days=400))
    address, data = f"/office/people/{place.learner.code}/guardian/", sent(press="takes_back")
    assert "Write who said so." in office.post(address, data | {"said_by": ""}).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        for _twice in range(2):
            office.post(address, data)
    for each, status in ((place, "withdrawn"), (waits, "declined"), (over, "confirmed"), (next_one, "confirmed")):
        each.refresh_from_db()
        assert each.status == status
    assert told(place)[-1] == "guardian_said_no" and told(place).count("guardian_said_no") == 1
    ask_anew(guardian=guardian, by=coordinator, now=NOW())
    note(guardian, coordinator, said_by="Jo Quill")
    assert [(each.agrees, each.said_by) for each in guardian.answers.all()] == [
        (True, "Mo Quill"),
        (False, "Mo Quill"),
        (True, "Jo Quill"),
    ]
    page = office.get(address).content.decode()
    assert page.count("they agree.") == 2 and "they do not agree." in page


def test_nothing_is_taken_back_that_was_never_said(place, coordinator):
    guardian, said = Guardian.objects.get(), {"said_by": "Mo", "said_on": timezone.localdate()}
    with pytest.raises(AnsweredAlready):
        take_agreement_back(guardian=guardian, by=coordinator, now=NOW(), **said)
    note(guardian, coordinator, agrees=False)
    with pytest.raises(AnsweredAlready):
        take_agreement_back(guardian=guardian, by=coordinator, now=NOW(), **said)


def test_who_is_old_enough_needs_nobody_and_the_guardian_s_contact_is_forgotten(office, place, coordinator):
    office.post(f"/office/people/{place.learner.code}/guardian/", {"press": "of_age"})
    come_of_age(guardian=Guardian.objects.get(), by=coordinator, now=NOW())  # twice is once
    place.refresh_from_db()
    guardian = Guardian.objects.get()
    assert (place.status, place.learner.age_confirmed) == ("confirmed", True)
    assert (guardian.name, guardian.phone, guardian.email) == ("Mo Quill", "", "") and guardian.ended_at
    assert office.get(f"/office/people/{place.learner.code}/guardian/").status_code == 404
    with pytest.raises(AnsweredAlready):
        note(guardian, coordinator)


def test_who_may_not_see_the_guardian_does_not(signed_in, place, run):
    address = f"/office/people/{place.learner.code}/guardian/"
    for who in (
        UserFactory(role="coordinator", role__locality=LocalityFactory()),
        UserFactory(role="trainer"),
        UserFactory(role="analyst"),
        place.learner.user,
    ):
        assert signed_in(who).get(address).status_code == 404
        assert signed_in(who).post(address, sent()).status_code == 404
    assert Guardian.objects.get().status == "asked"


def test_safeguarding_sees_the_guardian_from_a_concern_and_notes_nothing(signed_in, place):
    client, session = signed_in(UserFactory(role="safeguarding")), place.run.sessions_on()[0]
    facts = {"session": session, "raised_by": UserFactory(), "raised_at": NOW(), "words": "She is afraid"}
    concern = Concern.objects.create(key="0" * 32, enrolment=place, **facts)
    address = f"/office/people/{place.learner.code}/guardian/"
    assert address in client.post(f"/office/concerns/{concern.code}/", {"press": "open"}).content.decode()
    shown = client.get(address).content.decode()
    assert "0113 496 0998" in shown and "They agree" not in shown
    client.post(address, sent())
    assert Guardian.objects.get().status == "asked"


def test_two_records_put_together_have_one_guardian(join, coordinator):
    one, other = join(), join(run=RunFactory(), email="alex2@example.org")
    merge_records(kept=one.learner, gone=other.learner, by=coordinator, now=NOW())
    assert one.learner.guardians.count() == 1 and one.learner.enrolments.count() == 2


def test_nobody_comes_of_age_by_being_put_together_with_somebody_who_is(place, coordinator):
    adult, young = LearnerFactory(), place.learner
    for kept, gone in ((adult, young), (young, adult)):
        with pytest.raises(AgesDiffer):
            merge_records(kept=kept, gone=gone, by=coordinator, now=NOW())
    come_of_age(guardian=Guardian.objects.get(), by=coordinator, now=NOW())
    merge_records(kept=adult, gone=young, by=coordinator, now=NOW())
    assert adult.enrolments.get().status == "confirmed" and adult.guardians.get().ended_at
