"""By whatever door a course page is published, its edition follows; and only then."""

import pytest
from django.db import transaction
from django.urls import reverse
from wagtail.actions.copy_page import CopyPageAction
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms.models import CoursePage
from courses.models import Course, CourseEdition
from tests.cms.signing import publish, sign

pytestmark = pytest.mark.django_db


def words(page, **changes):
    """What the editor's form posts for a course page."""
    fields = ["title", "slug", "hook", "about", "who_for", "learn", "expect", "content_note", "prerequisites"]
    posted = {name: getattr(page, name) for name in [*fields, "made_by"]}
    return nested_form_data(
        posted
        | {
            "picture": "",
            "easy_read": streamfield([]),
            "search_description": "",
            "comments-TOTAL_FORMS": 0,
            "comments-INITIAL_FORMS": 0,
        }
        | changes
    )


def edit(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


@pytest.fixture
def at_the_desk(sign_in, editor):
    return sign_in(editor)


def test_a_draft_is_no_edition(course_page):
    course_page.hook = "Rest."
    course_page.save_revision()
    course_page.save()
    assert not CourseEdition.objects.exists()
    assert not Course.objects.get().is_public


def test_the_publish_button_writes_the_edition_of_signed_words(at_the_desk, course_page, editor):
    course_page.hook, course_page.learn = "Rest.", "one\n\n two "
    sign(course_page)
    answer = at_the_desk.post(
        edit(course_page),
        words(course_page, hook="Rest.", learn="one\n\n two ", **{"action-publish": "1"}),
    )
    assert answer.status_code == 302
    edition = CourseEdition.objects.get()
    assert (edition.title, edition.hook, edition.learn) == ("Sleeping well", "Rest.", ["one", "two"])
    assert edition.slug == "sleeping-well"
    assert edition.by == editor
    assert edition.revision == str(CoursePage.objects.get().live_revision_id)
    assert Course.objects.get().is_public


def test_a_draft_saved_over_a_public_page_changes_nothing_public(at_the_desk, course_page):
    publish(course_page)
    answer = at_the_desk.post(edit(course_page), words(course_page, hook="Not yet."))
    assert answer.status_code == 302
    assert CoursePage.objects.get().has_unpublished_changes
    assert CourseEdition.objects.get().hook == ""


def test_publishing_the_same_words_again_is_no_new_edition(course_page):
    for _time in range(2):
        publish(course_page)
    assert CourseEdition.objects.count() == 1


def test_an_older_revision_brought_back_is_a_new_edition(course_page):
    course_page.hook = "First."
    first = sign(course_page).get_latest_revision()
    first.publish()
    course_page.hook = "Second."
    publish(course_page)
    course_page.refresh_from_db()
    again = sign(first.as_object()).get_latest_revision()
    again.publish(previous_revision=first)
    assert list(CourseEdition.objects.order_by("number").values_list("hook", flat=True)) == [
        "First.",
        "Second.",
        "First.",
    ]


def test_many_at_once_are_published_with_their_editions(at_the_desk, course_page):
    sign(course_page)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={course_page.pk}"
    assert at_the_desk.post(url).status_code == 302
    assert CourseEdition.objects.count() == 1
    assert Course.objects.get().is_public


def test_a_page_saved_live_by_code_has_its_edition_too(course_page):
    sign(course_page)
    course_page.live = True
    course_page.save()
    assert Course.objects.get().is_public
    assert CourseEdition.objects.count() == 1


def test_unpublished_by_button_or_with_many_is_not_public(at_the_desk, course_page):
    doors = [
        reverse("wagtailadmin_pages:unpublish", args=[course_page.pk]),
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"]) + f"?id={course_page.pk}",
    ]
    for door in doors:
        publish(course_page)
        assert Course.objects.get().is_public
        assert at_the_desk.post(door).status_code == 302
        assert not Course.objects.get().is_public
    assert CourseEdition.objects.count() == 1


def test_a_deleted_page_is_not_public_and_its_words_stay(at_the_desk, course_page):
    publish(course_page)
    at_the_desk.post(reverse("wagtailadmin_pages:delete", args=[course_page.pk]))
    assert not CoursePage.objects.exists()
    assert not Course.objects.get().is_public
    assert CourseEdition.objects.count() == 1


def test_when_the_edition_can_not_be_written_the_page_is_not_public_either(course_page, monkeypatch):
    course_page.hook = "Rest."
    revision = sign(course_page).get_latest_revision()

    def fail(*args, **kwargs):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(CourseEdition, "save", fail)
    with pytest.raises(RuntimeError), transaction.atomic():
        revision.publish()
    assert not CoursePage.objects.get().live
    assert not Course.objects.get().is_public


def test_a_course_page_is_not_copied_added_or_scheduled(at_the_desk, course_page):
    index = course_page.get_parent()
    copy = reverse("wagtailadmin_pages:copy", args=[course_page.pk])
    form = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": index.pk, "alias": "on"}
    at_the_desk.post(copy, form)
    assert CoursePage.objects.count() == 1
    add = reverse("wagtailadmin_pages:add", args=["cms", "coursepage", index.pk])
    assert at_the_desk.get(add).status_code in (302, 403)
    at_the_desk.post(edit(course_page), words(course_page, go_live_at="2030-01-01 10:00"))
    assert CoursePage.objects.get().get_latest_revision().content["go_live_at"] is None


def test_a_copy_made_by_code_has_no_course_and_shows_nothing(client, course_page):
    publish(course_page)
    copy = CopyPageAction(course_page, update_attrs={"slug": "copy", "title": "Copy"}).execute(
        skip_permission_checks=True
    )
    assert copy.course is None
    assert client.get("/courses/copy/").status_code == 404
    assert CourseEdition.objects.count() == 1


def test_a_title_too_long_for_a_certificate_is_refused_in_a_sentence(at_the_desk, course_page):
    answer = at_the_desk.post(edit(course_page), words(course_page, title="a" * 141, **{"action-publish": "1"}))
    assert answer.status_code == 200
    assert "140" in answer.content.decode()
    assert not CourseEdition.objects.exists()


def test_the_public_reads_the_edition_and_the_preview_shows_the_draft(client, course_page):
    course_page.hook = "Public words."
    publish(course_page)
    course_page.hook = "Draft words."
    course_page.save_revision()
    page = client.get(course_page.url).content.decode()
    assert "Public words." in page
    assert "Draft words." not in page
    preview = course_page.get_latest_revision_as_object().make_preview_request()
    assert "Draft words." in preview.content.decode()
    assert "frame-ancestors 'self'" in preview["Content-Security-Policy"]


@pytest.mark.parametrize("act", ["unpublish", "delete"])
def test_pages_that_carry_the_site_stay(at_the_desk, site, act):
    at_the_desk.post(reverse(f"wagtailadmin_pages:{act}", args=[site.pk]))
    assert Page.objects.get(pk=site.pk).live
    index = site.get_children().get(slug="courses")
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", act]) + f"?id={index.pk}"
    at_the_desk.post(bulk)
    assert Page.objects.get(pk=index.pk).live
