import datetime as dt
import time

import pytest
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from college import health
from college.models import Heartbeat, Message
from college.sweeps import beat
from tests.college.outbox.examples import NOW, written
from tests.factories import LocalityFactory, UserFactory

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def signed_in(client):
    """Signs someone in with both factors shown."""

    def sign_in(user):
        client.force_login(user)
        session = client.session
        session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()
        return client

    return sign_in


@pytest.fixture
def well():
    """Both workers were seen at NOW."""
    beat("worker:deliver", now=NOW)
    beat("worker:tick", now=NOW)


def test_live_asks_nothing_of_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/health/live/")
    assert (response.status_code, response.content) == (200, b"")
    assert not response.cookies


def test_ready_when_every_migration_is_there(client):
    assert client.get("/health/ready/").status_code == 200


def test_not_ready_while_a_migration_is_missing(client, monkeypatch):
    monkeypatch.setattr(health, "_migrated", False)
    MigrationRecorder.Migration.objects.filter(app="college").delete()
    assert client.get("/health/ready/").status_code == 503


@pytest.mark.parametrize("address", ["/health/live/", "/health/ready/", "/health/alarm/"])
def test_no_answer_is_kept_and_nobody_need_sign_in(client, address):
    response = client.get(address)
    assert response["Cache-Control"] == "no-store"
    assert response.status_code in (200, 503)


def test_all_is_well(well):
    assert health.find_troubles(now=NOW + 2 * MINUTE) == []


@pytest.mark.parametrize(
    ("minutes", "troubles"),
    [
        (4, ["the mail worker is silent"]),
        (6, ["the mail worker is silent", "the sweeps are silent"]),
    ],
)
def test_silence_is_noticed(well, minutes, troubles):
    assert health.find_troubles(now=NOW + minutes * MINUTE) == troubles


def test_workers_never_seen_are_silent():
    assert len(health.find_troubles(now=NOW)) == 2


def test_late_mail_and_dead_letters_ring_the_alarm_only(client, well):
    beat("worker:deliver", now=timezone.now())
    beat("worker:tick", now=timezone.now())
    assert client.get("/health/alarm/").status_code == 200
    written(now=timezone.now() - 16 * MINUTE)
    written()
    Message.objects.filter(pk=written().pk).update(status="failed")
    response = client.get("/health/alarm/")
    assert response.status_code == 503
    assert "waited over 15 minutes" in response.text and "could not be sent: 1" in response.text
    assert client.get("/health/ready/").status_code == 200


def test_a_sign_of_life_moves_on(well):
    beat("worker:tick", now=NOW + MINUTE)
    assert Heartbeat.objects.get(name="worker:tick").at == NOW + MINUTE


def test_an_administrator_sees_how_the_machine_is(signed_in, well):
    written(text="Agnes Canary has a place", to_address="agnes@example.org")
    page = signed_in(UserFactory(role="administrator")).get("/status/")
    assert page.status_code == 200
    assert "worker:deliver" in page.text
    assert "Agnes" not in page.text and "agnes" not in page.text


@pytest.mark.parametrize("kind", ["coordinator", "trainer", "analyst", None])
def test_nobody_else_does(signed_in, kind):
    role = {"role": kind, "role__locality": LocalityFactory()} if kind else {}
    assert signed_in(UserFactory(**role)).get("/status/").status_code == 404


def test_a_visitor_is_asked_to_sign_in(client):
    assert client.get("/status/").status_code == 302
