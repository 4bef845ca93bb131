"""A trainer takes a register on a phone: everyone here, then change, then close."""

import datetime as dt

import pytest
from django.utils import timezone

from college.models import RecordOpening
from enrolment.models import Mark, MarkEvent, Need, Register
from enrolment.places.sharing import share_needs
from tests.enrolment.office.costs import cost
from tests.factories import AllocationFactory, EnrolmentFactory, LearnerFactory, RunFactory, TrainerFactory, UserFactory

pytestmark = pytest.mark.django_db


def address(session):
    return f"/teaching/registers/{session.code}/"


def marks(session):
    return list(
        Mark.objects.filter(session=session).order_by("enrolment__learner__name").values_list("status", flat=True)
    )


def test_one_press_marks_everyone_and_one_row_is_changed(phone, session, twelve):
    phone.post(address(session), {"press": "everyone"})
    assert marks(session) == ["present"] * 12
    page = phone.post(address(session), {twelve[0].code: "apologies", "press": "save"}, follow=True).content.decode()
    assert marks(session) == ["apologies"] + ["present"] * 11
    assert "<strong>11</strong> here" in page and "<strong>1</strong> with apologies" in page
    assert 'data-count="unmarked" hidden' in page


def test_everyone_here_leaves_marks_that_are_given_alone(phone, session, twelve):
    phone.post(address(session), {twelve[3].code: "did_not_attend", "press": "save"})
    phone.post(address(session), {twelve[3].code: "did_not_attend", "press": "everyone"})
    assert marks(session).count("present") == 11


def test_it_says_how_many_are_here_and_how_many_have_no_mark(phone, session, twelve):
    said = {enrolment.code: "present" for enrolment in twelve[:8]} | {twelve[8].code: "part"}
    page = phone.post(address(session), said | {"press": "save"}, follow=True).content.decode()
    assert "<strong>9</strong> here" in page and "<strong>3</strong> without a mark" in page


def test_closing_with_names_unmarked_saves_what_is_there_and_says_what_is_open(phone, session, twelve):
    page = phone.post(address(session), {twelve[0].code: "present", "press": "close"}).content.decode()
    assert "11 names have no mark yet." in page and "<title>Error:" in page
    assert "<strong>11</strong> without a mark" in page
    assert marks(session) == ["present"]
    assert not Register.objects.filter(closed_at__isnull=False).exists()


def test_the_register_is_closed_and_a_mark_put_right_later(phone, trainer, session, twelve):
    phone.post(address(session), {"press": "everyone"})
    page = phone.post(address(session), {"press": "close"}, follow=True).content.decode()
    assert "The register is closed. Thank you." in page and "Save and close" not in page
    session.refresh_from_db()
    assert session.status == "held"
    phone.post(address(session), {twelve[0].code: "part", "press": "save"})
    assert marks(session)[0] == "part"
    assert MarkEvent.objects.filter(mark__enrolment=twelve[0]).latest("pk").by == trainer.user


def test_an_unknown_mark_is_refused_and_the_others_are_kept_on_the_page(phone, session, twelve):
    said = {twelve[0].code: "wonderful", twelve[1].code: "part", "press": "save"}
    page = phone.post(address(session), said).content.decode()
    assert "Choose one of the four marks." in page
    assert f'value="part" id="id_{twelve[1].code}_1" checked' in page
    assert marks(session) == []


def test_a_session_to_come_takes_apologies_alone(phone, run, twelve):
    later = run.sessions.get(held_on=timezone.localdate() + dt.timedelta(days=7))
    page = phone.get(address(later)).content.decode()
    assert "write down only who sends apologies" in page and "Everyone is here" not in page
    assert "has not come yet" in phone.post(address(later), {twelve[0].code: "present"}).content.decode()
    phone.post(address(later), {twelve[0].code: "apologies"})
    assert marks(later) == ["apologies"]


def test_an_online_session_is_joined_and_marked_from_one_screen(phone, run, session, twelve):
    assert "Join the session online" not in phone.get(address(session)).content.decode()
    session.ends = dt.time(23, 59)  # whatever the hour at which this runs, it is not over
    session.save()
    run.joining_link = "https://meet.example/abc"
    run.save()
    for page in (address(session), "/teaching/"):
        assert 'href="https://meet.example/abc" rel="noreferrer"' in phone.get(page).content.decode()
    run.status = "cancelled"
    run.save()
    assert "meet.example" not in phone.get(address(session)).content.decode()


