"""The real worker in a process of its own, stopped and killed at the worst moments."""

import os
import signal
import subprocess
import sys
import threading

import pytest
from django.utils import timezone

from college.models import Heartbeat, Message
from tests.college.outbox.examples import written
from tests.college.outbox.post_office import PostOffice

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def start_worker(database_url):
    """`start_worker(office, *arguments)`: `manage.py deliver` as a college in production runs it."""
    started = []

    def start(office: PostOffice, *arguments: str) -> subprocess.Popen:
        surroundings = os.environ | {
            "DJANGO_SETTINGS_MODULE": "college.settings.production",
            "DATABASE_URL": database_url,
            "SECRET_KEY": "only-for-the-tests-" + "x" * 40,
            "SEAL_KEYS": "only-for-the-tests",
            "ALLOWED_HOSTS": "localhost",
            "BASE_URL": "https://college.example.org",
            "MAIL_URL": f"smtp://127.0.0.1:{office.port}",
            "MAIL_FROM": "college@example.org",
        }
        command = [sys.executable, "manage.py", "deliver", *arguments]
        started.append(subprocess.Popen(command, env=surroundings))
        return started[-1]

    yield start
    for worker in started:
        worker.kill()
        worker.wait(30)


def test_killed_after_the_hand_over_nothing_is_lost_and_the_message_id_is_the_same(start_worker):
    message = written(now=timezone.now())
    with PostOffice(after_letter=threading.Event()) as office:
        worker = start_worker(office)
        assert office.orders.arrived.wait(60)
        worker.send_signal(signal.SIGKILL)
        worker.wait(30)
        office.orders.after_letter.set()
        message.refresh_from_db()
        assert message.status == "waiting"

        Message.objects.update(leased_until=timezone.now())  # two minutes pass
        assert start_worker(office, "--once").wait(60) == 0
    message.refresh_from_db()
    assert message.status == "sent"
    assert [letter.message_id for letter in office.orders.letters] == [message.message_id] * 2


def test_told_to_stop_it_finishes_the_message_in_hand_and_takes_no_other(start_worker):
    first, second = written(now=timezone.now()), written(now=timezone.now())
    with PostOffice(after_letter=threading.Event()) as office:
        worker = start_worker(office)
        assert office.orders.arrived.wait(60)
        worker.send_signal(signal.SIGTERM)
        office.orders.after_letter.set()
        assert worker.wait(60) == 0
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, second.status, second.tries) == ("sent", "waiting", 0)
    assert Heartbeat.objects.filter(name="worker:deliver", at__isnull=False).exists()


def test_a_worker_that_meets_a_dead_mail_server_lives_on_and_delivers_later(start_worker):
    message = written(now=timezone.now())
    with PostOffice(answers={"HELLO": "421 not now"}) as office:
        worker = start_worker(office)
        office.asked.wait(60)
        assert worker.poll() is None
        office.orders.answers = {}
        assert office.orders.arrived.wait(60)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(60) == 0
    message.refresh_from_db()
    assert message.status == "sent"
