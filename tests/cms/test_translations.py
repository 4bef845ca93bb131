"""The words of a course in other languages: signed for themselves, one page each, nothing false when behind."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cms.actions import lay_out_site
from cms.models import CoursePage, SignRequest
from cms.translations.actions import NoSuchLanguage, begin_translation
from cms.translations.queries import all_behind
from college.languages import is_written
from courses.actions.editions import NotSigned
from courses.models import Course
from courses.queries import courses_about
from tests.cms.signing import publish, sign
from tests.cms.test_publishing import edit, words
from tests.factories import RunFactory

pytestmark = pytest.mark.django_db
URDU = {"title": "اچھی نیند", "hook": "آئیں اور سیکھیں۔"}


@pytest.fixture
def source(now) -> CoursePage:
    """A public course with a run to come."""
    run = RunFactory(course__title="Sleeping well", course__code="WEL01")
    lay_out_site(now=now)
    page = CoursePage.objects.get(course=run.course)
    page.hook, page.about = "Rest.", "We look at it together."
    return publish(page)


@pytest.fixture
def urdu(source, now) -> CoursePage:
    """Its translation, signed and public; what it is about is not translated."""
    page = begin_translation(course=source.course, language="ur", by=None, now=now)
    page.title, page.hook = URDU["title"], URDU["hook"]
    return publish(page)


def read(client, page: CoursePage) -> str:
    return client.get(CoursePage.objects.get(pk=page.pk).url).content.decode()


def again(page: CoursePage, **changed) -> CoursePage:
    """Its words changed, signed and published anew."""
    page = CoursePage.objects.get(pk=page.pk)
    for name, value in changed.items():
        setattr(page, name, value)
    return publish(page)


def test_both_pages_lead_to_each_other_and_each_says_its_language(client, source, urdu):
    english, other = read(client, source), read(client, urdu)
    for page, href, language, way, name in (
        (english, urdu.url, "ur", "rtl", "اردو"),
        (other, source.url, "en-gb", "ltr", "English"),
    ):
        assert f'<a href="{href}" hreflang="{language}" lang="{language}" dir="{way}">{name}</a>' in page
        assert f'<link rel="alternate" hreflang="{language}" href="http' in page
    assert f'<h1 class="nhsuk-heading-l" lang="ur" dir="rtl">{URDU["title"]}</h1>' in other
    assert '<div class="college-prose" lang="en-gb" dir="ltr"><p>We look at it together.</p>' in other
    assert '"inLanguage": "ur"' in other
    assert "/join/" in other  # the same runs, to refer oneself to
    assert "translated from earlier words" not in other


def test_a_page_says_its_english_in_english_whatever_the_browser_asks_for(client, urdu, monkeypatch):
    """There is no catalogue of our sentences in Urdu; where a college has one, the page is in Urdu all over."""
    asked = client.get(urdu.url, headers={"Accept-Language": "ur"}).content.decode()
    assert '<html lang="en-gb" dir="ltr">' in asked
    monkeypatch.setattr("cms.languages_of_words.is_written", lambda language: language == "ur")
    assert not is_written("ur")
    assert '<html lang="ur" dir="rtl">' in client.get(f"{urdu.url}?anew").content.decode()


def test_a_translation_is_signed_for_itself_and_lives_and_goes_by_itself(client, source, now):
    page = begin_translation(course=source.course, language="ur", by=None, now=now)
    for name in ("hook", "about", "slug"):
        setattr(page, name, getattr(source, name))  # the very words that were signed, in another language
    page.slug += "-ur"
    page.save_revision()
    with pytest.raises(NotSigned), transaction.atomic():
        page.get_latest_revision().publish()
    sign(page).get_latest_revision().publish()
    assert set(SignRequest.objects.filter(state="signed").values_list("language", flat=True)) == {"", "ur"}
    assert Course.objects.get().translated_into == ["ur"]
    page.refresh_from_db()
    page.unpublish()
    course = Course.objects.get()
    assert (course.is_public, course.translated_into) == (True, [])
    assert client.get(page.url).status_code == 404


def test_without_the_course_s_own_words_there_is_no_translation_to_read(client, source, urdu):
    CoursePage.objects.get(pk=source.pk).unpublish()
    assert client.get(urdu.url).status_code == 404
    assert urdu.url not in client.get("/sitemap.xml").content.decode()


def test_it_is_behind_when_the_words_it_says_again_have_changed_until_somebody_says_it_has_caught_up(
    client, sign_in, editor, source, urdu
):
    again(source, hook="Rest and wake.")
    assert [one.page.pk for one in all_behind()] == [urdu.pk]
    assert "translated from earlier words" in read(client, urdu)
    office = sign_in(editor)
    form = office.get(edit(urdu)).content.decode()
    assert "This translation is behind" in form
    assert "Rest and wake." in form
    assert "behind" in office.get(reverse("cms_course_languages", args=["WEL01"])).content.decode()
    assert "Translations that are behind" in office.get(reverse("signoff:reviews")).content.decode()
    office.post(edit(urdu), words(CoursePage.objects.get(pk=urdu.pk), says_it_now="on"))
    page = CoursePage.objects.get(pk=urdu.pk)
    page.get_latest_revision().publish()  # the same words, signed already
    assert not all_behind()
    client.logout()
    assert "translated from earlier words" not in read(client, urdu)


def test_an_address_or_a_picture_changed_leaves_no_translation_behind(source, urdu):
    again(source, slug="sleep")
    assert not all_behind()


def test_a_course_is_found_by_its_words_in_either_language_while_they_are_public(source, urdu):
    assert courses_about(["نیند"]) == courses_about(["rest"]) == [source.course_id]
    urdu.refresh_from_db()
    urdu.unpublish()
    assert courses_about(["نیند"]) == []


def test_a_translation_is_begun_once_beside_its_source_and_only_in_the_college_s_languages(source, now):
    page = begin_translation(course=source.course, language="cy", by=None, now=now)
    assert begin_translation(course=source.course, language="cy", by=None, now=now) == page
    assert (page.get_parent(), page.locale.language_code) == (source.get_parent(), "cy")
    assert list(page.get_translations()) == [source.page_ptr.specific]
    assert not page.live
    for language in ("en-gb", "xx", ""):
        with pytest.raises(NoSuchLanguage):
            begin_translation(course=source.course, language=language, by=None, now=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        page.create_alias(update_slug="alias")


def test_the_review_of_a_course_is_not_put_off_by_signing_a_translation(source, urdu, now):
    Course.objects.update(review_on=now.date())
    again(urdu, hook="سیکھیں۔")
    assert Course.objects.get().review_on == now.date()
