"""Several people close the last register at the same moment: one certificate each, one history."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection
from django.db.models import QuerySet

from enrolment.certificates.actions import close_register, settle_run
from enrolment.certificates.queries import certificates_of_run
from enrolment.models import Certificate, CertificateEvent, EnrolmentEvent
from enrolment.registers.actions import close_register as only_close
from tests.enrolment.certificates.rows import NOW, place, taught_run, teach
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE = 6


def at_once(verb: Callable[[], object]) -> list[Exception]:
    """Call `verb` from several threads, each with its own connection; the errors it raised."""
    start, errors = threading.Barrier(AT_ONCE), []

    def call():
        try:
            start.wait()
            verb()
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=call) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


def test_one_certificate_a_person_and_one_line_of_history():
    run, by = taught_run(sessions=2), UserFactory()
    teach(run, {place(run): "pp" for _ in range(3)}, by=by, close=False)
    first, last = run.sessions_on()
    close_register(session=first, by=by, now=NOW)
    assert at_once(lambda: close_register(session=last, by=by, now=NOW)) == []
    assert certificates_of_run(run).count() == Certificate.objects.count() == 3
    assert CertificateEvent.objects.count() == 3
    assert EnrolmentEvent.objects.filter(became="completed").count() == 3


@pytest.mark.once
def test_without_its_lock_the_same_test_would_see_it(monkeypatch):
    """The negative control. SQLite writes one at a time whatever we do, so PostgreSQL alone can show it."""
    if connection.vendor != "postgresql":
        pytest.skip("a missing lock shows on PostgreSQL only")
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **options: rows)
    trouble = []
    for _ in range(5):
        run, by = taught_run(sessions=1), UserFactory()
        teach(run, {place(run): "p" for _ in range(3)}, by=by, close=False)
        only_close(session=run.sessions_on()[0], by=by, now=NOW)
        trouble += at_once(lambda run=run, by=by: settle_run(run=run, by=by, now=NOW))
        seen = EnrolmentEvent.objects.filter(became="completed", enrolment__run=run).count()
        trouble += ["doubled history"] * (seen > 3)
    assert trouble
