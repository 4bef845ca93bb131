"""The demonstration college comes through the doors that people use, whatever day it is."""

import datetime as dt

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from college.models import User
from courses.models import Run, Session, SheetImport
from enrolment.models import Certificate, Claim, Enrolment, Learner
from enrolment.teaching.queries import day_of

pytestmark = pytest.mark.django_db


def test_it_is_refused_where_the_college_is_real():
    with pytest.raises(CommandError):
        call_command("demonstration")
    assert not User.objects.exists()


@pytest.mark.parametrize("day", [dt.date(2026, 11, 28), dt.date(2027, 3, 28), dt.date(2028, 2, 29)])
def test_something_happens_today_on_any_day(settings, day):
    settings.DEMONSTRATION = True
    with time_machine.travel(dt.datetime.combine(day, dt.time(9), dt.UTC), tick=False):
        call_command("demonstration")
        peer = User.objects.get(shoes="Peer trainer")
        assert day_of(peer, today=timezone.localdate()).today
        assert Session.objects.filter(held_on=day).exists()
    assert not Run.objects.filter(status="draft").exists()
    assert set(SheetImport.objects.values_list("status", flat=True)) == {"applied"}
    assert set(Claim.objects.values_list("status", flat=True)) == {"paid", "approved", "submitted"}
    learner = Learner.objects.get(user__shoes="Learner")
    assert Certificate.objects.filter(enrolment__learner=learner).exists()
    assert Enrolment.objects.filter(status="waiting").exists()


def test_loading_twice_is_loading_once(settings):
    settings.DEMONSTRATION = True
    call_command("demonstration")
    people, places = User.objects.count(), Enrolment.objects.count()
    call_command("demonstration")
    assert (User.objects.count(), Enrolment.objects.count()) == (people, places)
