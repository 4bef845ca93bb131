import datetime as dt

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import OperationalError

from college.models import Heartbeat
from college.workers import Worker
from tests.college.outbox.examples import NOW, written

pytestmark = pytest.mark.django_db
NO_PAUSE = dt.timedelta(0)


def test_a_worker_outlives_whatever_its_work_raises():
    rounds = []

    def work(stopping):
        rounds.append(1)
        if len(rounds) < 3:
            raise OperationalError("database is locked")
        worker._stop.set()
        return False

    worker = Worker("weary", work, pause=NO_PAUSE)
    worker.run()
    assert len(rounds) == 3
    assert Heartbeat.objects.filter(name="worker:weary", at__isnull=False).exists()


def test_one_round_says_whether_it_went_well():
    assert Worker("well", lambda stopping: False, pause=NO_PAUSE).run_once()
    assert not Worker("ill", lambda stopping: 1 / 0, pause=NO_PAUSE).run_once()


def test_deliver_once_sends_all_that_is_due(mailoutbox):
    for _ in range(12):
        written(now=NOW)
    call_command("deliver", once=True)
    assert len(mailoutbox) == 12


def test_deliver_once_says_that_it_could_not(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    written(now=NOW)
    with pytest.raises(CommandError):
        call_command("deliver", once=True)
