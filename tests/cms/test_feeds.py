"""What machines fetch: only what is public, the same entry however often, text that cannot break out."""

import datetime as dt
import json
import re

import icalendar
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.actions import lay_out_site
from cms.models import CoursePage
from courses.models import RunEvent
from tests.factories import CourseFactory, LocalityFactory, RunFactory, TermFactory, VenueFactory

pytestmark = pytest.mark.django_db
D = dt.date


@pytest.fixture
def leeds():
    return LocalityFactory(name="Leeds", slug="leeds")


def entries(client, place="leeds") -> list:
    answer = client.get(f"/calendar/{place}.ics")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    return icalendar.Calendar.from_ical(answer.content).walk("VEVENT")


def block(client, path: str) -> dict:
    page = client.get(path)
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.content.decode(), re.DOTALL)
    assert len(found) == 1
    assert "script-src 'self'" in page["Content-Security-Policy"]
    return json.loads(found[0])


# A locality's calendar ---------------------------------------------------------------------------


def test_each_session_stands_at_its_local_time_with_its_place(client, leeds):
    hall = VenueFactory(locality=leeds, name="The Hall", address="1 Mill\nTown", postcode="LS1 1AA")
    first = D(2030, 10, 22)  # before the clocks go back, and after
    run = RunFactory(course__title="Tea", locality=leeds, venue=hall, sessions=2, sessions__first_on=first)
    RunFactory(course__title="Elsewhere")
    summer, winter = entries(client)
    assert [str(each["summary"]) for each in (summer, winter)] == ["Tea", "Tea"]
    assert [each["dtstart"].dt.isoformat() for each in (summer, winter)] == [
        "2030-10-22T10:00:00+01:00",
        "2030-10-29T10:00:00+00:00",
    ]
    assert summer["location"] == "The Hall, 1 Mill, Town, LS1 1AA"
    assert str(summer["url"]).endswith(f"/courses/{run.course.editions.get().slug}/")
    assert b"BEGIN:VTIMEZONE" in client.get("/calendar/leeds.ics").content


def test_an_entry_stays_the_same_one_and_what_is_called_off_stays_as_cancelled(client, leeds, now):
    run = RunFactory(locality=leeds, sessions=2)
    before = entries(client)
    run.sessions.filter(pk=run.sessions.order_by("held_on").first().pk).update(status="cancelled")
    RunEvent.objects.create(run=run, what="session called off", at=now)
    after = entries(client)
    assert [str(each["uid"]) for each in after] == [str(each["uid"]) for each in before]
    assert [str(each["status"]) for each in after] == ["CANCELLED", "CONFIRMED"]
    assert after[0]["sequence"] == before[0]["sequence"] + 1
    run.status = "cancelled"
    run.save()
    assert {str(each["status"]) for each in entries(client)} == {"CANCELLED"}


@pytest.mark.parametrize("hidden", ["is_listed", "draft", "words", "embargo"])
def test_a_calendar_holds_nothing_that_is_not_for_everyone(client, leeds, hidden):
    fields = {
        "is_listed": {"is_listed": False},
        "draft": {"status": "draft"},
        "words": {"course__is_public": False},
        "embargo": {"term__public_from": None},
    }[hidden]
    RunFactory(locality=leeds, joining_link="https://meet.example.org/secret", **fields)
    assert entries(client) == []


def test_a_calendar_tells_nobody_where_to_join_online(client, leeds):
    RunFactory(locality=leeds, format="online", joining_link="https://meet.example.org/secret")
    assert b"meet.example.org" not in client.get("/calendar/leeds.ics").content
    assert client.get("/calendar/nowhere.ics").status_code == 404


def test_a_calendar_costs_the_same_at_two_runs_and_at_twelve(client, leeds):
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get("/calendar/leeds.ics")
        return len(asked)

    RunFactory.create_batch(2, locality=leeds)
    at_two = cost()
    RunFactory.create_batch(10, locality=leeds)
    assert cost() == at_two <= 8


# Search engines ----------------------------------------------------------------------------------


def test_a_course_says_to_machines_what_it_says_to_people(client, leeds, now):
    hall = VenueFactory(locality=leeds, name="The Hall", postcode="LS1 1AA")
    course = CourseFactory(title="Tea", public=True)
    run = RunFactory(course=course, locality=leeds, venue=hall, sessions=3, sessions__first_on=D(2030, 10, 22))
    RunFactory(course=course, locality=leeds, is_listed=False)
    lay_out_site(now=now)
    said = block(client, CoursePage.objects.get(course=course).url)
    assert (said["@type"], said["name"], said["isAccessibleForFree"]) == ("Course", "Tea", True)
    (instance,) = said["hasCourseInstance"]
    assert instance["@id"].endswith(run.code)
    assert (instance["@type"], instance["courseMode"], instance["courseWorkload"]) == (
        "CourseInstance",
        "Onsite",
        "PT360M",
    )
    assert instance["startDate"] == "2030-10-22T10:00:00+01:00"
    assert instance["endDate"] == "2030-11-05T12:00:00+00:00"
    assert instance["location"]["address"]["postalCode"] == "LS1 1AA"


@pytest.mark.parametrize("name", ["</script><script>alert(1)</script>", "<!--<script>", 'Tom & Sam\'s "tea" \u2028'])
def test_words_cannot_break_out_of_the_block(client, now, name):
    RunFactory(course__title=name, venue__name=name)
    lay_out_site(now=now)
    said = block(client, CoursePage.objects.get().url)
    assert said["name"] == name
    assert said["hasCourseInstance"][0]["location"]["name"] == name


def test_the_sitemap_names_every_page_that_opens_and_no_other(client, leeds, now):
    RunFactory(locality=leeds, term=TermFactory(slug="spring"))
    RunFactory(course__is_public=False, term=TermFactory(slug="secret", public_from=None))
    lay_out_site(now=now)
    told = re.findall(r"<loc>http://testserver([^<]+)</loc>", client.get("/sitemap.xml").content.decode())
    assert {"/", "/courses/", "/prospectus/leeds/", "/prospectus/spring/"} < set(told)
    assert "/prospectus/secret/" not in told
    assert len([path for path in told if path.startswith("/courses/")]) == 2
    for path in told:
        assert client.get(path).status_code == 200, path


def test_robots_are_told_where_to_look_and_where_not(client, db):
    said = client.get("/robots.txt").content.decode()
    assert "Sitemap: http" in said
    for path in ("/my/", "/office/", "/join/", "/cms/"):
        assert f"Disallow: {path}\n" in said
