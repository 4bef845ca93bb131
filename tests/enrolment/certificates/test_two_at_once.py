"""Several people close the last register at the same moment: one certificate each, one history."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection
from django.db.models import QuerySet

from enrolment.certificates.actions import close_register, settle_run
from enrolment.certificates.by_hand import give, put_words_right
from enrolment.certificates.queries import certificates_of_run
from enrolment.models import Certificate, CertificateEvent, EnrolmentEvent
from enrolment.registers.actions import close_register as only_close
from tests.enrolment.certificates.rows import NOW, place, taught_run, teach
from tests.factories import UserFactory, set_policy

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


def rush_to_settle() -> tuple[list[Exception], int]:
    """Three people on a run that is over, settled several times at once; the errors, and lines of history."""
    run, by = taught_run(sessions=1), UserFactory()
    teach(run, {place(run): "p" for _ in range(3)}, by=by, close=False)
    only_close(session=run.sessions_on()[0], by=by, now=NOW)
    # As after a correction: else writing down that the run is finished would itself be a lock.
    type(run).objects.filter(pk=run.pk).update(status="finished")
    errors = at_once(lambda: settle_run(run=run, by=by, now=NOW))
    return errors, EnrolmentEvent.objects.filter(became="completed", enrolment__run=run).count()


def test_the_last_register_closed_by_several_people():
    run, by = taught_run(sessions=2), UserFactory()
    teach(run, {place(run): "pp" for _ in range(3)}, by=by, close=False)
    first, last = run.sessions_on()
    close_register(session=first, by=by, now=NOW)
    assert at_once(lambda: close_register(session=last, by=by, now=NOW)) == []
    assert len(certificates_of_run(run)) == Certificate.objects.count() == 3
    assert CertificateEvent.objects.count() == 3
    assert EnrolmentEvent.objects.filter(became="completed").count() == 3


def test_a_run_settled_several_times_at_once():
    assert rush_to_settle() == ([], 3)
    assert Certificate.objects.count() == CertificateEvent.objects.count() == 3


@pytest.mark.once
def test_without_the_lock_the_same_rush_goes_wrong(monkeypatch):
    """The negative control. SQLite writes one at a time whatever we do, so PostgreSQL alone can show it."""
    if connection.vendor != "postgresql":
        pytest.skip("a missing lock shows on PostgreSQL only")
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **options: rows)
    assert any(rush_to_settle() != ([], 3) for _ in range(5))


def test_given_and_put_right_by_several_people_at_once_there_is_one():
    run, by = taught_run(sessions=2), UserFactory()
    once = place(run)
    teach(run, {once: "p-"}, by=by)
    set_policy(certificate_threshold=100)
    assert at_once(lambda: give(enrolment=once, reason="could_not_come", by=by, now=NOW)) == []
    [certificate] = certificates_of_run(run)
    words = {"name": "Zofia", "title": "Living well"}
    assert at_once(lambda: put_words_right(certificate=certificate, by=by, now=NOW, **words)) == []
    assert [each.words["name"] for each in certificates_of_run(run)] == ["Zofia"]
    assert Certificate.objects.count() == 2