def test_a_session_called_off_has_nothing_to_mark(phone, session, twelve):
    type(session).objects.filter(pk=session.pk).update(status="cancelled")
    page = phone.get(address(session)).content.decode()
    assert "This session was called off" in page and '<form method="post" novalidate' not in page


def test_a_trainer_reads_what_to_do_and_never_why_nor_how_to_reach_anyone(phone, run, session):
    learner = LearnerFactory(
        name="Kasia", full_name="Katarzyna Nowak", phone="01632 960 111", capacities=["uses_services"],
        address="3 Mill Lane",
    )  # fmt: skip
    EnrolmentFactory(run=run, learner=learner)
    Need.objects.create(learner=learner, own_words="because of my panic attacks", action="Keep a seat by the door")
    Need.objects.create(learner=learner, kind="large_print")
    for page in (address(session), f"/teaching/runs/{run.code}/", "/teaching/"):
        words = phone.get(page).content.decode()
        for secret in ("panic", "Nowak", "960 111", learner.email, "Mill Lane", "uses_services", "large_print"):
            assert secret not in words
    words = phone.get(address(session)).content.decode()
    assert "Keep a seat by the door" in words and "ask the office" in words


def test_another_trainer_the_asked_and_learners_find_no_such_register(client, run, session, twelve):
    asked = AllocationFactory(run=run, status="proposed").trainer
    released = AllocationFactory(run=run, status="released").trainer
    for user in (TrainerFactory().user, asked.user, released.user, twelve[0].learner.user, UserFactory()):
        client.force_login(user)
        assert client.get(address(session)).status_code == 404
        assert client.post(address(session), {"press": "everyone"}).status_code == 404
    assert marks(session) == []


def test_it_costs_the_same_for_three_names_and_for_thirty(phone, run, session):
    for _name in range(3):
        Need.objects.create(learner=EnrolmentFactory(run=run).learner, kind="breaks")
    before = cost(phone, address(session))
    for _name in range(27):
        EnrolmentFactory(run=run)
    assert cost(phone, address(session)) == before


def test_what_helps_has_its_own_page_and_is_gone_when_the_run_is_over(phone, trainer, session, twelve):
    for kind, action in (("breaks", ""), ("step_free", ""), ("quiet", "Keep a seat by the door")):
        Need.objects.create(learner=twelve[0].learner, kind=kind, action=action)
    Need.objects.create(learner=twelve[1].learner, kind="breaks", action="For the office", knows="office")
    for page in (address(session), f"{address(session)}what-helps/"):
        words = phone.get(page).content.decode()
        assert (words.count("ask the office"), words.count("Keep a seat by the door")) == (1, 1)
        assert "For the office" not in words
    over = RunFactory(sessions=1, sessions__first_on=timezone.localdate() - dt.timedelta(days=1))
    AllocationFactory(run=over, trainer=trainer)
    helped = EnrolmentFactory(run=over).learner
    Need.objects.create(learner=helped, kind="quiet", action="Keep a seat by the window")
    for page in (address(over.sessions.get()), f"{address(over.sessions.get())}what-helps/"):
        response = phone.get(page)
        assert response.status_code == 200 and "Keep a seat" not in response.content.decode()
    assert not RecordOpening.objects.filter(learner_code=helped.code).exists()


def test_what_helps_is_kept_from_the_trainers_of_one_course_at_the_learners_wish(phone, trainer, session, twelve):
    Need.objects.create(learner=twelve[0].learner, kind="quiet", action="Keep a seat by the door")
    other = RunFactory(sessions=1)
    AllocationFactory(run=other, trainer=trainer)
    EnrolmentFactory(run=other, learner=twelve[0].learner)
    share_needs(enrolment=twelve[0], shared=False, by=twelve[0].learner.user, now=timezone.now())
    for page in (address(session), f"{address(session)}what-helps/"):
        assert "Keep a seat" not in phone.get(page).content.decode()
    assert not RecordOpening.objects.exists()
    assert "Keep a seat" in phone.get(f"{address(other.sessions.get())}what-helps/").content.decode()


def test_what_helps_somebody_counts_as_seen_once_a_day_before_it_is_shown(phone, session, twelve, trainer):
    for helped, knows in ((twelve[0], "trainers"), (twelve[1], "office")):
        Need.objects.create(learner=helped.learner, kind="breaks", knows=knows)
    for _turn in range(2):
        phone.get(address(session))
    [opening] = RecordOpening.objects.all()
    assert (opening.by, opening.learner_code, opening.part) == (trainer.user, twelve[0].learner.code, "register")
