"""What a visitor reads: everything that is for everyone, nothing that is not, at the same cost."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import escape

from cms.actions import lay_out_site
from cms.models import CoursePage, LocalityPage, ProspectusPage, StoryIndexPage, StoryPage
from cms.words import with_signers
from college import freshness
from tests.cms.signing import publish as sign_and_publish
from tests.factories import (
    AllocationFactory,
    CourseFactory,
    LocalityFactory,
    RunFactory,
    StrandFactory,
    TermFactory,
    VenueFactory,
)

pytestmark = pytest.mark.django_db
WEEK = dt.timedelta(weeks=1)
D, T = dt.date, dt.time


@pytest.fixture
def leeds():
    return LocalityFactory(name="Leeds", slug="leeds")


def read(client, path) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def publish_page(course):
    page = CoursePage.objects.get(course=course)
    sign_and_publish(page)
    return page


# Who sees what -------------------------------------------------------------------------------


LISTS = ["/", "/courses/", "/prospectus/leeds/", "/prospectus/spring/"]


@pytest.fixture
def spring(now):
    return TermFactory(name="Spring", slug="spring")


def test_a_public_run_stands_in_every_list(client, leeds, spring, now):
    RunFactory(course__title="Sleeping well", locality=leeds, term=spring)
    lay_out_site(now=now)
    for path in LISTS:
        assert "Sleeping well" in read(client, path), path


@pytest.mark.parametrize(
    "hidden",
    [{"is_listed": False}, {"status": "draft"}, {"course__is_public": False}],
    ids=["closed", "draft", "words"],
)
def test_what_is_not_for_everyone_stands_nowhere(client, leeds, spring, now, hidden):
    run = RunFactory(course__title="Sleeping well", locality=leeds, term=spring, **hidden)
    lay_out_site(now=now)
    for path in LISTS:
        assert "Sleeping well" not in read(client, path), path
    page = client.get(f"/courses/{CoursePage.objects.get(course=run.course).slug}/")
    assert page.status_code == (404 if "course__is_public" in hidden else 200)
    assert run.venue.name not in page.content.decode()
    assert run.code not in page.content.decode()


@pytest.mark.parametrize("public_from", [None, timezone.now() + dt.timedelta(days=3)])
def test_under_embargo_nobody_sees_the_term(client, leeds, now, public_from):
    term = TermFactory(name="Spring", slug="spring", public_from=public_from)
    run = RunFactory(course__title="Sleeping well", locality=leeds, term=term)
    lay_out_site(now=now)
    for path in LISTS[:3]:
        assert "Sleeping well" not in read(client, path), path
    assert client.get("/prospectus/spring/").status_code == 404
    assert "Spring" not in read(client, "/prospectus/")
    assert run.code not in read(client, CoursePage.objects.get(course=run.course).url)


def test_a_run_called_off_leaves_the_lists_and_its_course_says_so(client, leeds, spring, now):
    run = RunFactory(course__title="Sleeping well", locality=leeds, term=spring, status="cancelled")
    run.sessions.update(status="cancelled")
    lay_out_site(now=now)
    assert "Sleeping well" not in read(client, "/courses/")
    assert "Called off" in read(client, "/prospectus/spring/")
    assert "called off this term" in read(client, CoursePage.objects.get().url)


def test_nobody_finds_a_draft_or_a_withdrawn_page(client, course_page):
    assert client.get("/courses/sleeping-well/").status_code == 404
    sign_and_publish(course_page)
    assert client.get("/courses/sleeping-well/").status_code == 200
    CoursePage.objects.get().unpublish()
    assert client.get("/courses/sleeping-well/").status_code == 404


# What a page says ------------------------------------------------------------------------------


def test_a_course_page_says_all_one_needs_to_come(client, now):
    leeds = LocalityFactory(name="Leeds")
    hall = VenueFactory(name="The Hall", locality=leeds, step_free=True, accessible_toilet=False, hearing_loop=None)
    run = RunFactory(
        course__title="Sleeping well",
        locality=leeds,
        venue=hall,
        capacity=9,
        sessions=3,
        sessions__first_on=D(2030, 10, 22),
    )
    run.sessions.filter(held_on=D(2030, 10, 29)).update(status="cancelled")
    lay_out_site(now=now)
    page = read(client, CoursePage.objects.get().url)
    for words in [
        "Tuesdays, 22 October to 5 November 2030, 10am to 12 midday",
        "Not on 29 October",
        "Tuesday 22 October 2030, 10am to 12 midday",
        "Tuesday 5 November 2030, 10am to 12 midday",
        "Leeds: The Hall",
        "1 Station Road",
        "Step-free from the street: yes",
        "Accessible toilet: no",
        "Hearing loop: we don&#x27;t know yet",
        "9 places left",
        "Trainers to be confirmed",
        "This is education, not therapy.",
        "Free",
        "Refer yourself",
        f"/join/{run.code}/",
    ]:
        assert words in page, words
    assert "Tuesday 29 October" not in page


def test_who_accepted_is_credited_as_they_wish(client, now):
    run = RunFactory()
    AllocationFactory(run=run, trainer__name="Samantha Holt", trainer__public_name="Sam")
    AllocationFactory(run=run, trainer__name="Not Asked Yet", status="proposed")
    lay_out_site(now=now)
    page = read(client, CoursePage.objects.get().url)
    assert "With Sam" in " ".join(page.split())
    assert "Samantha Holt" not in page
    assert "Not Asked Yet" not in page


def test_a_place_says_how_to_get_in(client, leeds, now):
    VenueFactory(locality=leeds, name="The Hall", getting_there="Bus 22 stops outside.")
    lay_out_site(now=now)
    page = read(client, "/prospectus/leeds/")
    assert "Bus 22 stops outside." in page
    assert "Nothing to come to just now" in page


def test_who_made_a_course_is_named_once():
    made_by = ["Sam, peer trainer", "Two learners"]
    assert with_signers(made_by, ["sam, lived experience", "Imran"]) == [*made_by, "Imran"]
    assert with_signers([], ["Imran", "Rowan"]) == ["Imran", "Rowan"]


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", 'Tom & Sam\'s "place"'])
def test_names_are_shown_as_text_once(client, now, name):
    RunFactory(
        course__title=name,
        course__strand=StrandFactory(name=name),
        locality=LocalityFactory(name=name, slug="here"),
        venue__name=name,
        term=TermFactory(name=name, slug="spring"),
    )
    lay_out_site(now=now)
    for path in [
        "/",
        "/courses/",
        "/prospectus/",
        "/prospectus/here/",
        "/prospectus/spring/",
        CoursePage.objects.get().url,
    ]:
        page = read(client, path)
        assert escape(name) in page, path
        assert escape(escape(name)) not in page, path
        assert "<script>" not in page, path


# Finding -----------------------------------------------------------------------------------------


@pytest.fixture
def three(now):
    """Leeds on Tuesdays, York on Wednesdays, online on Thursdays."""
    mind, life = StrandFactory(name="Mind", slug="mind"), StrandFactory(name="Life", slug="life")
    for title, place, strand, day, format in [
        ("Tea", "Leeds", mind, 22, "in_person"),
        ("Clay", "York", life, 23, "in_person"),
        ("Chat", "Online", mind, 24, "online"),
    ]:
        RunFactory(
            course=CourseFactory(title=title, strand=strand, public=True),
            locality=LocalityFactory(name=place, slug=place.lower()),
            format=format,
            sessions=2,
            sessions__first_on=D(2030, 10, day),
        )
    lay_out_site(now=now)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Tea", "Clay", "Chat"}),
        ("?place=leeds", {"Tea"}),
        ("?day=3", {"Clay"}),
        ("?strand=mind", {"Tea", "Chat"}),
        ("?format=online", {"Chat"}),
        ("?strand=mind&format=in_person", {"Tea"}),
        ("?place=leeds&day=3", set()),
        ("?place=nowhere&day=x&strand=&format=%00junk%F0%9F%98%80".replace("%00", ""), {"Tea", "Clay", "Chat"}),
        ("?page=junk", {"Tea", "Clay", "Chat"}),
        ("?page=-7", {"Tea", "Clay", "Chat"}),
        ("?page=99999999999999999999", {"Tea", "Clay", "Chat"}),
        ("?day=99999999999999999999999", {"Tea", "Clay", "Chat"}),
    ],
)
def test_links_narrow_the_list_and_junk_narrows_nothing(client, three, query, found):
    page = read(client, f"/courses/{query}")
    assert {title for title in ("Tea", "Clay", "Chat") if f">{title}</a>" in page} == found


def test_each_filter_offers_what_is_left_by_the_others(client, three):
    page = read(client, "/courses/?strand=mind")
    assert 'href="?place=leeds&amp;strand=mind"' in page
    assert "place=york" not in page
    assert 'href="?strand=life"' in page


# What it costs -------------------------------------------------------------------------------------


def cost(client, path) -> int:
    """Queries of a page drawn anew, Wagtail's and our own marks standing already."""
    freshness.mark()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_pages_cost_as_many_queries_at_three_runs_as_at_sixty(client, leeds, spring, now):
    course = CourseFactory(title="Sleeping well", public=True)
    strand = StrandFactory()

    def fill(number):
        for n in range(number):
            RunFactory(
                course=course if n % 2 else CourseFactory(public=True, strand=strand),
                locality=leeds,
                term=spring,
                sessions=2,
            )

    fill(3)
    lay_out_site(now=now)
    paths = [
        "/",
        "/courses/",
        "/courses/?place=leeds&day=2",
        "/prospectus/",
        "/prospectus/leeds/",
        "/prospectus/spring/",
    ]
    paths.append(CoursePage.objects.get(course=course).url)
    at_three = {path: cost(client, path) for path in paths}
    fill(57)
    lay_out_site(now=now)
    at_sixty = {path: cost(client, path) for path in paths}
    assert at_sixty == at_three
    assert max(at_sixty.values()) <= 16, at_sixty


