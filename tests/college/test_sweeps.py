import datetime as dt
import threading

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.utils import timezone

from college import sweeps
from college.models import Heartbeat, Limit, Message
from tests.college.outbox.examples import NOW, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def registry(monkeypatch):
    """An empty registry in which a test writes its own sweeps."""
    monkeypatch.setattr(sweeps, "registry", {})
    return sweeps.registry


def test_a_failing_sweep_stops_no_other_and_names_nobody_in_the_log(registry, caplog):
    @sweeps.sweep("bad")
    def bad(now):
        raise ValueError("Agnes Canary")

    @sweeps.sweep("good")
    def good(now):
        return 3

    bad_outcome, good_outcome = sweeps.run_all(now=NOW)
    assert bad_outcome == sweeps.Outcome("bad", failed=True)
    assert good_outcome == sweeps.Outcome("good", count=3)
    assert Heartbeat.objects.get(name="sweep:good").at == NOW
    assert Heartbeat.objects.get(name="sweep:bad").at is None
    assert "Agnes" not in caplog.messages[0]


def test_a_failed_sweep_is_free_to_run_again(registry):
    outcomes = iter([ValueError, None])

    @sweeps.sweep("moody")
    def moody(now):
        if problem := next(outcomes):
            raise problem
        return 0

    assert sweeps.run("moody", now=NOW).failed
    assert sweeps.run("moody", now=NOW).count == 0


def test_a_sweep_whose_process_died_is_taken_up_after_its_lease(registry):
    registry["left lying"] = lambda now: 1
    row = Heartbeat.objects.create(name="sweep:left lying", leased_until=timezone.now() + sweeps.LEASE)
    assert sweeps.run("left lying", now=NOW).count is None
    row.leased_until = timezone.now()
    row.save()
    assert sweeps.run("left lying", now=NOW).count == 1


def test_two_sweeps_may_not_share_a_name(registry):
    sweeps.sweep("one")(lambda now: 0)
    with pytest.raises(ValueError):
        sweeps.sweep("one")(lambda now: 1)


def test_told_to_stop_no_further_sweep_begins(registry):
    registry["one"] = lambda now: 1
    assert sweeps.run_all(now=NOW, stopping=lambda: True) == []


@pytest.mark.django_db(transaction=True)
def test_two_ticks_at_once_run_a_sweep_once(registry):
    begun, both_tried, running = threading.Event(), threading.Event(), []

    def slow(now):
        running.append(1)
        begun.set()
        both_tried.wait(30)
        return 1

    registry["slow"] = slow
    outcomes = []

    def tick():
        try:
            outcomes.append(sweeps.run("slow", now=NOW))
        finally:
            connection.close()

    first = threading.Thread(target=tick)
    first.start()
    assert begun.wait(30)
    second = threading.Thread(target=tick)
    second.start()
    second.join(30)
    both_tried.set()
    first.join(30)
    assert len(running) == 1
    assert [outcome.count for outcome in outcomes] == [None, 1]


def test_tick_runs_every_sweep_of_the_house():
    call_command("tick")
    beats = set(Heartbeat.objects.filter(at__isnull=False).values_list("name", flat=True))
    assert {f"sweep:{name}" for name in sweeps.registry} | {"worker:tick"} <= beats


def test_tick_says_that_a_sweep_failed(registry):
    registry["bad"] = lambda now: 1 / 0
    with pytest.raises(CommandError):
        call_command("tick")


def test_the_floor_forgets_what_is_past_and_keeps_what_is_not():
    now = timezone.now()
    old_message, new_message = written(), written()
    Message.objects.filter(pk=old_message.pk).update(status="sent", sent_at=now - dt.timedelta(days=91))
    Message.objects.filter(pk=new_message.pk).update(status="sent", sent_at=now)
    for key, days in (("old", 3), ("new", 0)):
        Limit.objects.create(key=key, since=now - dt.timedelta(days=days))
        expires = now + dt.timedelta(days=1 - days)
        Session.objects.create(session_key=key, session_data="", expire_date=expires)
    call_command("tick")
    call_command("tick")
    assert Message.objects.filter(text="").get() == old_message
    assert Limit.objects.get().key == "new"
    assert Session.objects.get().session_key == "new"
