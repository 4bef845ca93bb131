"""Marks that phones send later: none lost, none doubled, none refused, and what differs is flagged."""

import datetime as dt
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.models import Session
from enrolment.certificates.actions import close_register, receive_mark, record_marks, settle_mark
from enrolment.models import Certificate, Mark, MarkEvent, MarkFlag
from enrolment.places.actions import withdraw
from enrolment.registers.actions import CantMark, ForTheOffice
from enrolment.registers.sent import SentMark
from enrolment.trainers.actions import release
from tests.factories import (
    AllocationFactory,
    EnrolmentFactory,
    LocalityFactory,
    RunFactory,
    TrainerFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
STATUSES = Mark.Status.values
PHONES = [UUID(int=number) for number in (1, 2, 3)]


@pytest.fixture
def run():
    run = RunFactory(sessions=1)
    for kind in ("peer", "professional"):
        AllocationFactory(run=run, trainer=TrainerFactory(kind=kind))
    return run


@pytest.fixture
def session(run):
    return run.sessions_on()[0]


@pytest.fixture
def trainers(run):
    return [allocation.trainer.user for allocation in run.allocations.select_related("trainer__user").order_by("pk")]


@pytest.fixture
def enrolment(run):
    return EnrolmentFactory(run=run)


@pytest.fixture
def office(run):
    return UserFactory(role="coordinator", role__locality=run.locality)


def at(session, minutes=10):
    return session.starts_at + dt.timedelta(minutes=minutes)


def given_on(phone, session, enrolment, status, *, number=1, seen=0, uuid=None, device_at=...):
    return SentMark(
        uuid=uuid or uuid4(),
        enrolment_key=enrolment.code,
        session=session.code,
        status=status,
        device_at=at(session) if device_at is ... else device_at,
        device=phone,
        number=number,
        seen_version=seen,
    )


def flags():
    return sorted(MarkFlag.objects.open().values_list("kind", flat=True))


def test_a_mark_sent_ten_times_is_kept_once(session, enrolment, trainers):
    sent = given_on(PHONES[0], session, enrolment, "present")
    answers = {receive_mark(sent=sent, by=trainers[0], now=at(session)).said for _time in range(10)}
    assert answers == {"received"}
    assert MarkEvent.objects.count() == Mark.objects.count() == 1 and flags() == []


def test_a_phone_that_comes_back_after_three_days_has_its_marks_taken_in_its_own_order(session, enrolment, trainers):
    first = given_on(PHONES[0], session, enrolment, "did_not_attend")
    then = given_on(PHONES[0], session, enrolment, "part", number=2)
    later = at(session) + dt.timedelta(days=3)
    for sent in (then, first):  # the network turns them round
        receive_mark(sent=sent, by=trainers[0], now=later)
    assert Mark.objects.get().status == "part" and MarkEvent.objects.count() == 2
    assert MarkEvent.objects.first().at == later and MarkEvent.objects.first().device_at == at(session)
    assert flags() == []


def test_two_phones_that_agree_raise_nothing_and_two_that_differ_a_flag(session, enrolment, trainers):
    one, other = trainers
    receive_mark(sent=given_on(PHONES[0], session, enrolment, "present"), by=one, now=at(session))
    receive_mark(sent=given_on(PHONES[1], session, enrolment, "present"), by=other, now=at(session))
    assert flags() == []
    receive_mark(sent=given_on(PHONES[2], session, enrolment, "did_not_attend"), by=other, now=at(session))
    assert Mark.objects.get().status == "did_not_attend"  # the latest received
    assert MarkEvent.objects.count() == 3 and flags() == ["disagrees"]


def test_whoever_has_seen_the_other_mark_may_change_it(session, enrolment, trainers):
    receive_mark(sent=given_on(PHONES[0], session, enrolment, "present"), by=trainers[0], now=at(session))
    receive_mark(sent=given_on(PHONES[1], session, enrolment, "part", seen=1), by=trainers[1], now=at(session))
    assert Mark.objects.get().status == "part" and flags() == []


def test_what_the_office_put_right_stays_and_the_phones_mark_is_kept(session, enrolment, trainers, office):
    record_marks(session=session, statuses={enrolment.pk: "apologies"}, by=office, now=at(session))
    answer = receive_mark(sent=given_on(PHONES[0], session, enrolment, "present"), by=trainers[0], now=at(session))
    assert (answer.status, answer.version) == ("apologies", 2)
    assert Mark.objects.get().status == "apologies" and MarkEvent.objects.count() == 2 and flags() == ["disagrees"]


def test_a_learner_who_left_meanwhile_is_marked_and_flagged(session, enrolment, trainers):
    withdraw(enrolment=enrolment, by=None, now=at(session))
    answer = receive_mark(sent=given_on(PHONES[0], session, enrolment, "present"), by=trainers[0], now=at(session))
    assert answer.said == "received" and flags() == ["not_listed"]


def test_a_trainer_who_was_released_is_heard_and_the_office_settles_it(run, session, enrolment, trainers, office):
    release(allocation=run.allocations.get(trainer__user=trainers[0]), by=office, now=at(session, -60))
    receive_mark(sent=given_on(PHONES[0], session, enrolment, "present"), by=trainers[0], now=at(session))
    assert {"released"} <= set(flags())
    mark = Mark.objects.get()
    with pytest.raises(ForTheOffice):
        settle_mark(mark=mark, status="present", by=trainers[1], now=at(session))
    settle_mark(mark=mark, status="present", by=office, now=at(session))
    assert flags() == [] and MarkFlag.objects.first().settled_by == office


def test_a_mark_of_a_stranger_of_another_run_or_under_a_taken_id_is_unknown_and_keeps_nothing(
    session, enrolment, trainers
):
    elsewhere = EnrolmentFactory()
    sent = given_on(PHONES[0], session, enrolment, "present")
    asked = AllocationFactory(run=session.run, status="proposed").trainer.user
    far_away = UserFactory(role="coordinator", role__locality=LocalityFactory())
    for stranger in (TrainerFactory().user, asked, enrolment.learner.user, far_away):
        assert receive_mark(sent=sent, by=stranger, now=at(session)).said == "unknown"
    of_another_run = given_on(PHONES[0], session, elsewhere, "present")
    assert receive_mark(sent=of_another_run, by=trainers[0], now=at(session)).said == "unknown"
    assert not Mark.objects.exists()
    receive_mark(sent=sent, by=trainers[0], now=at(session))
    other = given_on(PHONES[0], session, EnrolmentFactory(run=session.run), "part", uuid=sent.uuid)
    assert receive_mark(sent=other, by=trainers[0], now=at(session)).said == "unknown"
    assert MarkEvent.objects.count() == 1


def test_a_closed_register_takes_the_mark_flags_it_and_decides_the_certificate_anew(session, enrolment, trainers):
    record_marks(session=session, statuses={enrolment.pk: "present"}, by=trainers[1], now=at(session))
    close_register(session=session, by=trainers[1], now=at(session))
    assert Certificate.objects.get().status == "issued"
    sent = given_on(PHONES[0], session, enrolment, "did_not_attend")
    receive_mark(sent=sent, by=trainers[0], now=at(session) + dt.timedelta(days=1))
    assert flags() == ["closed", "disagrees"]
    assert Certificate.objects.get().status == "revoked"
    mark = Mark.objects.get()
    assert settle_mark(mark=mark, status="present", by=trainers[0], now=at(session) + dt.timedelta(days=2))
    assert Certificate.objects.filter(status="issued").count() == 1 and flags() == []
    assert not settle_mark(mark=mark, status="part", by=trainers[0], now=at(session))  # nothing is open any more


def test_a_session_called_off_and_an_unpaired_first_one_are_flagged(run, session, enrolment, trainers):
    run.allocations.filter(trainer__kind="peer").update(status="released")
    by = run.allocations.get(status="accepted").trainer.user
    receive_mark(sent=given_on(PHONES[0], session, enrolment, "present"), by=by, now=at(session))
    assert flags() == ["unpaired"]
    Session.objects.filter(pk=session.pk).update(status="cancelled")
    receive_mark(sent=given_on(PHONES[0], session, enrolment, "part", number=2, seen=1), by=by, now=at(session))
    assert flags() == ["called_off", "unpaired"]


@pytest.mark.parametrize("wrong", [None, dt.timedelta(days=40), dt.timedelta(days=-40)])
def test_a_wrong_clock_loses_nothing_and_is_flagged(session, enrolment, trainers, wrong):
    device_at = at(session) + wrong if wrong is not None else None
    sent = given_on(PHONES[0], session, enrolment, "present", device_at=device_at)
    receive_mark(sent=sent, by=trainers[0], now=at(session))
    assert Mark.objects.get().status == "present" and flags() == ["clock"]


def test_an_unknown_word_settles_nothing(session, enrolment, trainers):
    for phone, status in zip(PHONES, ("present", "part"), strict=False):
        receive_mark(sent=given_on(phone, session, enrolment, status), by=trainers[0], now=at(session))
    with pytest.raises(CantMark):
        settle_mark(mark=Mark.objects.get(), status="wonderful", by=trainers[0], now=at(session))
    assert flags() == ["disagrees"]


def test_the_database_keeps_one_mark_an_id_whoever_goes_round_the_verb(session, enrolment, trainers):
    receive_mark(sent=given_on(PHONES[0], session, enrolment, "present"), by=trainers[0], now=at(session))
    kept = MarkEvent.objects.get()
    again = MarkEvent(mark=kept.mark, became="part", by=kept.by, at=kept.at, uuid=kept.uuid)
    with pytest.raises(IntegrityError), transaction.atomic():
        MarkEvent.objects.bulk_create([again])


# All orders ----------------------------------------------------------------------------------


@st.composite
def stories(draw):
    """What three phones give for two names, what they see between, and how the network delivers it."""
    steps = draw(
        st.lists(
            st.one_of(
                st.tuples(st.just("mark"), st.integers(0, 2), st.integers(0, 1), st.sampled_from(STATUSES)),
                st.tuples(st.just("send"), st.integers(0, 2), st.permutations(range(4)), st.integers(1, 2)),
                st.tuples(st.just("look"), st.integers(0, 2)),
                st.tuples(st.just("office"), st.integers(0, 1), st.sampled_from(STATUSES)),
            ),
            max_size=10,
        )
    )
    return [*steps, *(("send", phone, range(4), 1) for phone in range(3))]


class Phone:
    """A phone of the model: its queue, the versions it has seen, what it was told is received."""

    def __init__(self, name):
        self.name, self.queue, self.seen, self.number = name, [], [0, 0], 0


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=stories())
def test_however_three_phones_and_the_office_interleave_nothing_is_lost_or_doubled(
    run, session, enrolment, trainers, office, story
):
    with transaction.atomic():
        try:
            _tell(story, session, [enrolment, EnrolmentFactory(run=run)], trainers, office)
        finally:
            transaction.set_rollback(True)


