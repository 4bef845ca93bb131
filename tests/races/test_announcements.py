"""An announcement that is sent by several machines and taken back in the same moment."""

from contextlib import suppress

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from college.models import Message
from college.refusals import Refusal
from enrolment.messages.models import Announcement
from enrolment.office.actions.announcing import announce, send_due_announcements, take_announcement_back
from tests.factories import EnrolmentFactory, RunFactory, UserFactory, set_policy
from tests.races.rush import all_at_once

pytestmark = pytest.mark.django_db(transaction=True)


def sent_and_taken_back() -> tuple[Announcement, int]:
    """The announcement afterwards, and how many of its messages may still leave."""
    set_policy(announce_minutes=0)
    run, by, now = RunFactory(capacity=4), UserFactory(), timezone.now()
    for _turn in range(4):
        EnrolmentFactory(run=run)
    told = announce(code="x", runs=[run], text="Closed for snow", is_needed=True, by=by, now=now)

    def stop():
        with suppress(Refusal):
            take_announcement_back(announcement=told, by=by, now=now)

    all_at_once(lambda act: act(), [lambda: send_due_announcements(now=now), stop] * 3)
    told.refresh_from_db()
    return told, Message.objects.filter(event="announcement", status="waiting").count()


def test_what_is_taken_back_never_leaves():
    told, waiting = sent_and_taken_back()
    assert told.taken_back_at and waiting == 0


@pytest.mark.once
def test_without_its_lock_some_would_leave_and_it_is_seen(monkeypatch):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one writer in at a time, lock or no lock: this shows on PostgreSQL alone")
    lock = QuerySet.select_for_update
    monkeypatch.setattr(
        QuerySet, "select_for_update", lambda rows, **how: rows if rows.model is Announcement else lock(rows, **how)
    )
    left = 0
    for _turn in range(10):
        left += sent_and_taken_back()[1]
        Announcement.objects.all().delete()
        Message.objects.all().delete()
    assert left