def test_long_lists_have_pages(client, leeds, now):
    for _n in range(16):
        RunFactory(locality=leeds, sessions=1)
    lay_out_site(now=now)
    for path in ("/courses/?place=leeds", "/prospectus/leeds/?"):
        assert "page=2" in read(client, path)
        assert 'aria-current="page"' in read(client, f"{path}&page=2")


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_pages_are_read_and_nothing_else(client, site, method):
    assert getattr(client, method)("/how-it-works/").status_code == 405


def test_there_is_no_passworded_page_or_second_sign_in(client, site):
    for path in ("/_util/authenticate_with_password/1/1/", "/documents/authenticate_with_password/1/"):
        assert client.get(path).status_code == 404


def test_a_place_or_term_page_copied_by_code_shows_nothing(client, leeds, spring, now):
    lay_out_site(now=now)
    for kind in (LocalityPage, ProspectusPage):
        page = kind.objects.first()
        copy = page.copy(update_attrs={"slug": f"copy-{page.slug}"})
        assert client.get(f"/prospectus/{copy.slug}/").status_code == 404


# Stories ---------------------------------------------------------------------------------------


def story(title: str, **fields) -> StoryPage:
    return StoryIndexPage.objects.get().add_child(instance=StoryPage(title=title, **fields))


def test_stories_stand_in_one_list_the_newest_first_and_drafts_do_not(client, site, now):
    for title, days in (("Old news", 3), ("New news", 1)):
        story(title, first_published_at=now - dt.timedelta(days=days))
    story("A draft", live=False)
    page = read(client, "/stories/")
    assert page.index("New news") < page.index("Old news")
    assert "A draft" not in page
    assert "Old news" in read(client, "/stories/old-news/")
    assert client.get("/stories/a-draft/").status_code == 404


def test_nobody_is_named_in_a_story_before_they_agree(site):
    told = StoryPage(title="My year", slug="my-year", told_by="Sam")
    with pytest.raises(ValidationError, match="Ask them first"):
        told.clean()
    told.may_be_told = True
    told.clean()


def test_words_of_a_course_run_the_way_of_their_script(client, now):
    """`dir="auto"` leaves the way to the first letter: Urdu from the right, the page around it as it is."""
    run = RunFactory(course__title="اچھی نیند")
    lay_out_site(now=now)
    page = read(client, CoursePage.objects.get(course=run.course).url)
    assert '<h1 class="nhsuk-heading-l" dir="auto">اچھی نیند</h1>' in page
    assert '<div class="college-prose" dir="auto"><p>We look at it together.</p></div>' in page
