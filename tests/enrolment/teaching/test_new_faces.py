"""Somebody comes without a place: welcomed by the trainer, known to the college or not; nothing of anyone is shown."""

import datetime as dt

import pytest
from django.utils import timezone

from enrolment.learners.actions import CantBeReached, NoName, TooYoung
from enrolment.models import Enrolment, Learner, Mark
from enrolment.places.actions import walk_in
from enrolment.places.gates import CalledOff, Over
from enrolment.places.queries import places_left
from enrolment.registers.actions import CantMark
from enrolment.teaching.actions import Newcomer, welcome
from tests.factories import AllocationFactory, EnrolmentFactory, LearnerFactory, RunFactory, TrainerFactory, UserFactory

pytestmark = pytest.mark.django_db
JO = {"name": "Jo", "phone": "07700 900123", "email": "", "old_enough": "on"}


def address(session, page="new-face/"):
    return f"/teaching/registers/{session.code}/{page}"


def come(session, trainer, **said):
    newcomer = Newcomer(**{"name": "Jo", "phone": "07700 900123", "old_enough": True} | said)
    return welcome(session=session, newcomer=newcomer, by=trainer.user, now=timezone.now())


def test_somebody_new_is_on_the_register_and_marked_after_one_press_pressed_twice(phone, session, twelve):
    for _turn in range(2):
        page = phone.post(address(session), JO, follow=True).content.decode()
        assert "Jo is on the register, and marked here." in page
    learner = Learner.objects.get(name="Jo")
    enrolment = learner.enrolments.get()
    assert (enrolment.status, enrolment.source, enrolment.began_on) == ("confirmed", "walk_in", session.held_on)
    assert Mark.objects.get(enrolment=enrolment).status == "present"
    assert learner.user is None and learner.agreed_at is None and learner.route == "call"


def test_somebody_known_is_found_by_number_and_name_and_nothing_else_of_them_is_shown(phone, session):
    known = LearnerFactory(
        name="Jo", full_name="Josephine Bell", phone="+44 7700 900 123", email="jo.bell@example.org",
        capacities=["uses_services"],
    )  # fmt: skip
    page = phone.post(address(session), JO, follow=True).content.decode()
    assert known.enrolments.get().source == "walk_in" and Learner.objects.count() == 1
    for secret in ("Bell", "900 123", "jo.bell", "uses_services"):
        assert secret not in page


def test_the_answer_is_the_same_for_somebody_known_and_somebody_new(phone, session):
    LearnerFactory(name="Jo", phone="07700 900123")
    for number in ("07700 900123", "07700 900999"):
        page = phone.post(address(session), JO | {"phone": number}, follow=True).content.decode()
        assert "Jo is on the register, and marked here." in page


def test_another_name_on_the_same_telephone_is_another_person(session, trainer):
    LearnerFactory(name="Sam", phone="07700 900123")
    assert come(session, trainer).learner.name == "Jo"
    assert Learner.objects.count() == 2


def test_two_people_of_one_name_and_number_are_not_guessed_between(session, trainer):
    known = [LearnerFactory(name="Jo", phone="07700 900123") for _turn in range(2)]
    assert come(session, trainer).learner not in known


def test_who_waits_leaves_the_list_and_stands_outside_the_count(run, session, trainer):
    type(run).objects.filter(pk=run.pk).update(capacity=1)
    run.refresh_from_db()
    EnrolmentFactory(run=run)
    waits = EnrolmentFactory(run=run, learner=LearnerFactory(name="Jo", phone="07700 900123"))
    assert waits.status == "waiting"
    assert come(session, trainer).pk == waits.pk
    standing = places_left(run, today=timezone.localdate())
    assert (standing.held, standing.waiting) == (1, 0)


def test_the_register_says_when_more_people_are_on_it_than_places(phone, run, session, trainer):
    type(run).objects.filter(pk=run.pk).update(capacity=1)
    EnrolmentFactory(run=run)
    come(session, trainer)
    assert "1 more person than places" in phone.get(address(session, "")).content.decode()
    assert "Whether the room holds one more is for you to say" in phone.get(address(session)).content.decode()


def test_a_drop_in_takes_whoever_comes(trainer):
    run = RunFactory(format="drop_in", sessions=1, sessions__first_on=timezone.localdate(), capacity=1)
    for kind in ("peer", "professional"):
        AllocationFactory(run=run, trainer=TrainerFactory(kind=kind))
    for name in ("Jo", "Sam", "Ali"):
        assert come(run.sessions_on()[0], trainer, name=name).status == "confirmed"


@pytest.mark.parametrize(
    ("said", "refusal"),
    [({"name": " "}, NoName), ({"phone": ""}, CantBeReached), ({"old_enough": False}, TooYoung)],
)
def test_what_is_missing_is_asked_for_and_nothing_is_half_kept(session, trainer, said, refusal):
    with pytest.raises(refusal):
        come(session, trainer, **said)
    assert not Learner.objects.exists()


def test_a_session_to_come_or_called_off_takes_nobody_and_keeps_nothing(run, session, trainer):
    later = run.sessions.get(held_on=timezone.localdate() + dt.timedelta(days=7))
    with pytest.raises(CantMark):
        come(later, trainer)
    type(run).objects.filter(pk=run.pk).update(status="cancelled")
    with pytest.raises(CalledOff):
        come(session, trainer)
    assert not Learner.objects.exists() and not Enrolment.objects.exists()


def test_a_name_from_paper_counts_from_the_day_they_came_also_when_the_run_is_over(run, trainer):
    first, learner = run.sessions_on()[0], LearnerFactory()
    late = walk_in(run=run, learner=learner, by=trainer.user, now=timezone.now(), came_on=run.sessions_on()[1].held_on)
    walk_in(run=run, learner=learner, by=trainer.user, now=timezone.now(), came_on=first.held_on)
    late.refresh_from_db()
    assert late.began_on == first.held_on
    with pytest.raises(Over):
        day = run.sessions_on()[-1].held_on + dt.timedelta(days=1)
        walk_in(run=run, learner=LearnerFactory(), by=trainer.user, now=timezone.now(), came_on=day)


def test_the_page_keeps_what_was_typed_and_says_what_is_missing(phone, session):
    page = phone.post(address(session), {"name": "Jo", "phone": "123"}).content.decode()
    assert "Write the whole number" in page and 'value="Jo"' in page and "Ask whether they are." in page
    page = phone.post(address(session), JO | {"phone": ""}).content.decode()
    assert "they are welcome all the same" in page


def test_the_office_sees_who_is_to_be_completed_until_the_agreement_was_read_out(signed_in, run, session, trainer):
    LearnerFactory(name="Joanna", phone="07700 900123")
    learner = come(session, trainer).learner
    office = signed_in(UserFactory(role="coordinator", role__locality=run.locality))
    assert "1 person has not heard the agreement" in office.get("/office/").content.decode()
    assert learner.code in office.get("/office/new-faces/").content.decode()
    page = office.get(f"/office/people/{learner.code}/").content.decode()
    assert "to be completed" in page and "Joanna" in page and "the same telephone" in page
    office.post(f"/office/people/{learner.code}/agreed/")
    learner.refresh_from_db()
    assert learner.agreed_at and learner.agreement_version == 1
    assert "not heard the agreement" not in office.get("/office/").content.decode()
    elsewhere = signed_in(UserFactory(role="coordinator", role__locality=RunFactory().locality))
    assert learner.code not in elsewhere.get("/office/new-faces/").content.decode()
