"""A trainer's own count: plain words for them, and for everybody else nothing: no page, list, history or log line."""

import datetime as dt
import logging
from decimal import Decimal
from pathlib import Path

import pytest
import time_machine
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.utils import timezone
from wagtail.models import ModelLogEntry
from wagtail.snippets.models import get_snippet_models

from college.models import RecordOpening
from courses.models import Role
from enrolment.claims.actions import claim_for, withdraw
from enrolment.claims.models.own_count import OwnCount
from enrolment.claims.money import Said
from enrolment.claims.own_count import Limits, NoLimit, NotOnesOwn, drop_count, keep_count, limits_of, weeks_of
from enrolment.models import Claim, Trainer
from tests.factories import AllocationFactory, RunFactory, TrainerFactory, UserFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/teaching/my-count/"
WEDNESDAY = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)
# Numbers that stand nowhere else.
MINE = {"hours": "15.75", "pence": "195.53"}
SAID = ("15.75", "195.53", "19553")


@pytest.fixture
def mine():
    """Somebody who teaches on Mondays and Fridays, two hours each; and the Wednesday between."""
    with time_machine.travel(WEDNESDAY, tick=False):
        trainer = TrainerFactory(name="Jo Bell")
        for first_on in (dt.date(2026, 11, 23), dt.date(2026, 11, 27)):
            run = RunFactory(sessions=2, sessions__first_on=first_on)
            AllocationFactory(run=run, trainer=trainer, made_at=WEDNESDAY - dt.timedelta(weeks=9))
        yield trainer


def test_what_is_left_is_said_in_plain_words(client, mine):
    client.force_login(mine.user)
    assert "by your own count" not in client.get(ADDRESS).content.decode()
    page = client.post(ADDRESS, {}).content.decode()
    assert "Write the hours or the pounds that you count against." in page
    told = {"hours": "7", "pence": "30", "changes_on_day": "6", "changes_on_month": "4", "changes_on_year": "2027"}
    for _press in range(2):
        assert client.post(ADDRESS, told).url == ADDRESS
    page = client.get(ADDRESS).content.decode()
    assert "You have 3 hours left this week by your own count. Taught or planned: 4 hours of 7 hours." in page
    assert "You have £30.00 left this week by your own count. Claimed: £0.00 of £30.00." in page
    assert "You wrote that this changes on 6 April 2027. We ask you then." in page
    monday = mine.allocations.earliest("pk").run.sessions_on()[0]
    said = Said(wants_payment=True, car_miles=Decimal(100))
    claim = claim_for(trainer=mine, session=monday, said=said, by=mine.user, now=WEDNESDAY)
    assert "You have £10.00 left this week" in client.get(ADDRESS).content.decode()  # miles are no earnings
    withdraw(claim=claim, by=mine.user, now=WEDNESDAY)
    client.post(ADDRESS, told | {"hours": "1.5", "pence": ""})
    page = client.get(ADDRESS).content.decode()
    assert (
        "This week is 2.5 hours over your own count." in page and "£" not in page.split("</h1>")[1].split("Hours a")[0]
    )
    with time_machine.travel(dt.datetime(2027, 4, 6, 12, tzinfo=dt.UTC)):
        client.force_login(mine.user)
        assert "Look up the new limit" in client.get(ADDRESS).content.decode()
    for _press in range(2):
        client.post(ADDRESS, {"press": "drop"})
    assert not OwnCount.objects.exists()


def test_the_verbs_serve_the_trainer_alone(mine):
    other, limits = UserFactory(role="manager"), Limits(hours=Decimal(4))
    keep_count(trainer=mine, limits=limits, by=mine.user, now=WEDNESDAY)
    for verb in (
        lambda: keep_count(trainer=mine, limits=limits, by=other, now=WEDNESDAY),
        lambda: drop_count(trainer=mine, by=other, now=WEDNESDAY),
        lambda: limits_of(mine, by=other),
        lambda: weeks_of(mine, limits, by=other, now=WEDNESDAY),
    ):
        with pytest.raises(NotOnesOwn):
            verb()
    with pytest.raises(NoLimit):
        keep_count(trainer=mine, limits=Limits(), by=mine.user, now=WEDNESDAY)
    assert limits_of(mine, by=mine.user) == limits


def test_nobody_else_sees_anything_of_it(signed_in, mine, caplog):
    with caplog.at_level(logging.DEBUG):
        signed_in(mine.user).post(ADDRESS, MINE)
    assert OwnCount.objects.count() == 1
    run = mine.allocations.earliest("pk").run
    superuser = UserFactory(is_superuser=True)
    Role.objects.create(user=superuser, kind="administrator")
    Role.objects.create(user=superuser, kind="manager")
    addresses = [
        "/office/", "/office/trainers/", f"/office/trainers/{mine.code}/", f"/office/trainers/{mine.code}/limits/",
        f"/office/trainers/{mine.code}/pay/", "/office/trainers.xlsx", "/office/claims/", "/office/claims.xlsx",
        f"/office/runs/{run.code}/", f"/office/terms/{run.term.slug}/board/", "/office/records/",
        "/office/records.xlsx", "/office/team/", "/status/", "/cms/", ADDRESS,
    ]  # fmt: skip
    for user in (
        UserFactory(role="coordinator", role__locality=run.locality),
        UserFactory(role="manager"),
        UserFactory(role="administrator"),
        UserFactory(role="data_protection"),
        TrainerFactory().user,
        superuser,
    ):
        browser = signed_in(user)
        for address in addresses:
            page = browser.get(address).content.decode(errors="replace")
            assert not any(number in page for number in SAID), (user, address)
        if not hasattr(user, "trainer"):
            assert browser.get(ADDRESS).status_code == 404
    assert not any(number in caplog.text for number in SAID)
    assert not RecordOpening.objects.exists() and not ModelLogEntry.objects.exists()


def test_it_is_sealed_in_the_database_and_no_row_of_the_trainer_leads_to_it(mine):
    limits = Limits(hours=Decimal("15.75"), pence=19553, changes_on=dt.date(2027, 4, 6))
    keep_count(trainer=mine, limits=limits, by=mine.user, now=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM enrolment_owncount")
        [[sealed]] = cursor.fetchall()
    assert not any(number in sealed for number in (*SAID, "2027"))
    assert {field.name for field in OwnCount._meta.get_fields()} == {"id", "trainer", "sealed"}
    visible = {field.related_model for field in Trainer._meta.get_fields() if field.is_relation}
    assert Claim in visible and OwnCount not in visible
    assert OwnCount not in get_snippet_models()


def test_no_other_part_of_the_house_reads_it():
    names = ("OwnCount", "own_count", "owncount")
    read = {
        str(path.relative_to(settings.BASE_DIR))
        for app in apps.get_app_configs()
        if app.name in ("college", "courses", "enrolment", "cms")
        for path in Path(app.path).rglob("*.py")
        if "migrations" not in path.parts and any(name in path.read_text() for name in names)
    }
    assert read == {
        "enrolment/claims/models/own_count.py",
        "enrolment/claims/own_count.py",
        "enrolment/models.py",  # names every model
        "enrolment/personal/claims.py",  # declares every field
        "enrolment/teaching/count_forms.py",
        "enrolment/teaching/count_views.py",
        "enrolment/teaching/urls.py",
    }
