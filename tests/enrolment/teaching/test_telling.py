"""A trainer tells the class of a late change: each in the way they chose, no number seen, no course named."""

import datetime as dt

import pytest
from django.utils import timezone

from college.models import Message
from enrolment.messages.models import Announcement
from enrolment.messages.naming import NamesACourse
from enrolment.office.actions.announcing import send_due_announcements
from enrolment.teaching.actions import NobodyToTell, NothingToTell, TooLateToTell, tell_class
from tests.factories import EnrolmentFactory, LearnerFactory

pytestmark = pytest.mark.django_db
CODE = "b" * 12


@pytest.fixture
def coming(run):
    """A session in a week: the clock says nothing about whether it is over."""
    return run.sessions.get(held_on=timezone.localdate() + dt.timedelta(days=7))


def tell(session, trainer, text="We meet in the garden", code=CODE):
    return tell_class(session=session, code=code, text=text, by=trainer.user, now=timezone.now())


def test_everyone_is_told_in_the_way_they_chose_and_once_whatever_is_pressed(phone, run, trainer, coming, twelve):
    by_text, waits = twelve[0].learner, EnrolmentFactory(run=run)
    type(by_text).objects.filter(pk=by_text.pk).update(route="text", phone="07700 900321")
    assert waits.status == "waiting"
    said = {"code": CODE, "text": "We meet in the garden"}
    for _turn in range(2):
        phone.post(f"/teaching/registers/{coming.code}/tell/", said)
    send_due_announcements(now=timezone.now())
    messages = Message.objects.filter(event="announcement")
    assert set(messages.values_list("about", flat=True)) == {enrolment.learner.code for enrolment in twelve}
    assert messages.count() == 12 and messages.get(channel="text").to_address == "07700 900321"
    assert Announcement.objects.get().by == trainer.user


def test_the_page_shows_how_many_are_told_and_nobodys_number(phone, run, coming):
    learner = EnrolmentFactory(run=run, learner=LearnerFactory(route="text", phone="07700 900321")).learner
    page = phone.get(f"/teaching/registers/{coming.code}/tell/").content.decode()
    assert "1 person is told" in page
    for secret in (learner.name, learner.phone, learner.email):
        assert secret not in page


def test_words_that_name_the_course_are_refused_beside_the_field_and_kept(phone, run, coming, twelve):
    said = {"code": CODE, "text": f"{run.course.title} is in the garden"}
    page = phone.post(f"/teaching/registers/{coming.code}/tell/", said).content.decode()
    assert "These words name a course." in page and "is in the garden</textarea>" in page
    assert not Announcement.objects.exists()


def test_nothing_to_say_nobody_to_tell_and_a_session_that_is_over_are_refused(run, trainer, coming):
    with pytest.raises(NothingToTell):
        tell(coming, trainer, text="  ")
    with pytest.raises(NobodyToTell):
        tell(coming, trainer)
    EnrolmentFactory(run=run)
    with pytest.raises(TooLateToTell):
        tell(run.sessions_on()[0], trainer)
    with pytest.raises(NamesACourse):
        tell(coming, trainer, text=run.course.title.upper())
    type(coming).objects.filter(pk=coming.pk).update(status="cancelled")
    coming.refresh_from_db()
    with pytest.raises(TooLateToTell):
        tell(coming, trainer)
    assert not Announcement.objects.exists()
