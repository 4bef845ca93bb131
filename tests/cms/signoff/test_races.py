"""Both sign at the same moment, and one of them twice: public once, nobody's signature lost."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections
from django.utils import timezone

from cms.actions import lay_out_site
from cms.models import CoursePage, SignEvent, SignRequest
from cms.signoff.actions import signing
from college.models import Message
from courses.models import Course
from tests.cms.signing import ask
from tests.factories import CourseFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def asked(transactional_db) -> list[SignRequest]:
    CourseFactory(code="WEL01")
    lay_out_site(now=timezone.now())
    page = CoursePage.objects.get()
    page.save_revision()
    return ask(page, publishes=True, by=UserFactory(role="coordinator"))


def at_once(requests: list[SignRequest]) -> list[str]:
    start = Barrier(len(requests))

    def press(request):
        try:
            start.wait()
            given = {"credit": "", "shows_capacity": False, "by": request.signer, "now": timezone.now()}
            signing.sign(request=request, **given)
            return "signed"
        except signing.Answered:
            return "answered"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(requests)) as people:
        return sorted(people.map(press, requests))


def test_both_at_once_make_it_public_once(asked):
    assert at_once(asked * 2) == ["answered", "answered", "signed", "signed"]
    assert Course.objects.get().is_public
    assert Course.objects.get().editions.count() == 1
    assert SignEvent.objects.filter(became="signed").count() == 2
    assert Message.objects.filter(key__startswith="sign-off published").count() == 1


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time, lock or no lock")
def test_without_the_lock_each_misses_the_other(asked, monkeypatch):
    """What the lock is for: each sees one signature, its own, and nobody publishes."""
    both_read = Barrier(2, timeout=20)

    def unlocked(request, by):
        found = SignRequest.objects.select_related("course", "asked_by").get(pk=request.pk)
        both_read.wait()
        return found

    counted = signing.signed

    def counted_together(*given):
        signed = counted(*given)
        both_read.wait()
        return signed

    monkeypatch.setattr(signing, "_locked", unlocked)
    monkeypatch.setattr(signing, "signed", counted_together)
    at_once(asked)
    assert SignRequest.objects.filter(state="signed").count() == 2
    assert not Course.objects.get().is_public
