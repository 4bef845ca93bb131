"""An editor sees what a course's entry still lacks, and it stops nobody."""

import pytest
from django.urls import reverse

from cms.models import CoursePage
from cms.panels import WANTED, facts_lacking, lacking, left_empty, places_lacking, runs_of
from cms.venues.models import VenuePicture
from courses.models import Run
from tests.cms.printing.test_many import a_picture
from tests.factories import CourseFactory, RunFactory, VenueFactory

pytestmark = pytest.mark.django_db


def test_an_empty_entry_lacks_everything_and_a_written_one_nothing():
    assert len(lacking(CoursePage())) == len(WANTED)
    written = CoursePage(picture_id=None, **{name: "words" for name in WANTED if name != "picture"})
    assert lacking(written) == ["a picture"]


def test_places_of_coming_runs_are_named_until_the_office_knows_them(course_page, now):
    known = dict.fromkeys(["step_free", "accessible_toilet", "hearing_loop", "parking", "quiet_space"], False)
    course = CourseFactory(public=True)
    course_page.course = course
    halls = [VenueFactory(name=name, getting_there="Bus 22", **known) for name in ("Loft", "Mews")]
    VenuePicture.objects.create(venue=halls[0], picture=a_picture("A door"), shows="A green door")
    for venue in halls:
        RunFactory(course=course, venue=venue)
    for fields in (
        {"name": "Hall", "getting_there": "Bus 22", **known, "parking": None},
        {"name": "Barn", **known},
        {"name": "Room", "is_online": True},
    ):
        RunFactory(course=course, venue=VenueFactory(**fields))
    RunFactory(course=course, venue=VenueFactory(name="Shed"), status="draft")
    assert places_lacking(runs_of(course_page, now)) == ["Barn", "Hall", "Mews"]


def test_the_office_s_part_of_the_entry_is_asked_for_too(course_page, now):
    assert len(facts_lacking(course_page, [])) == 2
    course_page.course.review_on = now.date()
    assert facts_lacking(course_page, [Run(venue=None)]) == ["a place for each of its runs"]
    assert len(left_empty(course_page)) == 2


def test_the_editor_shows_it(sign_in, editor, course_page):
    page = sign_in(editor).get(reverse("wagtailadmin_pages:edit", args=[course_page.pk])).content.decode()
    assert "These words do not yet say:" in page
    assert "who it is for" in page