def _tell(story, session, names, trainers, office):
    phones, given_marks, by_office = [Phone(name) for name in PHONES], [], 0
    received = {0: [], 1: []}
    for step in story:
        kind, which = step[0], step[1]
        if kind == "mark":
            phone, name = phones[which], step[2]
            phone.number += 1
            sent = given_on(phone.name, session, names[name], step[3], number=phone.number, seen=phone.seen[name])
            phone.queue.append((name, sent))
            given_marks.append(sent)
        elif kind == "send":
            phone = phones[which]
            turned = [phone.queue[turn] for turn in step[2] if turn < len(phone.queue)] + phone.queue[4:]
            for _times in range(step[3]):
                for name, sent in turned:
                    answer = receive_mark(sent=sent, by=trainers[which % 2], now=at(session))
                    assert answer.said == "received"
                    if sent.uuid not in [one.uuid for one in received[name]]:
                        received[name].append(sent)
            phone.queue.clear()
        elif kind == "look":
            for name, enrolment in enumerate(names):
                mark = Mark.objects.filter(enrolment=enrolment).first()
                phones[which].seen[name] = mark.version if mark else 0
        else:
            by_office += record_marks(session=session, statuses={names[which].pk: step[2]}, by=office, now=at(session))
    has_looked = any(step[0] == "look" for step in story)
    _check(names, given_marks, by_office, received, has_looked)


def _check(names, given_marks, by_office, received, has_looked):
    assert MarkEvent.objects.filter(uuid__isnull=False).count() == len(given_marks)
    assert MarkEvent.objects.count() == len(given_marks) + by_office
    assert set(MarkEvent.objects.filter(uuid__isnull=False).values_list("uuid", "became")) == {
        (sent.uuid, sent.status) for sent in given_marks
    }
    for name, enrolment in enumerate(names):
        mark = Mark.objects.filter(enrolment=enrolment).first()
        if mark is None:
            assert not received[name]
            continue
        events = list(mark.events.order_by("pk"))
        assert mark.version == len(events)
        assert mark.status in {event.became for event in events}
        if not has_looked and not by_office and len(_last_words(events)) > 1:
            assert MarkFlag.objects.open().filter(event__mark=mark, kind="disagrees").exists()


def _last_words(events) -> set[str]:
    """What each phone said last, by its own count."""
    last = {}
    for event in sorted(events, key=lambda event: event.number):
        last[event.device] = event.became
    return set(last.values())
