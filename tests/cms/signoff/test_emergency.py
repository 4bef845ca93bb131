"""A manager's word in an emergency, and what it owes; reviews that come due."""

import datetime as dt

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.utils import timezone

from cms.models import CoursePage, SignOffOverride
from cms.signoff import messages, tasks
from cms.signoff.actions import signing
from cms.signoff.queries import owed, reviews_due
from college.look.vocabulary import speaking
from college.models import Message
from courses.actions.editions import NotSigned
from courses.models import Course
from tests.cms.signing import answer, ask, publish, sign
from tests.factories import EditionFactory, UserFactory, set_policy

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def manager(db):
    return UserFactory(role="manager")


def publish_now(course, by, reason="The telephone number is wrong.", now=None):
    given = {"course": course, "reason": reason, "by": by}
    return signing.publish_in_an_emergency(**given, now=now or timezone.now())


def test_a_manager_publishes_with_a_reason_and_owes_the_sign_off(course_page, manager):
    set_policy(sign_off_owed_days=3)
    override = publish_now(course_page.course, manager)
    assert Course.objects.get().is_public
    assert override.owed_on == timezone.localdate() + 3 * DAY
    assert [one.course for one in owed(timezone.now())] == [course_page.course]
    sign(CoursePage.objects.get())
    assert owed(timezone.now()) == []


@pytest.mark.parametrize("kind", ["coordinator", "administrator", "trainer", None])
def test_nobody_else_does(course_page, kind):
    with pytest.raises(signing.NotForYou):
        publish_now(course_page.course, UserFactory(role=kind))
    assert not Course.objects.get().is_public


def test_no_reason_no_emergency(course_page, manager):
    with pytest.raises(signing.NoReason):
        publish_now(course_page.course, manager, reason="  ")


def test_it_is_for_these_words_alone_and_not_for_ever(course_page, manager):
    publish_now(course_page.course, manager)
    page = CoursePage.objects.get()
    page.hook = "And more."
    page.save_revision()
    with pytest.raises(NotSigned), transaction.atomic():
        page.get_latest_revision().publish()


def test_once_owed_and_taken_back_it_does_not_come_again_unsigned(course_page, manager):
    publish_now(course_page.course, manager)
    with time_machine.travel(timezone.now() + 15 * DAY):
        CoursePage.objects.get().unpublish()
        with pytest.raises(NotSigned), transaction.atomic():
            CoursePage.objects.get().get_latest_revision().publish()


def test_history_is_never_changed(course_page, manager):
    override = publish_now(course_page.course, manager)
    with pytest.raises(DatabaseError), transaction.atomic():
        SignOffOverride.objects.update(owed_on=timezone.localdate() + 99 * DAY)
    with pytest.raises(DatabaseError), transaction.atomic():
        override.delete()


def test_owed_sign_off_is_chased_once_a_week_from_a_week_before(course_page, manager):
    now = timezone.now()
    publish_now(course_page.course, manager, now=now)
    told = [tasks.chase_what_is_owed(now + days * DAY) for days in (1, 8, 9, 12, 15, 16, 22)]
    assert told == [0, 1, 0, 0, 1, 0, 1]
    message = Message.objects.filter(to_user=manager).first()
    assert "Sleeping" not in message.subject


def test_reviews_that_are_due_are_chased_once_a_week_and_told_to_editors_alone(course_page, editor, keeper):
    publish(course_page)
    now = timezone.now()
    assert tasks.chase_reviews(now) == 0
    Course.objects.update(review_on=timezone.localdate(now))
    assert list(reviews_due(now)) == [course_page.course]
    assert [tasks.chase_reviews(now), tasks.chase_reviews(now), tasks.chase_reviews(now + 7 * DAY)] == [1, 0, 1]
    assert set(Message.objects.filter(key__startswith="reviews").values_list("to_user", flat=True)) == {editor.pk}
    for request in ask(CoursePage.objects.get()):
        answer(request)
    assert not reviews_due(now)


def test_messages_about_words_are_in_those_of_their_course_and_the_colleges_where_courses_differ(
    course_page, editor, monkeypatch
):
    publish(course_page)
    now = timezone.now()
    Course.objects.update(review_on=timezone.localdate(now), vocabulary={"course": "circle", "courses": "circles"})
    other = EditionFactory(course__review_on=timezone.localdate(now), course__is_public=True).course
    assert tasks.chase_reviews(now) == 1
    assert "The words of 2 courses are due" in Message.objects.get(key__startswith="reviews").text
    Course.objects.filter(pk=other.pk).update(review_on=None)
    assert tasks.chase_reviews(now + 7 * DAY) == 1
    assert "The words of one circle are due" in Message.objects.latest("pk").text
    spoken = []
    monkeypatch.setattr(messages, "speaking", lambda college, local: spoken.append(local) or speaking(college, local))
    for request in ask(CoursePage.objects.get(course=course_page.course), by=editor):
        answer(request)
    assert len(spoken) > 2  # two who are asked, and whoever asked them
    assert {local["course"] for local in spoken} == {"circle"}
