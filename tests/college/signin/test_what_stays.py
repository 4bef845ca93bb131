"""What signing in leaves behind is swept away in time."""

import datetime as dt

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.test import Client

from college import sweeps
from college.models import OneTimeCode
from college.signin.actions import make_one_time_code
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2027, 1, 11, 10, tzinfo=dt.UTC)


def test_codes_go_two_days_after_they_end():
    make_one_time_code(user=UserFactory(email=None), way="office", by=None, now=NOW)
    sweeps.run("delete old sign-in codes", now=NOW + dt.timedelta(days=9))
    assert OneTimeCode.objects.exists()
    sweeps.run("delete old sign-in codes", now=NOW + dt.timedelta(days=9, minutes=1))
    assert not OneTimeCode.objects.exists()


def test_network_and_browser_of_a_sign_in_go_when_it_has_ended(sign_in):
    with time_machine.travel(NOW, tick=False) as clock:
        stays, leaves = Client(), Client()
        for door in (stays, leaves):
            sign_in(UserFactory(), door)
        assert UserSession.objects.count() == 2
        leaves.post("/accounts/logout/")
        clock.shift(2 * 60 * 60)
        sweeps.run("forget where ended sign-ins were", now=NOW + dt.timedelta(hours=2))
        assert UserSession.objects.get().session_key == stays.session.session_key
