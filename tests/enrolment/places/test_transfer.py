"""Another run instead: both or neither, told once; and what is offered to whom a run was called off."""

import pytest
from django.utils import timezone

from college.models import Message
from college.outbox.words import read
from courses.actions.calling_off import call_off_run
from enrolment.models import Enrolment
from enrolment.places import actions, gates, transfer
from tests.factories import EnrolmentFactory, LearnerFactory, RunFactory, TermFactory, set_policy

pytestmark = pytest.mark.django_db


def told() -> dict:
    return {"by": None, "now": timezone.now()}


def status(enrolment) -> str:
    enrolment.refresh_from_db()
    return enrolment.status


@pytest.fixture
def place():
    set_policy(waiting_list="automatic")
    return EnrolmentFactory(run=RunFactory(capacity=1))


def test_the_new_place_is_theirs_the_old_goes_to_the_next_and_one_message_tells(
    place, django_capture_on_commit_callbacks
):
    waits, to = EnrolmentFactory(run=place.run), RunFactory()
    Message.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        new = transfer.transfer(enrolment=place, to=to, **told())
    assert (status(place), status(new), new.run) == ("withdrawn", "confirmed", to)
    assert status(waits) == "confirmed"
    sent = Message.objects.values_list("event", "about").order_by("pk")
    assert list(sent) == [("transferred", new.code), ("moved_up", waits.code)]
    again = transfer.transfer(enrolment=place, to=to, **told())
    assert again.pk == new.pk and Message.objects.count() == 2


def test_a_full_run_keeps_everything_as_it_was(place):
    to = RunFactory(capacity=1)
    EnrolmentFactory(run=to)
    with pytest.raises(actions.Full):
        transfer.transfer(enrolment=place, to=to, **told())
    assert status(place) == "confirmed" and not to.enrolments.filter(learner=place.learner).exists()


def test_those_who_wait_there_come_first_unless_a_reason_is_given(place):
    set_policy(waiting_list="office")
    to = RunFactory(capacity=1)
    holder = EnrolmentFactory(run=to)
    EnrolmentFactory(run=to)
    actions.withdraw(enrolment=holder, **told())
    with pytest.raises(actions.PassesOver):
        transfer.transfer(enrolment=place, to=to, **told())
    assert status(transfer.transfer(enrolment=place, to=to, reason="our_mistake", **told())) == "confirmed"


def test_who_waits_there_first_already_needs_no_reason(place):
    set_policy(waiting_list="office")
    to = RunFactory(capacity=1)
    holder = EnrolmentFactory(run=to)
    waits = EnrolmentFactory(run=to, learner=place.learner)
    actions.withdraw(enrolment=holder, **told())
    moved = transfer.transfer(enrolment=place, to=to, **told())
    assert (moved.pk, status(moved), status(place)) == (waits.pk, "confirmed", "withdrawn")


def test_a_place_over_the_term_s_limit_is_no_hindrance(place):
    set_policy(places_per_term=1)
    moved = transfer.transfer(enrolment=place, to=RunFactory(term=place.run.term), **told())
    assert status(moved) == "confirmed"


def test_a_place_that_became_another_record_s_meanwhile_moves_for_that_record(place):
    stale = Enrolment.objects.select_related("run").get(pk=place.pk)
    kept = LearnerFactory()
    Enrolment.objects.filter(pk=place.pk).update(learner=kept)
    assert transfer.transfer(enrolment=stale, to=RunFactory(), **told()).learner == kept


@pytest.mark.parametrize("what", ["same", "over"])
def test_the_same_run_and_a_place_that_is_gone_are_refused(place, what):
    if what == "same":
        with pytest.raises(transfer.SameRun):
            transfer.transfer(enrolment=place, to=place.run, **told())
        return
    to = RunFactory()
    call_off_run(run=to, reason="other", **told())
    with pytest.raises(gates.CalledOff):
        transfer.transfer(enrolment=place, to=to, **told())
    assert status(place) == "confirmed"


def test_who_loses_a_run_reads_what_they_could_come_to_instead_the_same_course_first(place):
    run, term = place.run, TermFactory()
    beside = RunFactory(course__strand=run.course.strand, locality=run.locality, term=term)
    same = RunFactory(course=run.course, term=term)
    full = RunFactory(course=run.course, capacity=1, term=term)
    EnrolmentFactory(run=full)
    RunFactory(term=term)
    call_off_run(run=run, reason="other", **told())
    actions.call_off(run=run, **told())
    assert transfer.others_like(run, now=timezone.now()) == [same, beside]
    message = Message.objects.get(event="cancelled")
    said = read([message])[0]
    assert f"/join/{same.code}/" in said.text and f"/join/{beside.code}/" in said.html
    assert f"/join/{full.code}/" not in said.text
    assert Enrolment.objects.get(pk=place.pk).status == "cancelled"
