"""Registers: who came is written once for each, kept with its history, and closed by a person."""

import datetime as dt

import pytest

from courses.models import Run
from enrolment.models import EnrolmentEvent, Mark, MarkEvent, Register
from enrolment.registers.actions import (
    CantMark,
    NotFinished,
    NotPaired,
    close_register,
    let_start_unpaired,
    record_marks,
)
from enrolment.registers.queries import attendance_of, names_for
from tests.factories import AllocationFactory, EnrolmentFactory, RunFactory, TrainerFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def trainer():
    return TrainerFactory(kind="peer")


@pytest.fixture
def run(trainer):
    run = RunFactory(sessions=2)
    AllocationFactory(run=run, trainer=trainer)
    AllocationFactory(run=run, trainer=TrainerFactory(kind="professional"))
    return run


@pytest.fixture
def first(run):
    return run.sessions_on()[0]


@pytest.fixture
def enrolments(run):
    return [EnrolmentFactory(run=run) for _ in range(3)]


def on_the_day(session):
    return session.starts_at + dt.timedelta(minutes=10)


def test_marks_are_written_and_repeating_them_changes_nothing(first, enrolments, trainer):
    statuses = {enrolment.pk: "present" for enrolment in enrolments}
    now = on_the_day(first)
    assert record_marks(session=first, statuses=statuses, by=trainer.user, now=now) == 3
    assert record_marks(session=first, statuses=statuses, by=trainer.user, now=now) == 0
    assert Mark.objects.count() == MarkEvent.objects.count() == 3


def test_a_changed_mark_keeps_both_events_and_counts_its_version(first, enrolments, trainer):
    one, now = enrolments[0], on_the_day(first)
    record_marks(session=first, statuses={one.pk: "did_not_attend"}, by=trainer.user, now=now)
    record_marks(session=first, statuses={one.pk: "part"}, by=trainer.user, now=now)
    mark = Mark.objects.get()
    assert (mark.status, mark.version) == ("part", 2)
    assert list(mark.events.values_list("became", flat=True)) == ["did_not_attend", "part"]


def test_only_apologies_are_taken_before_the_day(first, enrolments, trainer):
    before = first.starts_at - dt.timedelta(days=1)
    record_marks(session=first, statuses={enrolments[0].pk: "apologies"}, by=trainer.user, now=before)
    with pytest.raises(CantMark):
        record_marks(session=first, statuses={enrolments[0].pk: "present"}, by=trainer.user, now=before)


def test_a_stranger_an_unknown_mark_and_another_runs_name_are_refused_whole(first, enrolments, trainer):
    stranger = EnrolmentFactory()
    for statuses in ({stranger.pk: "present"}, {enrolments[0].pk: "late"}):
        with pytest.raises(CantMark):
            record_marks(session=first, statuses=statuses, by=trainer.user, now=on_the_day(first))
    assert not Mark.objects.exists()


def test_someone_who_gave_up_the_place_is_no_longer_on_the_list(first, enrolments, trainer):
    from enrolment.places.actions import withdraw  # noqa: PLC0415  the one test that needs it

    withdraw(enrolment=enrolments[0], by=None, now=on_the_day(first) - dt.timedelta(days=2))
    assert enrolments[0] not in names_for(first)


def test_closing_asks_for_every_name_then_holds_the_session_once(first, enrolments, trainer):
    now = on_the_day(first)
    record_marks(session=first, statuses={enrolments[0].pk: "present"}, by=trainer.user, now=now)
    with pytest.raises(NotFinished, match="2 names"):
        close_register(session=first, by=trainer.user, now=now)
    rest = {enrolment.pk: "apologies" for enrolment in enrolments[1:]}
    record_marks(session=first, statuses=rest, by=trainer.user, now=now)
    closed = close_register(session=first, by=trainer.user, now=now)
    again = close_register(session=first, by=trainer.user, now=now + dt.timedelta(hours=1))
    first.refresh_from_db()
    assert first.status == "held"
    assert (again.pk, again.closed_at) == (closed.pk, now)


def test_a_register_can_be_put_right_after_it_closed(first, enrolments, trainer):
    now = on_the_day(first)
    record_marks(session=first, statuses={e.pk: "present" for e in enrolments}, by=trainer.user, now=now)
    close_register(session=first, by=trainer.user, now=now)
    record_marks(session=first, statuses={enrolments[0].pk: "did_not_attend"}, by=trainer.user, now=now)
    assert Mark.objects.attended().count() == 2


def test_attendance_counts_sessions_held_since_the_place_began(run, first, enrolments, trainer):
    early, late = enrolments[0], enrolments[1]
    late.began_on = run.sessions_on()[1].held_on
    late.save(update_fields=["began_on"])
    now = on_the_day(first)
    statuses = {early.pk: "present", enrolments[2].pk: "apologies"}
    record_marks(session=first, statuses=statuses, by=trainer.user, now=now)
    close_register(session=first, by=trainer.user, now=now)
    found = attendance_of([early, late, enrolments[2]])
    assert (found[early.pk].attended, found[early.pk].held, found[early.pk].to_come) == (1, 1, 1)
    assert (found[late.pk].held, found[late.pk].to_come) == (0, 1)
    assert found[enrolments[2].pk].share == 0


def test_attendance_of_three_and_of_thirty_costs_the_same(first, enrolments, django_assert_num_queries):
    more = enrolments + [EnrolmentFactory(run=first.run) for _ in range(6)]
    for some in (enrolments, more):
        with django_assert_num_queries(2):
            attendance_of(some)


def test_a_first_session_cannot_start_unpaired_without_a_managers_reason():
    run = RunFactory(sessions=2)
    enrolment, session = EnrolmentFactory(run=run), run.sessions_on()[0]
    coordinator = UserFactory(role="coordinator")
    now = on_the_day(session)
    with pytest.raises(NotPaired):
        record_marks(session=session, statuses={enrolment.pk: "present"}, by=coordinator, now=now)
    with pytest.raises(NotPaired):
        let_start_unpaired(session=session, reason="  ", by=coordinator, now=now)
    let_start_unpaired(session=session, reason="Co-trainer is ill", by=UserFactory(role="manager"), now=now)
    record_marks(session=session, statuses={enrolment.pk: "present"}, by=coordinator, now=now)
    assert Register.objects.get().unpaired_reason == "Co-trainer is ill"


def test_who_never_teaches_alone_is_not_left_alone():
    run = RunFactory(sessions=2)
    only = AllocationFactory(run=run, trainer__never_alone=True)
    session = run.sessions_on()[0]
    asked = {"session": session, "reason": "Ill", "by": UserFactory(role="manager"), "now": on_the_day(session)}
    with pytest.raises(NotPaired, match=f"{only.trainer.name} never teaches alone"):
        let_start_unpaired(**asked)
    assert not Register.objects.exists()
    only.trainer.never_alone = False
    only.trainer.save()
    assert let_start_unpaired(**asked).unpaired_reason == "Ill"


def test_the_second_session_asks_for_no_pair():
    run = RunFactory(sessions=2)
    enrolment, second = EnrolmentFactory(run=run), run.sessions_on()[1]
    by = UserFactory(role="coordinator")
    assert record_marks(session=second, statuses={enrolment.pk: "present"}, by=by, now=on_the_day(second)) == 1


def test_a_session_that_was_called_off_has_no_register(first, enrolments, trainer):
    Run.objects.filter(pk=first.run_id).update(status="cancelled")
    with pytest.raises(CantMark):
        record_marks(session=first, statuses={enrolments[0].pk: "present"}, by=trainer.user, now=on_the_day(first))
    assert EnrolmentEvent.objects.exists()
