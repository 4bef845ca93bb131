"""Every way to live that Wagtail has, tried with words that nobody or only one person has signed."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from cms.models import CoursePage, SignRequest
from courses.actions.editions import NotSigned
from courses.models import Course
from tests.cms.signing import answer, ask, publish, sign
from tests.cms.test_publishing import edit, words
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def half_signed(course_page) -> CoursePage:
    course_page.hook = "Half."
    course_page.save_revision()
    answer(ask(course_page)[0])
    return course_page


def refused(act) -> None:
    with pytest.raises(NotSigned), transaction.atomic():
        act()


def nothing_is_public() -> bool:
    course = Course.objects.get()
    return not (course.is_public or course.editions.exists() or CoursePage.objects.filter(live=True).exists())


def save_live(page):
    page.live = True
    page.save()


def save_as_any_page(page):
    bare = Page.objects.get(pk=page.pk)
    bare.live = True
    bare.save()


@pytest.mark.parametrize("half", [True, False])
@pytest.mark.parametrize(
    "door",
    [
        lambda page: page.get_latest_revision().publish(),
        lambda page: page.get_latest_revision().publish(user=UserFactory(is_superuser=True)),
        lambda page: PublishPageRevisionAction(page.get_latest_revision()).execute(skip_permission_checks=True),
        save_live,
        save_as_any_page,
    ],
)
def test_code_is_refused(course_page, door, half):
    course_page.save_revision()
    if half:
        answer(ask(course_page)[0])
    refused(lambda: door(course_page))
    assert nothing_is_public()


@pytest.mark.parametrize("who", ["coordinator", "manager", "superuser"])
def test_the_publish_button_keeps_the_draft_and_leads_to_asking(sign_in, course_page, who):
    user = UserFactory(is_superuser=True) if who == "superuser" else UserFactory(role=who)
    pressed = words(course_page, hook="Rest.", **{"action-publish": "1"})
    response = sign_in(user).post(edit(course_page), pressed)
    assert response.headers["Location"] == reverse("signoff:ask", args=["WEL01"])
    assert nothing_is_public()
    assert CoursePage.objects.get().get_latest_revision_as_object().hook == "Rest."


def test_the_publish_button_pressed_while_both_are_asked_is_remembered(sign_in, editor, half_signed):
    pressed = words(half_signed, **{"action-publish": "1"})
    response = sign_in(editor).post(edit(half_signed), pressed)
    assert response.headers["Location"] == edit(half_signed)
    assert nothing_is_public()
    answer(SignRequest.objects.get(state="asked"))
    assert Course.objects.get().is_public


@pytest.mark.parametrize("with_children", [True, False])
def test_publishing_many_is_refused_in_a_sentence(sign_in, editor, half_signed, with_children):
    page = half_signed.get_parent() if with_children else half_signed
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={page.pk}"
    response = sign_in(editor).post(url, {"include_descendants": "on"} if with_children else {}, follow=True)
    assert "two people sign them first" in response.content.decode()
    assert nothing_is_public()


def test_an_older_revision_brought_back_is_signed_or_not_by_its_own_words(course_page):
    course_page.hook = "Signed."
    publish(course_page)
    first = course_page.get_latest_revision()
    course_page.hook = "Never signed."
    course_page.save_revision()
    never = course_page.get_latest_revision()
    course_page.hook = "Signed too."
    publish(course_page)
    refused(lambda: never.publish(previous_revision=never))
    assert Course.objects.get().editions.first().hook == "Signed too."
    first.publish(previous_revision=first)
    assert Course.objects.get().editions.first().hook == "Signed."


def test_a_copy_carries_no_course_and_an_alias_the_database_refuses(half_signed):
    copy = CopyPageAction(half_signed, update_attrs={"slug": "copy"}).execute(skip_permission_checks=True)
    copy.save_revision().publish()
    assert copy.course is None
    with pytest.raises(IntegrityError), transaction.atomic():
        half_signed.create_alias(update_slug="alias")
    assert not Course.objects.get().is_public


def test_the_clock_publishes_nothing(half_signed):
    half_signed.go_live_at = timezone.now() - dt.timedelta(hours=1)
    revision = half_signed.save_revision(clean=False)
    revision.approved_go_live_at = half_signed.go_live_at
    revision.save()
    with pytest.raises((NotSigned, ValidationError)):
        call_command("publish_scheduled")
    assert nothing_is_public()


# Pictures -------------------------------------------------------------------------------------


def picture(name="a.png", size=(10, 10)):
    return get_image_model().objects.create(title="A chair", file=get_test_image_file(filename=name, size=size))


def test_another_picture_is_signed_again(course_page):
    publish(course_page)
    course_page.picture = picture()
    course_page.save_revision()
    refused(course_page.get_latest_revision().publish)
    sign(course_page).get_latest_revision().publish()
    assert Course.objects.get().editions.count() == 2


def test_a_file_put_in_a_picture_s_place_is_not_shown_and_drafts_are_saved_still(client, course_page):
    course_page.picture = picture()
    publish(course_page)
    assert "college-picture" in client.get(course_page.url).content.decode()
    chosen = course_page.picture
    chosen.file, chosen.file_hash = get_test_image_file(filename="b.png", size=(20, 20)), ""
    chosen.save()
    assert "college-picture" not in client.get(course_page.url).content.decode()
    page = CoursePage.objects.get()
    page.hook = "A draft."
    page.save_revision()
    sign(CoursePage.objects.get()).get_latest_revision().publish()
    assert "college-picture" in client.get(course_page.url).content.decode()


def test_a_deleted_picture_takes_nothing_else_along(client, course_page):
    course_page.picture = picture()
    publish(course_page)
    course_page.picture.delete()
    page = CoursePage.objects.get()
    page.save_revision()
    assert client.get(page.url).status_code == 200
