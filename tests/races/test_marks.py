"""Marks that arrive in the same moment, some of them twice: each is kept once, and who differs is flagged once."""

import datetime as dt
from uuid import UUID, uuid4

import pytest
from django.db import Error, connection

from courses.models.runs import RunQuerySet
from enrolment.certificates.actions import receive_mark
from enrolment.models import Mark, MarkEvent, MarkFlag
from enrolment.registers.sent import SentMark
from tests.factories import AllocationFactory, EnrolmentFactory, RunFactory, TrainerFactory
from tests.races.rush import all_at_once

pytestmark = pytest.mark.django_db(transaction=True)
SAYS = {UUID(int=1): "present", UUID(int=2): "did_not_attend"}


@pytest.fixture
def session():
    run = RunFactory(sessions=1)
    for kind in ("peer", "professional"):
        AllocationFactory(run=run, trainer=TrainerFactory(kind=kind))
    return run.sessions_on()[0]


def sent_by(phone: UUID, session, enrolment, number: int) -> SentMark:
    at = session.starts_at + dt.timedelta(minutes=5)
    return SentMark(uuid4(), enrolment.code, session.code, SAYS[phone], at, phone, number, seen_version=0)


def rush(session) -> tuple[list, list[str]]:
    """Two phones of two trainers say different things of three people, and each post goes out twice, all at once.

    The three names, and how each post was answered.
    """
    names = [EnrolmentFactory(run=session.run) for _name in range(3)]
    trainers = [each.trainer.user for each in session.run.allocations.select_related("trainer__user").order_by("pk")]
    sent = [
        (sent_by(phone, session, name, number), by)
        for phone, by in zip(SAYS, trainers, strict=True)
        for number, name in enumerate(names, start=1)
    ]

    def send(one) -> str:
        try:
            return receive_mark(sent=one[0], by=one[1], now=one[0].device_at).said.value
        except Error as fault:
            return type(fault).__name__

    return names, all_at_once(send, sent * 2)


def is_right(names: list, answers: list[str]) -> bool:
    """Nothing lost, nothing doubled, the latest shown, every version counted, each difference seen once."""
    if set(answers) != {"received"} or MarkEvent.objects.filter(mark__enrolment__in=names).count() != 6:
        return False
    for name in names:
        [mark] = Mark.objects.filter(enrolment=name)
        events = list(mark.events.order_by("pk"))
        differing = MarkFlag.objects.open().filter(event__mark=mark, kind="disagrees").count()
        if (mark.version, mark.status, differing) != (len(events), events[-1].became, 1):
            return False
    return True


def test_two_phones_that_send_the_same_and_different_marks_at_once(session):
    assert is_right(*rush(session))


@pytest.mark.once
def test_without_the_lock_marks_are_refused_or_miscounted_and_it_is_seen(session, monkeypatch):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one writer in at a time, lock or no lock: this shows on PostgreSQL alone")
    monkeypatch.setattr(RunQuerySet, "select_for_update", lambda rows, *args, **kwargs: rows)
    assert not all(is_right(*rush(session)) for _turn in range(5))
