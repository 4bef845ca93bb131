"""What stands on a new site, and that laying it out again changes nothing."""

import pytest
from django.utils import timezone
from wagtail.models import Page, Site

from cms.actions import draft_pages, lay_out_site
from cms.models import CoursePage, HomePage, LocalityPage, PlainPage, ProspectusPage
from courses.actions.catalogue import make_course
from courses.models import Course
from tests.factories import CourseFactory, LocalityFactory, StrandFactory, TermFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.now()


def test_a_new_site_has_its_pages_and_a_draft_for_each_course(now):
    course = CourseFactory(title="Sleeping well")
    term, place = TermFactory(), LocalityFactory()
    lay_out_site(now=now)
    home = HomePage.objects.get()
    assert Site.objects.get().root_page_id == home.pk
    assert home.url == "/"
    page = CoursePage.objects.get(course=course)
    assert (page.url, page.live, page.title) == ("/courses/sleeping-well/", False, "Sleeping well")
    assert ProspectusPage.objects.get(term=term).url == f"/prospectus/{term.slug}/"
    assert LocalityPage.objects.get(locality=place).url == f"/prospectus/{place.slug}/"
    assert PlainPage.objects.live().count() == 9
    assert Page.find_problems() == ([], [], [], [], [])


def test_again_changes_nothing(now):
    CourseFactory()
    lay_out_site(now=now)
    PlainPage.objects.filter(slug="privacy").update(title="Our own words")
    before = list(Page.objects.order_by("pk").values())
    lay_out_site(now=now)
    assert list(Page.objects.order_by("pk").values()) == before


def test_a_course_made_later_has_its_draft_at_once(now):
    lay_out_site(now=now)
    course = make_course(code="WEL01", title="Sleeping well", strand=StrandFactory(), by=None, now=now)
    assert not CoursePage.objects.get(course=course).live


def test_the_sweep_drafts_what_the_signal_missed(now):
    lay_out_site(now=now)
    course = CourseFactory()
    assert draft_pages(now=now) == 1
    assert draft_pages(now=now) == 0
    assert CoursePage.objects.filter(course=course, live=False).exists()


def test_without_a_site_a_course_is_made_all_the_same(now):
    make_course(code="WEL01", title="Sleeping well", strand=StrandFactory(), by=None, now=now)
    assert draft_pages(now=now) == 0


def test_two_courses_with_one_title_have_two_addresses(now):
    CourseFactory(title="Sleeping well")
    CourseFactory(title="Sleeping well")
    lay_out_site(now=now)
    assert sorted(CoursePage.objects.values_list("slug", flat=True)) == ["sleeping-well", "sleeping-well-2"]


def test_words_that_are_public_already_get_a_public_page_of_them(now):
    course = CourseFactory(public=True)
    lay_out_site(now=now)
    page = CoursePage.objects.get(course=course)
    assert (page.live, page.hook) == (True, "Find out what helps, and try it.")
    assert Course.objects.get().is_public
    assert course.editions.count() == 1
